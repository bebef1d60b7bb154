import '@/lib/words/load/popup';
import { describe, expect, it } from 'vitest';
import { auditWords } from './audit-words';

describe('auditWords', () => {
  it('tells what happened', () => {
    expect(auditWords('signedIn')).toBe('Signed in');
    expect(auditWords('passphraseRemoved')).toBe('Passphrase removed');
  });

  it('tells what failed, and why where that is known', () => {
    expect(auditWords('password: passwordWrong')).toBe('Two-step password refused: wrong password');
    expect(auditWords('sendCode: internal')).toBe('No code could be sent');
  });

  it('shows a word it does not know as it is, rather than nothing', () => {
    expect(auditWords('somethingNew')).toBe('somethingNew');
    expect(auditWords('somethingNew: internal')).toBe('somethingNew: internal');
  });
});
