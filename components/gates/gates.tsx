import type { Pages } from '@/components/background/pages';
import { Button, Empty, ErrorState, KeyIcon, LockIcon, LogOutIcon, Notice } from '@/components/ui';
import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';

/** What stands before every page that shows customers: each leads to the popup's page, where secrets are typed. */
interface GateProps {
  pages: Pages;
}

/** No passphrase field here: a page around a frame could imitate it. */
export function LockedGate({ pages, due, help }: GateProps & { due: number; help: string }) {
  return (
    <Empty
      size="surface"
      level={1}
      icon={LockIcon}
      title={t('lock.title')}
      action={
        <Button kind="filled" wide onClick={() => void pages.openPopup()}>
          {t('sidebar.unlock')}
        </Button>
      }
    >
      {due > 0 ? t('count.reminders', { n: due }) : null} {help}
    </Empty>
  );
}

export function FirstRunGate({ pages }: GateProps) {
  return (
    <Empty
      size="surface"
      level={1}
      icon={KeyIcon}
      title={t('sidebar.firstRunTitle')}
      action={
        <Button kind="filled" wide onClick={() => void pages.openPopup()}>
          {t('sidebar.signIn')}
        </Button>
      }
    >
      {t('sidebar.firstRunHelp')}
    </Empty>
  );
}

/** The background does not answer, or says why it cannot. */
export function FailedGate({ error, onRetry }: { error: WireError; onRetry: () => void }) {
  const silent = error.kind === 'internal' || error.kind === 'timeout';
  return (
    <ErrorState size="surface" level={1} title={t('sidebar.failedTitle')} onRetry={onRetry}>
      {silent ? t('sidebar.failedHelp') : errorSentence(error, Date.now())}
    </ErrorState>
  );
}

/** The session ended elsewhere; what is kept here can still be worked with. */
export function SignedOutNotice({ pages }: GateProps) {
  return (
    <Notice
      tone="warn"
      icon={LogOutIcon}
      title={t('status.signedOut')}
      actions={
        <Button kind="ghost" size={32} onClick={() => void pages.openPopup()}>
          {t('signedOut.again')}
        </Button>
      }
    >
      {t('signedOut.deactivatedHelp')}
    </Notice>
  );
}
