import { describe, expect, it } from 'vitest';
import { statusOf } from './status';

const NOW = 1_700_000_000_000;

describe('statusOf', () => {
  it('says how long Telegram makes us wait, rounded up', () => {
    expect(statusOf({ is: 'waiting', until: NOW + 31_001 }, NOW)).toEqual({
      is: 'waiting',
      tone: 'warn',
      seconds: 32,
    });
  });

  it('reads as connecting once the wait is over', () => {
    expect(statusOf({ is: 'waiting', until: NOW }, NOW).is).toBe('connecting');
  });

  it('tells a session ended elsewhere from a closed account', () => {
    expect(statusOf({ is: 'signedOut', why: 'signedOutElsewhere' }, NOW).is).toBe('signedOut');
    expect(statusOf({ is: 'signedOut', why: 'accountDeactivated' }, NOW).is).toBe('deactivated');
  });
});
