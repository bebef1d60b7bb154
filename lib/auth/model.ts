import type { WireError } from '@/lib/limits/model';
import type { CodeWay, Me } from '@/lib/telegram/port';

export type { CodeWay } from '@/lib/telegram/port';

/** Where a sign-in stands. It is stored sealed, so that closing the popup or the worker's death loses no step. */
export type SignInStep =
  | { at: 'phone' }
  | { at: 'code'; phone: string; codeHash: string; by: CodeWay; length: number; resendAt?: number; nextBy?: CodeWay }
  | { at: 'password'; hint: string; phone?: string }
  | { at: 'qr' };

/** What the popup sees of a step: no code hash, and the QR link only while it lives. */
export type SignInView =
  | { at: 'phone' }
  | { at: 'code'; phone: string; by: CodeWay; length: number; resendAt?: number; nextBy?: CodeWay }
  | { at: 'password'; hint: string }
  | { at: 'qr'; url?: string; expiresAt?: number };

export function viewOfStep(step: SignInStep, qr: { url: string; expiresAt: number } | null): SignInView {
  switch (step.at) {
    case 'phone':
      return { at: 'phone' };
    case 'password':
      return { at: 'password', hint: step.hint };
    case 'qr':
      return qr ? { at: 'qr', ...qr } : { at: 'qr' };
    case 'code': {
      const { codeHash: _secret, ...view } = step;
      return view;
    }
  }
}

export interface Account extends Me {
  /** Names the stored session (`lib/store`), not the person: it exists before the account's id is known. */
  session: string;
  signedInAt: number;
  /** Set when the session ended elsewhere; CRM data stays, the account may sign in again. */
  ended?: { why: 'signedOutElsewhere' | 'accountDeactivated'; at: number };
}

export type ConnectionState =
  | { is: 'none' }
  | { is: 'locked' }
  | { is: 'connecting' }
  | { is: 'connected' }
  | { is: 'offline' }
  | { is: 'waiting'; until: number }
  | { is: 'signedOut'; why: 'signedOutElsewhere' | 'accountDeactivated' };

export interface AccountView {
  id: number;
  name: string;
  username?: string;
  phone?: string;
  connection: ConnectionState;
}

export interface AuthView {
  consentedAt: number | null;
  /** Who builds the extension may build an API id in; otherwise the user's own is asked for first. */
  api: 'builtIn' | 'own' | 'missing';
  /** The sign-in under way, or null when there is none. */
  step: SignInView | null;
  /** What went wrong with the last try of this step. */
  error: WireError | null;
  accounts: AccountView[];
}

/** An API id is a positive 32-bit integer, its hash 32 hex digits. https://core.telegram.org/api/obtaining_api_id */
export function parseApi(id: string, hash: string): { id: number; hash: string } | null {
  const digits = id.trim();
  const hex = hash.trim().toLowerCase();
  if (!/^[1-9]\d{0,9}$/.test(digits) || Number(digits) > 0x7fff_ffff) return null;
  return /^[0-9a-f]{32}$/.test(hex) ? { id: Number(digits), hash: hex } : null;
}

/** `+` and digits, as Telegram wants a phone; null when it cannot be one (7 to 15 digits, E.164). */
export function parsePhone(typed: string): string | null {
  if (/[^\d\s()+.\-–\u00a0]/.test(typed)) return null;
  const digits = typed.replace(/\D/g, '').replace(/^00/, '');
  return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : null;
}
