import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tez-scenario-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run telegram` with these options until it ends by itself. */
function telegram(...args: string[]) {
  return new Promise<{ code: number | null; out: string; complaint: string }>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts', 'telegram.mjs'), ...args], { cwd: ROOT });
    let [out, complaint] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.on('close', (code) => resolve({ code, out, complaint: complaint.trim() }));
  });
}

function scenario(text: string): string {
  const path = join(folder, 'scenario.json');
  writeFileSync(path, text);
  return path;
}

const oneSentence = /^[A-Z-][^\n]*\.$/;

// Each is a process that reads the server's TypeScript first; a busy machine takes its time.
describe('npm run telegram', { timeout: 120_000 }, () => {
  it.each([
    { wrong: 'no such file', path: () => join(folder, 'absent.json'), says: 'does not exist' },
    { wrong: 'not JSON, in many lines', path: () => scenario('{\n  "people": [\n }\n}'), says: 'is not JSON' },
    { wrong: 'a list', path: () => scenario('[]'), says: 'not a list' },
    {
      wrong: 'an unknown key',
      path: () => scenario('{ "accounts": [{ "person": "A B" }], "persons": [] }'),
      says: 'persons',
    },
    {
      wrong: 'an unknown key further in',
      path: () => scenario('{ "people": [], "accounts": [{ "person": "A B", "dcc": 4 }] }'),
      says: 'accounts[0].dcc',
    },
    { wrong: 'a key that is missing', path: () => scenario('{ "people": [] }'), says: 'accounts' },
    {
      wrong: 'a wrong value',
      path: () => scenario('{ "people": [{ "name": "A B", "phone": "12" }], "accounts": [{ "person": "A B" }] }'),
      says: 'people[0].phone',
    },
    {
      wrong: 'a person that is not there',
      path: () => scenario('{ "people": [], "accounts": [{ "person": "Nobody Known" }] }'),
      says: 'Nobody Known',
    },
  ])('with a broken scenario ($wrong) says which and stops', async ({ path, says }) => {
    const { code, out, complaint } = await telegram('--scenario', path());
    expect(complaint).toMatch(oneSentence);
    expect(complaint).toContain(says);
    expect(out).toBe('');
    expect(code).toBe(1);
  });

  it('says that a port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    try {
      const small = join(ROOT, 'tests/telegram/scenarios/small.json');
      const { code, out, complaint } = await telegram('--scenario', small, '--port', String(port));
      expect(complaint).toMatch(new RegExp(`^Port ${port} is in use[^\\n]*\\.$`));
      expect(out).toBe('');
      expect(code).toBe(1);
    } finally {
      other.close();
    }
  });

  it.each([
    { args: ['--port', '70000'], says: 'not "70000".' },
    { args: ['--port', '-1'], says: 'not "-1".' },
    { args: ['--port', 'http'], says: 'not "http".' },
    { args: ['--seed', 'x'], says: '--seed is a whole number' },
    { args: ['--scenario'], says: '--scenario needs a value: --scenario FILE.' },
  ])('$args: one sentence', async ({ args, says }) => {
    const { code, out, complaint } = await telegram(...args);
    expect(complaint).toMatch(oneSentence);
    expect(complaint).toContain(says);
    expect(out).toBe('');
    expect(code).toBe(1);
  });
});
