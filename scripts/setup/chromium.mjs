import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SetupProblem } from './problem.mjs';
import { run } from './run.mjs';

/** The manifest's `minimum_chrome_version`. */
const OLDEST = 116;

const PROGRAMS = ['chromium', 'chromium-browser', 'chrome-for-testing', 'google-chrome-for-testing', 'chrome'];
const MAC_APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];
/** Where Playwright and Puppeteer keep the browsers that they downloaded, and the program's place within one. */
const CACHES = [
  { folder: ['.cache', 'ms-playwright'], starts: 'chromium-' },
  { folder: ['Library', 'Caches', 'ms-playwright'], starts: 'chromium-' },
  { folder: ['.cache', 'puppeteer', 'chrome'], starts: '' },
];
const WITHIN = [
  ['chrome-linux', 'chrome'],
  ['chrome-linux64', 'chrome'],
  ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
];

/**
 * Judges what a browser says of itself. Branded Chrome no longer loads an unpacked extension from the command line, so
 * only Chromium and Chrome for Testing will do.
 *
 * @param {string} answer to `--version`, such as `Chromium 128.0.6613.84 built on Debian`
 */
export function usableBrowser(answer) {
  const match = /^(?:Chromium|Google Chrome for Testing) (\d+)\./m.exec(answer);
  return match !== null && Number(match[1]) >= OLDEST;
}

/** @param {Record<string, string | undefined>} env */
function candidates(env) {
  const home = env.HOME ?? homedir();
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const cached = CACHES.flatMap(({ folder, starts }) => {
    const parent = join(home, ...folder);
    if (!existsSync(parent)) return [];
    const names = readdirSync(parent).filter((name) => name.startsWith(starts));
    return names.flatMap((name) => WITHIN.map((path) => join(parent, name, ...path)));
  });
  return [
    ...PROGRAMS.flatMap((program) => onPath.map((folder) => join(folder, program))),
    ...(process.platform === 'darwin' ? MAC_APPS : []),
    ...cached,
  ];
}

/**
 * The installed Chromium or Chrome for Testing; the one that `TEZ_CHROMIUM` names and no other where it is set.
 *
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | null} the program's path
 */
export function findChromium(env = process.env) {
  for (const path of env.TEZ_CHROMIUM ? [env.TEZ_CHROMIUM] : candidates(env)) {
    if (!existsSync(path)) continue;
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } });
    if (usableBrowser(stdout ?? '')) return path;
  }
  return null;
}

/** The installed Chromium, or Debian's package where we may install it. Throws a SetupProblem where neither is to be had. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const { TEZ_CHROMIUM: named } = process.env;
  if (named) {
    const wrong = existsSync(named) ? `is not Chromium or Chrome for Testing ${OLDEST} or newer` : 'does not exist';
    throw new SetupProblem(`TEZ_CHROMIUM names "${named}", which ${wrong}.`);
  }
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('Installing Chromium (apt-get)…');
    const apt = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-q'], apt);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], apt);
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new SetupProblem(
    `Tez needs Chromium or Chrome for Testing ${OLDEST} or newer (not Google Chrome): install it, on Debian with "sudo apt-get install chromium", or set TEZ_CHROMIUM to its path.`,
  );
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)));
}
