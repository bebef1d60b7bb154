import { afterEach, describe, expect, it } from 'vitest';
import { ERROR_KINDS } from '@/lib/limits/model';
import { en } from './en';
import { fill, pickSentence } from './fill';
import {
  addWords,
  type Catalogue,
  type Entry,
  getLocale,
  isWordKey,
  onLocaleChange,
  setLocale,
  t,
  tParts,
  translate,
} from './index';

/** A sample of Russian: English but for a few sentences with its four plural forms. */
const ru: Catalogue = {
  ...(en as unknown as Catalogue),
  'common.undo': 'Отменить',
  'count.deals': { one: '{n} сделка', few: '{n} сделки', many: '{n} сделок', other: '{n} сделки' },
  'time.hours': '{n} ч',
  'wait.for': 'Ждёт {age}',
};

addWords('en', en);
addWords('ru', ru);

afterEach(() => {
  setLocale('en');
});

describe('t', () => {
  it('fills in parameters, and nothing else', () => {
    expect(t('common.undo')).toBe('Undo');
    expect(t('deal.moved', { stage: 'Won {sic} $&' })).toBe('Moved to Won {sic} $&');
  });

  it('groups numbers and leaves strings alone', () => {
    expect(t('count.deals', { n: 1380 })).toBe('1,380 deals');
    expect(t('deal.moved', { stage: '1380' })).toBe('Moved to 1380');
  });

  it('chooses the plural form', () => {
    expect(t('count.deals', { n: 1 })).toBe('1 deal');
    expect(t('count.deals', { n: 0 })).toBe('0 deals');
  });

  it('gives the parts where a parameter is a node', () => {
    const node = { tag: 'b' };
    expect(tParts('deal.moved', { stage: node })).toEqual(['Moved to ', node]);
  });

  it('is checked by the compiler', () => {
    // @ts-expect-error no such key
    expect(t('no.such.key')).toBe('no.such.key');
    // @ts-expect-error the parameter is missing
    expect(t('deal.moved')).toBe('Moved to {stage}');
    // @ts-expect-error the count of a plural is a number
    expect(t('count.deals', { n: '2' })).toBe('2 deals');
  });
});

describe('languages', () => {
  it('switch at run time and tell who listens, until told to stop', () => {
    const controller = new AbortController();
    let told = 0;
    onLocaleChange(() => told++, controller.signal);
    expect(setLocale('ru')).toBe(true);
    expect([getLocale(), t('common.undo'), told]).toEqual(['ru', 'Отменить', 1]);
    controller.abort();
    setLocale('en');
    expect([t('common.undo'), told]).toEqual(['Undo', 1]);
  });

  it('stay as they are when one is not loaded', () => {
    expect(setLocale('kk')).toBe(false);
    expect(getLocale()).toBe('en');
    expect(translate('kk', 'common.undo')).toBe('Undo');
  });

  it.each([
    [1, '1 сделка'],
    [2, '2 сделки'],
    [5, '5 сделок'],
    [11, '11 сделок'],
    [21, '21 сделка'],
    [1.5, '1,5 сделки'],
  ])('Russian counts %d deals in its own form', (n, words) => {
    setLocale('ru');
    expect(t('count.deals', { n })).toBe(words);
  });
});

describe('fill and pickSentence', () => {
  it('keep what they do not know', () => {
    expect(fill('{a} and {b}', 'en', { a: 'x' }).join('')).toBe('x and {b}');
    expect(fill('{toString}', 'en', {}).join('')).toBe('{toString}');
    expect(pickSentence({ other: '{n} things' }, 'en', 1)).toBe('{n} things');
  });
});

describe('the English catalogue', () => {
  const sentences = Object.entries<Entry>(en).flatMap(([key, entry]): [string, string][] =>
    typeof entry === 'string' ? [[key, entry]] : Object.values(entry).map((form) => [key, form]),
  );

  it('has a sentence for every error', () => {
    for (const kind of ERROR_KINDS) expect(isWordKey(`error.${kind}`), kind).toBe(true);
    expect(isWordKey('toString')).toBe(false);
  });

  it('is calm: no exclamation marks, no pleading, no raw codes, at most twelve words a sentence', () => {
    const bad = sentences.filter(([, words]) => /!|\b(please|oops|sorry)\b|[A-Z]{3,}_[A-Z]/i.test(words));
    expect(bad).toEqual([]);
    const long = sentences.filter(([, words]) =>
      words.split(/[.;:](?:\s|$)/).some((part) => part.split(/\s+/).length > 12),
    );
    expect(long).toEqual([]);
  });

  it('uses typographic marks', () => {
    expect(sentences.filter(([, words]) => /\w'\w|"|\.\.\./.test(words))).toEqual([]);
  });
});
