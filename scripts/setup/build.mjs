import { createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { interrupted } from './interruption.mjs';
import { SetupProblem } from './problem.mjs';
import { ROOT, runBin } from './run.mjs';

/** Where `wxt build` puts the extension that goes to users, and the one that talks to the local Telegram. */
export const RELEASE_BUILD = join(ROOT, '.output', 'chrome-mv3');
export const LOCAL_BUILD = join(ROOT, '.output', 'chrome-mv3-local');

/**
 * The port written into the local build. Whoever loads the build copies it and puts the port of its own local Telegram
 * in this one's place, so that one build serves any number of servers at once.
 */
export const PLACEHOLDER_PORT = 43210;

/** What the local build is told of the local Telegram (see `scripts/local-build.ts`). */
export function localTelegram() {
  const folder = join(ROOT, 'tests', 'telegram', 'keys');
  const keys = readdirSync(folder)
    .filter((name) => /^dc\d\.pem$/.test(name))
    .sort();
  return {
    url: `ws://127.0.0.1:${PLACEHOLDER_PORT}/dc{dc}/apiws`,
    homeDc: 2,
    dcs: keys.map((name) => Number(name.slice(2, 3))),
    publicKeys: keys.map((name) =>
      createPublicKey(readFileSync(join(folder, name)))
        .export({ type: 'pkcs1', format: 'pem' })
        .toString(),
    ),
  };
}

/** Builds the extension that goes to users. Throws a SetupProblem when the build fails. */
export async function buildRelease() {
  await build('release', undefined);
}

/** Builds the extension that talks to the local Telegram. Throws a SetupProblem when the build fails. */
export async function buildLocal() {
  await build('local', JSON.stringify(localTelegram()));
}

/**
 * Builds beside the build that is there, which a browser may have loaded, and takes its place only once it is whole.
 *
 * @param {'release' | 'local'} name
 * @param {string | undefined} telegram
 */
async function build(name, telegram) {
  console.log(`Building the ${name} extension…`);
  const target = telegram ? LOCAL_BUILD : RELEASE_BUILD;
  const beside = join(ROOT, '.output', `new-${name}`);
  // The local Telegram knows the API ids of its scenario alone. Empty, so that no .env file fills them in.
  const ownApi = telegram ? { TEZ_API_ID: '', TEZ_API_HASH: '' } : {};
  const env = { TEZ_OUTPUT: beside, TEZ_LOCAL_TELEGRAM: telegram, ...ownApi };
  try {
    const { code, output } = await runBin('wxt', ['build'], { env, quiet: true });
    if (code !== 0) {
      if (!interrupted()) process.stderr.write(output);
      throw new SetupProblem(`The ${name} build of the extension failed: see what wxt says above.`);
    }
    if (existsSync(target)) renameSync(target, join(beside, 'before'));
    renameSync(join(beside, basename(target)), target);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Writes WXT's types and tsconfig, which the type check reads. */
export async function prepareTypes() {
  const { code, output } = await runBin('wxt', ['prepare'], { quiet: true });
  if (code === 0) return;
  process.stderr.write(output);
  throw new SetupProblem('wxt prepare failed: see what it says above.');
}
