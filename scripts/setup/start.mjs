import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { builtInApi } from './api.mjs';
import { buildLocal, buildRelease, RELEASE_BUILD } from './build.mjs';
import { readStartOptions } from './options.mjs';
import { runMain, SetupProblem } from './problem.mjs';
import { ROOT } from './run.mjs';
import { setUp } from './setup.mjs';

/** @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    const { client, live, port } = readStartOptions(args);
    const display = hasDisplay();
    if (live && !display) {
      throw new SetupProblem('--live opens a browser window to sign in with, and this machine has no display.');
    }
    builtInApi(process.env);
    if (port !== 0) await checkFree(port);
    const { chromium } = await setUp();
    if (live) {
      await buildRelease();
      return openLive(chromium, client);
    }
    await buildLocal();
    const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const script = join('scripts', display ? 'demo.ts' : 'tour.ts');
    return inThisTerminal(process.execPath, [tsx, script, '--client', client, '--port', String(port)], {
      TEZ_CHROMIUM: chromium,
    });
  });
}

/**
 * Opens the real Telegram Web with the release build, in a browser profile of its own that is kept for the next time.
 *
 * @param {string} chromium
 * @param {'a' | 'k'} client
 */
function openLive(chromium, client) {
  console.log('Opening web.telegram.org; sign in there and in Tez. Close the browser to end.');
  return inThisTerminal(chromium, [
    `--user-data-dir=${join(ROOT, '.cache', 'live-profile')}`,
    `--disable-extensions-except=${RELEASE_BUILD}`,
    `--load-extension=${RELEASE_BUILD}`,
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses to run its sandbox for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `https://web.telegram.org/${client}/`,
  ]);
}

/** Linux without X11 and Wayland has nowhere to put a window; the other systems always have. */
function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Throws a SetupProblem when another program listens on the port. @param {number} port @returns {Promise<void>} */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new SetupProblem(`Port ${port} is in use: choose another with --port, or leave it out for any free one.`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/**
 * Runs a program with this terminal as its own, and waits for its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
function inThisTerminal(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    // Ctrl+C reaches the child by itself; the parent stays until the child has put everything away.
    const stay = () => {};
    process.on('SIGINT', stay);
    child.on('exit', (code) => {
      process.off('SIGINT', stay);
      resolve(code ?? 1);
    });
  });
}
