import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countPlaywright, countRunner, countVitest, sum } from '../../scripts/checks/count.mjs';
import { usableBrowser } from '../../scripts/setup/chromium.mjs';
import { packagesMatch } from '../../scripts/setup/packages.mjs';
import { run } from '../../scripts/setup/run.mjs';

describe('browsers', () => {
  it.each([
    ['Chromium 128.0.6613.84 built on Debian GNU/Linux 12 (bookworm)', true],
    ['Google Chrome for Testing 131.0.6778.33 ', true],
    ['some warning\nChromium 116.0.5845.180', true],
    ['Chromium 115.0.5790.170', false],
    ['Google Chrome 137.0.7151.55', false],
    ['Mozilla Firefox 140.0', false],
    ['', false],
  ])('%j: %s', (answer, usable) => {
    expect(usableBrowser(answer)).toBe(usable);
  });
});

describe('installed packages', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-platform': { version: '2.0.0', optional: true },
    },
  };

  it('match when npm put every one there', () => {
    expect(packagesMatch(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });

  it.each([
    ['nothing is installed', null],
    ['an installation was cut short', { packages: {} }],
    ['a version changed', { packages: { 'node_modules/a': { version: '1.0.1' } } }],
    [
      'an optional one has another version',
      { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-platform': { version: '2.0.1' } } },
    ],
  ])('do not match when %s', (_when, installed) => {
    expect(packagesMatch(wanted, installed)).toBe(false);
  });
});

describe('counting', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it('counts tests of Vitest', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded, and a skipped test, as failed', () => {
    const report = { testResults: [file('failed'), file('passed', 'passed', 'skipped', 'todo')] };
    expect(countVitest(report)).toEqual({ passed: 1, failed: 3 });
  });

  it('counts tests of Playwright; flaky, skipped and lost ones as failed', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 1 };
    expect(countPlaywright({ stats, errors: [{ message: 'set-up failed' }] })).toEqual({ passed: 7, failed: 4 });
  });

  it.each([
    ['crashed before its report', 1, null, { passed: 0, failed: 1 }],
    ['crashed without a word', 0, null, { passed: 0, failed: 1 }],
    ['ran nothing', 0, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
    ['failed after its last test', 1, { passed: 9, failed: 0 }, { passed: 9, failed: 1 }],
    ['failed', 1, { passed: 8, failed: 1 }, { passed: 8, failed: 1 }],
    ['passed', 0, { passed: 9, failed: 0 }, { passed: 9, failed: 0 }],
  ])('a runner that %s', (_what, code, reported, count) => {
    expect(countRunner(code, reported)).toEqual(count);
  });

  it('adds up', () => {
    expect(
      sum([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
  });
});

describe('running a program', () => {
  it('tells its exit code and all it said', async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3;";
    const { code, output } = await run(process.execPath, ['-e', script], { quiet: true });
    expect(code).toBe(3);
    expect(output).toContain('out\n');
    expect(output).toContain('err\n');
  });

  it.each([
    ['cannot be started', 'no-such-program', [], 127, 'ENOENT'],
    ['kills itself', process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"], 137, ''],
    ['hangs', process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], 137, 'did not end within 0.01 minutes'],
  ])('calls one that %s failed', async (_how, program, args, code, said) => {
    const finished = await run(program, args, { quiet: true, minutes: 0.01 });
    expect(finished.code).toBe(code);
    expect(finished.output).toContain(said);
  });
});

describe('.ci/run', () => {
  it('is a script that can be run', () => {
    const path = fileURLToPath(new URL('../../.ci/run', import.meta.url));
    expect(spawnSync('bash', ['-n', path]).status).toBe(0);
  });
});
