import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let root: string;

/** The set-up scripts in a repository of their own, whose wxt is a shell script. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tez-build-'));
  cpSync(join(ROOT, 'scripts', 'setup'), join(root, 'scripts', 'setup'), { recursive: true });
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) {
    writeFileSync(join(root, file), '{ "packages": {} }');
  }
  mkdirSync(join(root, '.output', 'chrome-mv3'), { recursive: true });
  writeFileSync(join(root, '.output', 'chrome-mv3', 'manifest.json'), 'the last one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Builds for release with a wxt that does this; `$OUT` is where it is to build. */
function build(wxt: string): { code: number | null; said: string } {
  const path = join(root, 'node_modules', '.bin', 'wxt');
  writeFileSync(path, `#!/bin/sh\nOUT="$TEZ_OUTPUT/chrome-mv3"\nmkdir -p "$OUT"\n${wxt}\n`, { mode: 0o755 });
  const main = `import(${JSON.stringify(join(root, 'scripts', 'setup', 'release.mjs'))}).then((release) => release.main([]))`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', main], { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

const manifest = () => readFileSync(join(root, '.output', 'chrome-mv3', 'manifest.json'), 'utf8');

describe('a build', () => {
  it('takes the place of the last one', () => {
    const { code } = build('printf "the new one" > "$OUT/manifest.json"');
    expect(code).toBe(0);
    expect(manifest()).toBe('the new one');
    expect(readdirSync(join(root, '.output'))).toEqual(['chrome-mv3']);
  });

  it('that fails half-way leaves the last one as it was', () => {
    const { code, said } = build('printf "half" > "$OUT/manifest.json"; echo "line 3 is wrong" >&2; exit 1');
    expect(code).toBe(1);
    expect(said).toContain('line 3 is wrong\nThe release build of the extension failed');
    expect(manifest()).toBe('the last one');
    expect(readdirSync(join(root, '.output'))).toEqual(['chrome-mv3']);
  });

  it('is the first one where there was none', () => {
    rmSync(join(root, '.output'), { recursive: true });
    expect(build('printf "the new one" > "$OUT/manifest.json"').code).toBe(0);
    expect(existsSync(join(root, '.output', 'chrome-mv3', 'manifest.json'))).toBe(true);
  });
});
