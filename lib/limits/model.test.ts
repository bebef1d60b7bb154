import { describe, expect, it } from 'vitest';
import { TezError } from './model';

/** An error as a script that was bundled by itself throws it: same shape, another class. */
function fromElsewhere(kind: string, retryAt?: number): Error {
  return Object.assign(new Error(kind), { name: 'TezError', kind, retryAt });
}

describe('TezError.from', () => {
  it('keeps one of ours', () => {
    const error = new TezError('offline');
    expect(TezError.from(error)).toBe(error);
  });

  it("takes over the kind and the deadline of another script's", () => {
    const error = TezError.from(fromElsewhere('floodWait', 1_700_000_000_000));
    expect(error).toBeInstanceOf(TezError);
    expect(error.toWire()).toEqual({ kind: 'floodWait', retryAt: 1_700_000_000_000 });
    expect(TezError.from(fromElsewhere('codeWrong')).toWire()).toEqual({ kind: 'codeWrong' });
  });

  it.each([
    ['a plain error', new Error('offline')],
    ['an unknown kind', fromElsewhere('elsewhere')],
    ['no error', 'offline'],
  ])('calls %s internal', (_what, thrown) => {
    expect(TezError.from(thrown).toWire()).toEqual({ kind: 'internal' });
  });
});
