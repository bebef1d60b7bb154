import type { AuthView, SignInView } from '@/lib/auth/model';
import type { VaultView } from '@/lib/privacy/contract';

/** Which of the popup's surfaces the background's state asks for. */
export type Surface =
  | { is: 'locked' }
  | { is: 'firstRun' }
  | { is: 'api' }
  | { is: 'step'; step: SignInView }
  | { is: 'signedOut' }
  | { is: 'home' };

/**
 * The surface to show. `asked`: the person asked to sign in (true), put the question aside (false), or did neither
 * (null) since the popup opened; it decides only where no sign-in is under way.
 */
export function surfaceOf(
  vault: Pick<VaultView, 'state'>,
  auth: Pick<AuthView, 'consentedAt' | 'api' | 'step' | 'accounts'> | null,
  asked: boolean | null,
): Surface {
  if (vault.state === 'locked' || !auth) return { is: 'locked' };
  if (auth.consentedAt === null) return { is: 'firstRun' };
  if (auth.step && auth.api !== 'missing') return { is: 'step', step: auth.step };
  const fresh = auth.accounts.length === 0;
  if (auth.api === 'missing' && (asked ?? (fresh || auth.step !== null))) return { is: 'api' };
  return { is: fresh ? 'signedOut' : 'home' };
}

/** Place of a sign-in step in the bar of three: first run, number, code (or password, or QR). */
export function placeOf(surface: Surface): 1 | 2 | 3 | null {
  if (surface.is === 'firstRun') return 1;
  if (surface.is === 'api') return 2;
  if (surface.is !== 'step') return null;
  return surface.step.at === 'phone' ? 2 : 3;
}
