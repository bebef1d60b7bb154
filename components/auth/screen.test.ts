import { describe, expect, it } from 'vitest';
import type { AuthView } from '@/lib/auth/model';
import { placeOf, surfaceOf } from './screen';

const open = { state: 'open' } as const;
const fresh: AuthView = { consentedAt: 1, api: 'builtIn', step: null, error: null, accounts: [] };
const anna = { id: 1, name: 'Anna', connection: { is: 'connected' } } as const;

describe('surfaceOf', () => {
  it('shows nothing but the lock while the vault is locked', () => {
    expect(surfaceOf({ state: 'locked' }, { ...fresh, accounts: [anna] }, null)).toEqual({ is: 'locked' });
    expect(surfaceOf(open, null, null)).toEqual({ is: 'locked' });
  });

  it('asks for consent before anything else', () => {
    expect(surfaceOf(open, { ...fresh, consentedAt: null, api: 'missing', step: { at: 'phone' } }, null)).toEqual({
      is: 'firstRun',
    });
  });

  it('asks for the API id first where none is built in, until it is put aside', () => {
    const bare: AuthView = { ...fresh, api: 'missing' };
    expect(surfaceOf(open, bare, null).is).toBe('api');
    expect(surfaceOf(open, { ...bare, step: { at: 'phone' } }, null).is).toBe('api');
    expect(surfaceOf(open, bare, false).is).toBe('signedOut');
    expect(surfaceOf(open, { ...bare, accounts: [anna] }, null).is).toBe('home');
    expect(surfaceOf(open, { ...bare, accounts: [anna] }, true).is).toBe('api');
  });

  it('comes back to the step that is under way', () => {
    const step = { at: 'password', hint: '' } as const;
    expect(surfaceOf(open, { ...fresh, step, accounts: [anna] }, false)).toEqual({ is: 'step', step });
  });

  it('is home with an account, signed out without', () => {
    expect(surfaceOf(open, fresh, null).is).toBe('signedOut');
    expect(surfaceOf(open, { ...fresh, accounts: [anna] }, null).is).toBe('home');
  });
});

describe('placeOf', () => {
  it('counts first run, number, and what proves it', () => {
    expect(placeOf({ is: 'firstRun' })).toBe(1);
    expect(placeOf({ is: 'api' })).toBe(2);
    expect(placeOf({ is: 'step', step: { at: 'phone' } })).toBe(2);
    expect(placeOf({ is: 'step', step: { at: 'qr' } })).toBe(3);
    expect(placeOf({ is: 'home' })).toBeNull();
  });
});
