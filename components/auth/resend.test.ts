import { describe, expect, it } from 'vitest';
import { resendState } from './resend';

const NOW = 1_700_000_000_000;

describe('resendState', () => {
  it('offers nothing where Telegram names no next way', () => {
    expect(resendState({ resendAt: NOW + 5000 }, NOW)).toEqual({ is: 'none' });
  });

  it('counts whole seconds up, so that it is never ready too early', () => {
    expect(resendState({ nextBy: 'sms', resendAt: NOW + 1 }, NOW)).toEqual({ is: 'wait', by: 'sms', seconds: 1 });
    expect(resendState({ nextBy: 'sms', resendAt: NOW + 48_000 }, NOW)).toEqual({ is: 'wait', by: 'sms', seconds: 48 });
  });

  it('is ready at the moment itself, and where no time was named', () => {
    expect(resendState({ nextBy: 'call', resendAt: NOW }, NOW)).toEqual({ is: 'ready', by: 'call' });
    expect(resendState({ nextBy: 'call' }, NOW)).toEqual({ is: 'ready', by: 'call' });
  });

  it('waits longer where Telegram refused a resend that came too early', () => {
    const code = { nextBy: 'sms' as const, resendAt: NOW - 1 };
    expect(resendState(code, NOW, NOW + 9000)).toEqual({ is: 'wait', by: 'sms', seconds: 9 });
  });
});
