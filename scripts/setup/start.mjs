import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { builtInApi } from './api.mjs';
import { buildLocal, buildRelease, RELEASE_BUILD } from './build.mjs';
import { interrupted, tell } from './interruption.mjs';
import { readStartOptions } from './options.mjs';
import { runMain, SetupProblem } from './problem.mjs';
import { ROOT, runHere } from './run.mjs';
import { setUp } from './setup.mjs';
import { inWorkFolder } from './work-folder.mjs';

/** The exit code by which the demo says that the display takes no window. */
export const NO_WINDOW = 69;

/** Whether Chromium says, in its own words or Playwright's, that the display takes no window. @param {string} said */
export function takesNoWindow(said) {
  return /missing x server|xserver|platform failed to initialize|cannot open display/i.test(said);
}

/** @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    const options = readStartOptions(args);
    if (!options) return 0;
    return options.live ? live(options.client) : demo(options);
  });
}

/** @param {import('./options.mjs').StartOptions} options */
async function demo({ client, port }) {
  if (port !== 0) await checkFree(port);
  const { chromium } = await setUp();
  await buildLocal();
  return inWorkFolder(async () => {
    const drive = (/** @type {string} */ script) =>
      runHere(`scripts/${script}`, ['--client', client, '--port', String(port)], { TEZ_CHROMIUM: chromium });
    if (hasDisplay()) {
      const code = await drive('demo.ts');
      if (code !== NO_WINDOW) return code;
      console.log('Chromium can open no window on this display: Tez takes the tour without one.');
    }
    return drive('tour.ts');
  });
}

/**
 * Opens the real Telegram Web with the release build, in a browser profile of its own that is kept for the next time.
 *
 * @param {'a' | 'k'} client
 */
async function live(client) {
  builtInApi(process.env);
  if (!hasDisplay()) {
    throw new SetupProblem('--live opens a browser window to sign in with, and this machine has no display.');
  }
  const { chromium } = await setUp();
  await buildRelease();
  console.log('Opening the real web.telegram.org, over the network: sign in there, and in Tez.');
  console.log('To end, close the browser. Its profile stays in .cache/live-profile for the next time.');
  const { code, said } = await openWindow(chromium, [
    `--user-data-dir=${join(ROOT, '.cache', 'live-profile')}`,
    `--disable-extensions-except=${RELEASE_BUILD}`,
    `--load-extension=${RELEASE_BUILD}`,
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses to run its sandbox for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `https://web.telegram.org/${client}/`,
  ]);
  if (code === 0 || interrupted()) return 0;
  if (takesNoWindow(said)) {
    throw new SetupProblem(
      '--live opens a browser window to sign in with, and Chromium can open none on this display.',
    );
  }
  const last = said.trim().split('\n').at(-1);
  throw new SetupProblem(`Chromium ended by itself with code ${code}${last ? `: ${last}` : '.'}`);
}

/** Linux without X11 and Wayland has nowhere to put a window; the other systems always have. */
function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Throws a SetupProblem when another program listens on the port. @param {number} port @returns {Promise<void>} */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ { code }) => {
      const why = code === 'EACCES' ? 'may not be used by this user' : 'is in use';
      reject(new SetupProblem(`Port ${port} ${why}: choose another with --port, or leave it out for any free one.`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/**
 * Runs a browser until it is closed. What it says of its own insides stays off the terminal.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number, said: string }>} `said` is the end of what it complained of
 */
function openWindow(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
    tell(child);
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000);
    });
    child.on('exit', (code) => resolve({ code: code ?? 1, said }));
  });
}
