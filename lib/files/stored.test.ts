import { describe, expect, it } from 'vitest';
import { ERROR_KINDS } from '@/lib/limits/model';
import {
  BRIEFLY,
  bytesHere,
  fileVerdict,
  goesNow,
  PART_BYTES,
  partSize,
  partsOf,
  ROOM,
  type StoredFile,
  tidyTags,
} from './stored';

const NOW = 1_800_000_000_000;

function here(id: string, size: number, usedAgo: number, more: Partial<StoredFile> = {}): StoredFile {
  const at = { is: 'document' as const, dc: 2, id, accessHash: '1', reference: '' };
  return {
    ...{ id, account: 1, file: { at, size, mime: 'text/plain', sizes: [] }, seenIn: { peer: 2, message: 3 } },
    ...{ state: 'here', createdAt: 0, usedAt: NOW - usedAgo },
    ...more,
  };
}

describe('parts', () => {
  it('cover a file exactly', () => {
    for (const size of [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 5 * PART_BYTES]) {
      const all = new Set(Array.from({ length: partsOf(size) }, (_, n) => n));
      expect(bytesHere(size, all)).toBe(size);
      expect(partSize(size, partsOf(size))).toBe(0);
    }
  });
});

describe('what goes', () => {
  it('are files of chats that are not kept, soon after their use', () => {
    const files = [
      here('old', 1, BRIEFLY + 1, { brief: true }),
      here('new', 1, BRIEFLY - 1, { brief: true }),
      here('kept', 1, 90 * BRIEFLY),
      here('chosen', 1, 90 * BRIEFLY, { brief: true, kept: { at: 0, tags: [] } }),
      here('coming', 1, 90 * BRIEFLY, { brief: true, state: 'waiting' }),
    ];
    expect(goesNow(files, NOW).map(({ id }) => id)).toEqual(['old']);
  });

  it('are the longest unused where there is no more room, never what is used now', () => {
    const half = ROOM / 2;
    const files = [here('a', half, 3 * BRIEFLY), here('b', half, 2 * BRIEFLY), here('c', half, 4 * BRIEFLY)];
    expect(goesNow(files, NOW).map(({ id }) => id)).toEqual(['c']);
    expect(goesNow([...files, here('d', ROOM, 1)], NOW).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(goesNow([here('d', 2 * ROOM, 1)], NOW)).toEqual([]);
  });
});

describe('an error of a file on its way', () => {
  it('ends it only where waiting is of no use', () => {
    const waits = ERROR_KINDS.filter((kind) => fileVerdict(kind) === 'wait');
    expect(waits).toEqual(expect.arrayContaining(['offline', 'floodWait', 'timeout', 'telegramBusy', 'locked']));
    expect(waits).not.toContain('quota');
    expect(fileVerdict('fileExpired')).toBe('refresh');
    expect(fileVerdict('notFound')).toBe('fail');
  });
});

it('tags are written down once each, without needless white space', () => {
  expect(tidyTags(' prices,  spring  2027, prices,,')).toEqual(['prices', 'spring 2027']);
  expect(tidyTags(' , ')).toEqual([]);
});
