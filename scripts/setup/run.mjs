import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tell } from './interruption.mjs';

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @typedef {{ code: number, output: string }} Finished `code` is 128 + the signal's place for a killed command. */

/**
 * Runs a command in the repository's root and waits for its end. Never rejects: a command that cannot be started ends
 * with code 127 and the reason as its output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, minutes?: number }} [options]
 *   `quiet` keeps the output from the terminal, `minutes` is how long it may run before it is killed
 * @returns {Promise<Finished>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const end = (/** @type {number} */ code) => {
      clearTimeout(limit);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output });
    };
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    tell(child);
    const limit = options.minutes
      ? setTimeout(() => {
          output += `\n${command} did not end within ${options.minutes} minutes.\n`;
          child.kill('SIGKILL');
          // What it started may live on and hold its output open; nobody waits for that.
          end(137);
        }, options.minutes * 60_000)
      : undefined;
    const take = (/** @type {NodeJS.WriteStream} */ to) => (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (!options.quiet) to.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code) => end(code ?? 137));
  });
}

/**
 * Runs a program of the pinned packages (`node_modules/.bin`) with this Node.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runBin(name, args, options) {
  const bin = `${ROOT}node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`;
  return run(bin, args, options);
}

/**
 * Runs a program of this repository written in TypeScript, with this terminal as its own.
 *
 * @param {string} script its path within the repository
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
export function runHere(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    tell(child);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
