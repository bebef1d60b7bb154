/**
 * Looks through a build for what must never reach users: addresses of the user's own machine or network, unencrypted
 * sockets, and the local Telegram's keys. Usage: `node scripts/checks/release.mjs [FOLDER]`; exit code 1 when found.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { localTelegram, RELEASE_BUILD } from '../setup/build.mjs';

const folder = resolve(process.argv[2] ?? RELEASE_BUILD);

/** Pieces of each test key's base64, so that a key is found however its lines were joined. */
const keyPieces = localTelegram().publicKeys.flatMap((pem) =>
  pem.split('\n').filter((line) => line.length === 64 && !line.startsWith('MIIBCg')),
);

/** Dexie asks whether a page is served from here, to turn its own debugging on: a question, not an address. */
const HARMLESS = [String.raw`/^(http|https):\/\/(localhost|127\.0\.0\.1)/`];

const FORBIDDEN = [
  { what: 'a loopback address', pattern: /127\.0\.0\.1|\[::1\]|\blocalhost\b/ },
  {
    what: 'an address of a private network',
    pattern: /\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b/,
  },
  { what: 'an unencrypted socket', pattern: /\bws:\/\// },
  {
    what: "a test server's key",
    pattern: new RegExp(keyPieces.map((piece) => piece.replace(/[+/]/g, '\\$&')).join('|')),
  },
];

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|json|html|css|map)$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const found = files.flatMap((file) => {
  const text = HARMLESS.reduce((rest, known) => rest.replaceAll(known, ''), readFileSync(file, 'utf8'));
  return FORBIDDEN.flatMap(({ what, pattern }) => {
    const match = pattern.exec(text);
    return match ? [`${relative(folder, file)} contains ${what}: ${match[0].slice(0, 40)}`] : [];
  });
});

for (const line of found) console.error(line);
if (files.length === 0) console.error(`No build in ${folder}.`);
else console.log(`${files.length} files looked through, ${found.length} local addresses or keys.`);
process.exitCode = files.length === 0 || found.length > 0 ? 1 : 0;
