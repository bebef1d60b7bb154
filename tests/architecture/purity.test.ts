import { describe, expect, it } from 'vitest';
import { linesMatching, productFiles, projectFiles, withoutComments } from './files';

const models = productFiles().filter((path) =>
  /^lib\/(?!bus\/|store\/|telegram\/|page\/|words\/)[^/]+\/(?!contract\.ts$)[^/]+\.ts$/.test(path),
);

/** What a pure file may not touch: a clock, chance, the DOM, the browser, the network, timers. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.|\bperformance\.|\b(document|window|navigator|localStorage|indexedDB)\.|\b(browser|chrome)\.\w|\bfetch\(|\bset(Timeout|Interval)\(/;

describe('models are pure', () => {
  it('finds the models', () => {
    expect(models.length).toBeGreaterThanOrEqual(8);
  });

  it('take the time and chance as parameters and know no browser', () => {
    expect(linesMatching(models, IMPURE, withoutComments)).toEqual([]);
  });

  it('would notice a clock', () => {
    expect(IMPURE.test('const now = Date.now();')).toBe(true);
    expect(IMPURE.test('const at = new Date(now);')).toBe(false);
  });
});

describe('unit tests', () => {
  it('sit beside the file they test, or are named after a folder they stand in', () => {
    const files = new Set(projectFiles());
    const lost = projectFiles().filter((path) => {
      const [, folder = '', name = ''] = /^((?:entrypoints|components|lib)\/.*)\/([^/]+)\.test\.tsx?$/.exec(path) ?? [];
      if (name === '' || folder === 'lib/telegram/contract') return false;
      const beside = ['ts', 'tsx'].some((ending) => files.has(`${folder}/${name}.${ending}`));
      return !beside && !folder.split('/').includes(name);
    });
    expect(lost).toEqual([]);
  });
});
