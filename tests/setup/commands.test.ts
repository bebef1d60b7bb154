import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const COMMANDS = ['start', 'test', 'build', 'telegram', 'pictures'] as const;

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tez-home-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Run {
  /** Node flags before the script. */
  node?: string[];
  env?: Record<string, string | undefined>;
}

/** Runs one of the commands on a machine with nothing installed: an empty home and an empty PATH. */
function command(script: (typeof COMMANDS)[number], args: string[] = [], { node = [], env = {} }: Run = {}) {
  return new Promise<{ code: number | null; lines: string[]; last: string | undefined }>((resolve) => {
    const child = spawn(process.execPath, [...node, join(ROOT, 'scripts', `${script}.mjs`), ...args], {
      cwd: ROOT,
      env: { HOME: home, PATH: join(home, 'bin'), ...env },
    });
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (complained += chunk));
    const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
    child.on('close', (code) =>
      resolve({ code, lines: [...linesOf(complained), ...linesOf(said)], last: linesOf(said).at(-1) }),
    );
  });
}

/** Puts a program into the machine's PATH that says what it is. */
function installBrowser(name: string, answer: string): string {
  mkdirSync(join(home, 'bin'), { recursive: true });
  const path = join(home, 'bin', name);
  writeFileSync(path, `#!/bin/sh\necho "${answer}"\n`, { mode: 0o755 });
  return path;
}

/** What a set-up could have written, with its time. */
function written(): string {
  const places = ['node_modules/.package-lock.json', 'tour', 'docs', '.output', '.cache/test'];
  const times = places.map((place) => (existsSync(ROOT + place) ? statSync(ROOT + place).mtimeMs : 0));
  return JSON.stringify([times, readdirSync(home).filter((name) => name !== 'bin')]);
}

const oneSentence = /^(npm|[A-Z-])[^\n]*\.$/;

describe.each(COMMANDS)('npm run %s', (script) => {
  it.each(['18.20.4', '20.18.1', '16.0.0'])('on Node %s says which Node it needs', async (version) => {
    const fake = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
    const before = written();
    const { code, lines } = await command(script, [], { node: ['--import', fake] });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(oneSentence)]);
    expect(lines[0]).toContain(`Node 20.19 or newer and this is Node ${version}`);
    expect(written()).toBe(before);
  });

  it.each(['--help', '-h'])('%s says what it does, and does not do it', async (option) => {
    const before = written();
    const { code, lines } = await command(script, [option]);
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^npm (start|test|run \w+): [^\n]+\.$/);
    expect(lines.at(-1)).toContain('--help');
    expect(written()).toBe(before);
  });

  it.each([
    { args: ['--colour'], says: 'has no option "--colour"' },
    { args: ['please'], says: ', not "please".' },
  ])('$args: one sentence', async ({ args, says }) => {
    const before = written();
    const { code, lines } = await command(script, args);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(oneSentence)]);
    expect(lines[0]).toContain(says);
    expect(written()).toBe(before);
  });
});

describe.each(['start', 'test'] as const)('npm %s', (script) => {
  it.each([
    { machine: 'without a browser', install: () => {} },
    { machine: 'with branded Chrome only', install: () => installBrowser('chrome', 'Google Chrome 137.0.7151.55') },
    { machine: 'with an old Chromium', install: () => installBrowser('chromium', 'Chromium 115.0.5790.170') },
  ])('$machine says what to install', async ({ install }) => {
    install();
    const before = written();
    const { code, lines, last } = await command(script);
    expect(code).toBe(1);
    const said = lines.filter((line) => oneSentence.test(line));
    expect(said).toEqual([
      expect.stringMatching(/^Tez needs Chromium or Chrome for Testing 116 or newer .*apt-get install/),
    ]);
    if (script === 'test') expect(last).toBe('0 passed, 1 failed');
    else expect(lines).toHaveLength(1);
    expect(written()).toBe(before);
  });

  it('refuses a TEZ_CHROMIUM that is something else', async () => {
    const path = installBrowser('firefox', 'Mozilla Firefox 140.0');
    const { code, lines } = await command(script, [], { env: { TEZ_CHROMIUM: path } });
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain(`TEZ_CHROMIUM names "${path}", which is not Chromium`);
  });

  it('refuses a TEZ_CHROMIUM that is not there, though another browser is', async () => {
    installBrowser('chromium', 'Chromium 128.0.6613.84');
    const path = join(home, 'bin', 'absent');
    const { code, lines } = await command(script, [], { env: { TEZ_CHROMIUM: path } });
    expect(code).toBe(1);
    expect(lines).toContain(`TEZ_CHROMIUM names "${path}", which does not exist.`);
  });
});

