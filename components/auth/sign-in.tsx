import { cancelSignIn } from '@/lib/auth/contract';
import type { AuthView, SignInView } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { CodeStep } from './code-step';
import { PasswordStep } from './password-step';
import { PhoneStep } from './phone-step';
import { QrStep } from './qr-step';
import { useAction } from './use-action';

export interface SignInProps {
  step: SignInView;
  auth: Pick<AuthView, 'api' | 'error'>;
  refresh: () => Promise<void>;
  /** The sign-in was put aside. */
  onCancelled: () => void;
}

/** The sign-in under way, at the step where the background says it stands. */
export function SignIn({ step, auth, refresh, onCancelled }: SignInProps) {
  const cancelling = useAction();
  const shared = {
    api: auth.api,
    // A cross that could not reach Telegram says why, where the person looks.
    error: cancelling.error ?? auth.error,
    refresh,
    onCancel: () =>
      void cancelling.run(async () => {
        await call(cancelSignIn, {});
        onCancelled();
        await refresh();
      }),
  };
  switch (step.at) {
    case 'phone':
      return <PhoneStep key="phone" step={step} {...shared} />;
    case 'code':
      return <CodeStep key="code" step={step} {...shared} />;
    case 'password':
      return <PasswordStep key="password" step={step} {...shared} />;
    case 'qr':
      return <QrStep key="qr" step={step} {...shared} />;
  }
}
