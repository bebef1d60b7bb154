import { Button, Empty, Island, LogOutIcon } from '@/components/ui';
import { t } from '@/lib/words';

export interface EndedSessionProps {
  why: 'signedOutElsewhere' | 'accountDeactivated';
  onSignIn: () => void;
}

/** The session was ended from elsewhere: what is safe, and the way back. */
export function EndedSession({ why, onSignIn }: EndedSessionProps) {
  const closed = why === 'accountDeactivated';
  return (
    <Island class="pp-waiting is-empty">
      <Empty
        icon={LogOutIcon}
        tone="danger"
        title={t(closed ? 'signedOut.deactivatedTitle' : 'signedOut.title')}
        level={2}
        action={
          <Button kind="filled" onClick={onSignIn}>
            {t('signedOut.again')}
          </Button>
        }
      >
        {t(closed ? 'signedOut.deactivatedHelp' : 'signedOut.help')}
      </Empty>
    </Island>
  );
}