describe.each([
  { script: 'start', args: ['--live'] },
  { script: 'test', args: [] },
  { script: 'build', args: [] },
] as const)('npm run $script $args with an API id to build in', ({ script, args }) => {
  const HASH = '0123456789abcdef0123456789abcdef';
  it.each([
    { wrong: 'no number', env: { TEZ_API_ID: 'abc', TEZ_API_HASH: HASH }, says: 'not "abc".' },
    { wrong: 'no number, and alone', env: { TEZ_API_ID: 'abc' }, says: 'not "abc".' },
    { wrong: 'too large', env: { TEZ_API_ID: '9999999999', TEZ_API_HASH: HASH }, says: 'not "9999999999"' },
    { wrong: 'without its hash', env: { TEZ_API_ID: '12345' }, says: 'TEZ_API_ID is set and TEZ_API_HASH is missing' },
    { wrong: 'without its id', env: { TEZ_API_HASH: HASH }, says: 'TEZ_API_HASH is set and TEZ_API_ID is missing' },
    { wrong: 'with half a hash', env: { TEZ_API_ID: '12345', TEZ_API_HASH: '0123' }, says: 'has 4 characters.' },
    {
      wrong: 'with no hash at all',
      env: { TEZ_API_ID: '12345', TEZ_API_HASH: HASH.replace('0', 'x') },
      says: 'has other characters.',
    },
  ])('that is $wrong says so, and builds nothing', async ({ env, says }) => {
    const before = written();
    const { code, lines } = await command(script, [...args], { env });
    expect(code).toBe(1);
    const said = lines.filter((line) => oneSentence.test(line));
    expect(said).toEqual([expect.stringContaining(says)]);
    expect(lines.join()).not.toContain(HASH);
    expect(lines.join()).not.toContain('Building');
    expect(written()).toBe(before);
  });
});

describe('npm start', () => {
  it.each([
    { args: ['--client', 'x'], says: '--client is "a" for Telegram Web A or "k" for Telegram Web K, not "x".' },
    { args: ['-x'], says: 'npm start has no option "-x": it takes --client a|k, --port N and --live.' },
    { args: ['--client'], says: '--client needs a value: --client a|k.' },
    { args: ['--client', '--live'], says: '--client needs a value: --client a|k.' },
    { args: ['--live=3'], says: '--live takes no value, not "3".' },
    { args: ['--port', '-1'], says: '--port is a number from 0 (any free port) to 65535, not "-1".' },
    { args: ['--port', '70000'], says: '--port is a number from 0 (any free port) to 65535, not "70000".' },
    { args: ['--port', 'http'], says: 'not "http".' },
    { args: ['--live'], says: 'this machine has no display.' },
  ])('$args: one sentence', async ({ args, says }) => {
    const before = written();
    const { code, lines } = await command('start', args);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(oneSentence)]);
    expect(lines[0]).toContain(says);
    expect(written()).toBe(before);
  });

  it('says that a port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    try {
      const { code, lines } = await command('start', ['--port', String(port)]);
      expect(code).toBe(1);
      expect(lines).toEqual([`Port ${port} is in use: choose another with --port, or leave it out for any free one.`]);
    } finally {
      other.close();
    }
  });

  it('heeds no API id: the local Telegram knows its own', async () => {
    const { lines } = await command('start', [], { env: { TEZ_API_ID: 'abc' } });
    expect(lines).toEqual([expect.stringMatching(/^Tez needs Chromium/)]);
  });
});
