import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesMatching, projectFiles, ROOT, readProject, withoutComments } from './files';

const files = projectFiles();
const code = files.filter((path) => /\.(ts|tsx|mjs|cjs)$/.test(path));
// This file names what it forbids.
const others = code.filter((path) => path !== 'tests/architecture/repo.test.ts');
const tests = others.filter((path) => /\.(test|spec)\.tsx?$/.test(path));
const pkg = JSON.parse(readProject('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

describe('tests', () => {
  it('are all run: none is skipped, singled out or left for later', () => {
    expect(tests.length).toBeGreaterThan(10);
    expect(linesMatching(tests, /\b(it|test|describe)\.(skip|only|todo|fixme|fails|skipIf|runIf)\b/)).toEqual([]);
  });

  it('wait for conditions, never for time', () => {
    const waiting = others.filter((path) => path.startsWith('tests/') || tests.includes(path));
    expect(linesMatching(waiting, /waitForTimeout|\bsleep\(|resolve\w*, \d+\)/)).toEqual([]);
  });

  it('assert no wall time', () => {
    expect(linesMatching(tests, /expect\([^)]*(elapsed|duration|took|performance\.now)/i)).toEqual([]);
  });
});

describe('code', () => {
  it('leaves nothing for later', () => {
    expect(linesMatching(others, /\b(TODO|FIXME|HACK)\b/)).toEqual([]);
  });

  it('gives a reason for every exception to a rule', () => {
    const bare = /@ts-(ignore|nocheck)|@ts-expect-error\s*$|biome-ignore(?!.*:\s\S)/;
    expect(linesMatching(others, bare)).toEqual([]);
  });

  it('keeps files short enough to have one subject', () => {
    const long = code.filter((path) => readProject(path).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('lets no secret or name out by the console', () => {
    const product = code.filter((path) => /^(entrypoints|components|lib)\//.test(path) && !tests.includes(path));
    // An error's kind is safe to show; anything else it carries may be a customer's words.
    const unsafe = /\bconsole\.\w+\((?!'tez', TezError\.from\(error\)\.kind\))/;
    expect(linesMatching(product, unsafe, withoutComments)).toEqual([]);
  });
});

describe('the repository', () => {
  it('names no machine of ours', () => {
    const paths = files.filter((path) => path !== 'tests/architecture/repo.test.ts');
    expect(linesMatching(paths, /(^|["'`\s(=])\/(root|work|home\/\w+|Users\/\w+)\//)).toEqual([]);
  });

  it('pins every package', () => {
    const loose = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('has one lockfile, without download addresses', () => {
    const lock = readProject('package-lock.json');
    expect(lock).not.toMatch(
      /"resolved"|https?:\/\/(?!(github\.com|opencollective\.com|[\w./-]*fund|[\w./-]*sponsor))registry/,
    );
    expect(
      files.filter((path) => /(yarn\.lock|pnpm-lock|bun\.lock|npm-shrinkwrap|(?<=.\/)package-lock)/.test(path)),
    ).toEqual([]);
    expect(JSON.parse(lock).packages[''].dependencies).toEqual(pkg.dependencies);
    expect(JSON.parse(lock).packages[''].devDependencies).toEqual(pkg.devDependencies);
  });

  it('has its licence', () => {
    expect(readProject('LICENSE')).toMatch(/^MIT License/);
  });

  it('is tested by the command that everyone uses', () => {
    expect(readProject('.ci/run').trimEnd().split('\n').at(-1)).toBe('exec npm test');
    expect(pkg.scripts.test).toBe('node scripts/test.mjs');
  });
});

describe.each([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'tests/telegram/README.md',
  'tests/telegram-web/README.md',
])('%s', (path) => {
  const text = existsSync(`${ROOT}${path}`) ? readProject(path) : '';

  it('is there', () => {
    expect(text.length).toBeGreaterThan(500);
  });

  it('names commands that exist', () => {
    const commands = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(commands.filter((name) => !pkg.scripts[name])).toEqual([]);
  });

  it('names files that exist', () => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    const named = [...text.matchAll(/`((?:entrypoints|components|lib|public|scripts|tests)\/[\w./-]*\w\/?)`/g)].map(
      (m) => m[1] ?? '',
    );
    expect(linked.filter((link) => !existsSync(`${ROOT}${folder}${link}`) && !existsSync(`${ROOT}${link}`))).toEqual(
      [],
    );
    expect(named.filter((name) => !existsSync(`${ROOT}${name}`))).toEqual([]);
    // A name without a folder, such as `model.ts`, is that of some file.
    const bare = [...text.matchAll(/`([\w.-]+\.(?:ts|tsx|mjs|cjs|js|json|css|html|pem))`/g)].map((m) => m[1] ?? '');
    const known = new Set(files.map((file) => file.slice(file.lastIndexOf('/') + 1)));
    expect(bare.filter((name) => !known.has(name))).toEqual([]);
  });
});
