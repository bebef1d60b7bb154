import type { AuthView, SignInView } from '@/lib/auth/model';
import type { WireError } from '@/lib/limits/model';

/** What every step of the sign-in is given. */
export interface StepProps<At extends SignInView['at'] = SignInView['at']> {
  step: Extract<SignInView, { at: At }>;
  api: AuthView['api'];
  /** How the last try of this step ended, also from before the popup was closed. */
  error: WireError | null;
  /** Fetches the background's state; resolves once it is shown. */
  refresh: () => Promise<void>;
  onCancel: () => void;
}
