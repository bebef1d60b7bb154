import '@/lib/words/load/all';
import { describe, expect, it } from 'vitest';
import type { ImportView } from '@/lib/messages/contract';
import { importWords } from './keeping';

const view = (more: Partial<ImportView>): ImportView => ({
  ...{ chat: { account: 1, peer: 2 }, is: 'running', got: 0, expected: null, rate: null, left: null, until: null },
  ...more,
});

describe('importWords', () => {
  it.each([
    ['before anything came', view({}), 0, 'Starts in a moment'],
    ['before Telegram was asked how many', view({ got: 1 }), 0, '1 message so far'],
    [
      'with rate and time left',
      view({ got: 1200, expected: 4000, rate: 84.6, left: 33_000 }),
      0,
      '1,200 of 4,000 messages · 85 a second · 0:33 left',
    ],
    ['that brings more than was counted', view({ got: 120, expected: 100 }), 0, '120 of 120 messages'],
    ['behind others', view({ is: 'queued' }), 2, 'Waits for 2 other chats'],
    [
      'that Telegram holds up',
      view({ is: 'waiting', until: 62_000 }),
      0,
      'Telegram asks to wait. Goes on by itself in 1:00.',
    ],
    ['on a full disk', view({ is: 'full' }), 0, 'The disk is full. Goes on by itself when there is space.'],
    ['that was paused', view({ is: 'paused', got: 5, expected: 9 }), 0, 'Paused · 5 of 9 messages'],
  ])('tells of an import %s', (_, of, ahead, words) => {
    expect(importWords(of, ahead, 2_000)).toBe(words);
  });
});
