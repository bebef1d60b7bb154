import { describe, expect, it } from 'vitest';
import { lowerBound, MessageBox } from './message-box';
import { parseTime } from './time';
import { pageOf } from './views';

const NOW = 1_800_000_000;

describe('pageOf', () => {
  const ids = [1, 2, 4, 7, 8, 9];
  const dateOf = (id: number): number => id * 10;

  it.each([
    ['the newest', { limit: 2 }, [9, 8]],
    ['below an id', { limit: 2, offsetId: 8 }, [7, 4]],
    ['below an id that is gone', { limit: 2, offsetId: 5 }, [4, 2]],
    ['below a date', { limit: 2, offsetDate: 70 }, [4, 2]],
    ['around an id', { limit: 4, offsetId: 7, addOffset: -2 }, [8, 7, 4, 2]],
    ['newer than an id', { limit: 2, offsetId: 4, addOffset: -2 }, [7, 4]],
    ['from the oldest', { limit: 2, offsetId: 1, addOffset: -2 }, [2, 1]],
    ['further down', { limit: 2, addOffset: 3 }, [4, 2]],
    ['between ids', { limit: 9, minId: 2, maxId: 9 }, [8, 7, 4]],
    ['past the end', { limit: 2, addOffset: 9 }, []],
    ['nothing', { limit: 0 }, []],
  ])('gives %s', (_name, query, page) => {
    expect(pageOf(ids, dateOf, query)).toEqual(page);
  });
});

describe('lowerBound', () => {
  it('is the first index that is not less', () => {
    expect([0, 3, 5, 9].map((id) => lowerBound([3, 5, 8], id))).toEqual([0, 0, 1, 3]);
  });
});

describe('MessageBox', () => {
  const box = (): MessageBox => {
    const filled = new MessageBox();
    for (let i = 0; i < 5; i++) filled.note({ kind: 'new', id: i });
    filled.note({ kind: 'delete', ids: [1, 2] }, 2);
    return filled;
  };

  it('counts every deleted message in pts', () => {
    expect(box().pts).toBe(8);
  });

  it('gives the changes after a state, up to a limit, and undefined when they are forgotten', () => {
    const filled = box();
    expect(filled.since(8, 10)).toEqual([]);
    expect(filled.since(4, 10)?.map(({ pts }) => pts)).toEqual([5, 6, 8]);
    expect(filled.since(1, 2)?.map(({ pts }) => pts)).toEqual([2, 3]);
    expect(filled.since(0, 10)).toBeUndefined();
    filled.forgetLog();
    expect(filled.since(7, 10)).toBeUndefined();
    expect(filled.since(8, 10)).toEqual([]);
  });
});

describe('parseTime', () => {
  it.each([
    ['now', 0],
    ['35min ago', 35 * 60],
    ['2h ago', 7200],
    ['1d 4h ago', 100_800],
    ['2 w ago', 1_209_600],
  ])('understands %s', (words, seconds) => {
    expect(parseTime(words, NOW)).toBe(NOW - seconds);
  });

  it('understands a date, and nothing else', () => {
    expect(parseTime('2026-11-24T15:40:00Z', NOW)).toBe(Date.UTC(2026, 10, 24, 15, 40) / 1000);
    for (const words of ['', 'ago', 'soon', '2 fortnights ago', 'tomorrow', '2h'])
      expect(parseTime(words, NOW)).toBeUndefined();
  });
});
