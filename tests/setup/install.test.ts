import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tez-debian-'));
  mkdirSync(join(home, 'bin'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Puts a program into the machine's only folder of programs. */
function program(name: string, script: string): void {
  const path = join(home, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** A package manager that keeps a list of what it was asked, and installs a Chromium that says `version`. */
function aptGet(version: string): void {
  const chromium = join(home, 'bin', 'chromium');
  program(
    'apt-get',
    [
      `echo "$*" >> "${home}/asked"`,
      `case "$1" in install) printf '#!/bin/sh\\necho "%s"\\n' "${version}" > "${chromium}"; /bin/chmod +x "${chromium}";; esac`,
    ].join('\n'),
  );
}

/** Makes sure of Chromium as root or not, on a machine with only those programs; says the path or the problem. */
function ensureChromium(root: boolean): Promise<string> {
  const script = `
    process.getuid = () => ${root ? 0 : 1000};
    const { ensureChromium } = await import(${JSON.stringify(join(ROOT, 'scripts/setup/chromium.mjs'))});
    await ensureChromium().then(
      (path) => process.stdout.write('found ' + path),
      (error) => process.stdout.write(error.name + ': ' + error.message),
    );`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { HOME: home, PATH: join(home, 'bin') },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.on('close', () => resolve(said));
  });
}

describe('a Debian machine without a browser', () => {
  it("gets Debian's package where we are root", async () => {
    aptGet('Chromium 128.0.6613.84 built on Debian GNU/Linux 12');
    expect(await ensureChromium(true)).toContain(`found ${join(home, 'bin', 'chromium')}`);
    expect(readFileSync(join(home, 'asked'), 'utf8').split('\n')).toEqual([
      'update -q',
      'install -y -q --no-install-recommends chromium',
      '',
    ]);
  });

  it('is told what to install where we are not, and nothing is tried', async () => {
    aptGet('Chromium 128.0.6613.84 built on Debian GNU/Linux 12');
    expect(await ensureChromium(false)).toMatch(/^SetupProblem: Tez needs Chromium .* "sudo apt-get install chromium"/);
    expect(() => readFileSync(join(home, 'asked'))).toThrow('ENOENT');
  });

  it('is told what to install where the package is too old or did not come', async () => {
    aptGet('Chromium 90.0.4430.212 built on Debian GNU/Linux 10');
    expect(await ensureChromium(true)).toContain('SetupProblem: Tez needs Chromium');
    program('apt-get', 'exit 100');
    rmSync(join(home, 'bin', 'chromium'));
    expect(await ensureChromium(true)).toContain('SetupProblem: Tez needs Chromium');
  });
});
