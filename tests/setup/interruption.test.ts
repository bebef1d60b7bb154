import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const setup = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../scripts/setup/${name}`, import.meta.url)));

/** A program that makes a temporary folder, tells of it, and lives until it is told to end; then it says so. */
const PROGRAM = `
  const folder = require('node:fs').mkdtempSync(require('node:os').tmpdir() + '/profile-');
  process.on('SIGINT', () => { console.log('put away'); process.exit(1); });
  console.log(folder);
  setInterval(() => {}, 1e6);`;

/** A command that runs the program in a work folder, and then another. */
const COMMAND = `
  const { runMain, SetupProblem } = await import(${setup('problem.mjs')});
  const { run } = await import(${setup('run.mjs')});
  const { inWorkFolder } = await import(${setup('work-folder.mjs')});
  await runMain(() => inWorkFolder(async () => {
    const { code } = await run(process.execPath, ['-e', ${JSON.stringify(PROGRAM)}]);
    throw new SetupProblem('The program failed with code ' + code + '.');
  }));`;

/** Starts the command. `line` resolves to what it says next, `end` to its exit code and all that it said. */
function start(): {
  child: ChildProcess;
  folder: Promise<string>;
  end: Promise<{ code: number | null; said: string }>;
} {
  const child = spawn(process.execPath, ['--input-type=module', '-e', COMMAND], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const folder = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
  });
  child.stderr.on('data', (chunk) => (said += chunk));
  const end = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
  return { child, folder, end };
}

describe('a command that is interrupted', () => {
  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGHUP', code: 129 },
  ] as const)('by $signal lets its programs end, says so, and leaves no temporary files', async ({ signal, code }) => {
    const { child, folder, end } = start();
    const profile = await folder;
    expect(existsSync(profile)).toBe(true);
    child.kill(signal);
    // As npm does after the terminal: the same signal twice is one.
    child.kill(signal);
    const ended = await end;
    expect(ended.said).toBe(`${profile}\nput away\nInterrupted.\n`);
    expect(ended.code).toBe(code);
    expect(existsSync(dirname(profile))).toBe(false);
  });
});
