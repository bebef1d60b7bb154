import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, ending with a slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folders that hold nothing written by hand. */
const MADE = new Set([
  'node_modules',
  '.git',
  '.output',
  '.wxt',
  '.cache',
  'tour',
  'test-results',
  'playwright-report',
]);
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|css|html|md|yml|yaml)$|^(LICENSE|\.npmrc|\.gitignore|run)$/;

/** Every text file of the project, as paths from the root with forward slashes. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) return MADE.has(entry.name) ? [] : projectFiles(`${path}/`);
      return TEXT.test(entry.name) ? [path] : [];
    })
    .sort();
}

/** The files that go to users: entrypoints, components and lib, without tests and what runs in the build. */
export function productFiles(): string[] {
  return projectFiles().filter(
    (path) =>
      /^(entrypoints|components|lib)\/.*\.tsx?$/.test(path) &&
      !/\.test\.tsx?$/.test(path) &&
      !/^lib\/telegram\/(contract|build)\//.test(path),
  );
}

export function readProject(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** Source with its comments blanked out, line numbers kept; good enough for the house rules' patterns. */
export function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1');
}

/** `path:line: text` of every line that matches, for a failure that can be read. */
export function linesMatching(paths: string[], pattern: RegExp, prepare = (source: string) => source): string[] {
  return paths.flatMap((path) =>
    prepare(readProject(path))
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}
