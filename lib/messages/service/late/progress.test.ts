import { describe, expect, it, vi } from 'vitest';
import { createProgress } from './progress';

const CHAT = { account: 1, peer: 2 };

function importing() {
  let at = 0;
  const announce = vi.fn();
  const progress = createProgress({ now: () => at, announce });
  const pass = (ms: number): void => {
    at += ms;
  };
  const got = (ms: number, messages: number): void => {
    pass(ms);
    progress.got(CHAT, messages);
  };
  return { progress, announce, pass, got };
}

describe('the progress of an import', () => {
  it('is messages a second since the first answer, whose own wait is not known', () => {
    const { progress, got } = importing();
    expect(progress.rate(CHAT)).toBeNull();
    got(3_000, 100);
    expect(progress.rate(CHAT)).toBeNull();
    got(1_000, 100);
    got(1_000, 50);
    expect(progress.rate(CHAT)).toBe(75);
    expect(progress.rate({ ...CHAT, peer: 3 })).toBeNull();
  });

  it('follows the last twenty seconds, and is unknown when nothing came in them', () => {
    const { progress, got, pass } = importing();
    got(0, 100);
    got(1_000, 1_000);
    got(18_000, 100);
    got(2_000, 100);
    expect(progress.rate(CHAT)).toBe(50);
    pass(20_001);
    expect(progress.rate(CHAT)).toBeNull();
  });

  it('is told no oftener than twice a second; that Telegram asks to wait, at once', () => {
    const { progress, announce, got } = importing();
    got(500, 1);
    got(499, 1);
    expect(announce).toHaveBeenCalledTimes(1);
    got(1, 1);
    expect(announce).toHaveBeenCalledTimes(2);
    progress.waits(1, 9_000);
    expect([announce.mock.calls.length, progress.waitsUntil(1), progress.waitsUntil(2)]).toEqual([3, 9_000, null]);
    progress.waits(1, null);
    expect(progress.waitsUntil(1)).toBeNull();
  });
});
