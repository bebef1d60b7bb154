import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  Button,
  Empty,
  ErrorState,
  type IconDrawing,
  KeyIcon,
  LockIcon,
  LogOutIcon,
  PersonIcon,
} from '@/components/ui';
import type { AccountView } from '@/lib/auth/model';
import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { useSurface } from '../context';
import { CardBones } from '../identity/bones';
import type { Screen } from '../screen';

/** A screen that stands before every chat. */
export type GateScreen = Extract<Screen, { is: 'failed' | 'locked' | 'firstRun' | 'signedOut' | 'otherAccount' }>;

export function Gate({ screen }: { screen: GateScreen }) {
  switch (screen.is) {
    case 'failed':
      return <Failed error={screen.error} />;
    case 'locked':
      return <Locked due={screen.due} />;
    case 'firstRun':
      return <FirstRun />;
    case 'signedOut':
      return <SignedOut account={screen.account} />;
    case 'otherAccount':
      return <OtherAccount />;
  }
}

interface MessageProps {
  icon: IconDrawing;
  title: string;
  tone?: 'accent' | 'danger';
  action?: ComponentChildren;
  children: ComponentChildren;
}

function Message({ icon, title, tone, action, children }: MessageProps) {
  return (
    <div class="sb-gate">
      <Empty size="surface" level={1} {...{ icon, title, tone, action }}>
        {children}
      </Empty>
    </div>
  );
}

/** No passphrase field here: a page could imitate it in its own frame. */
function Locked({ due }: { due: number }) {
  const { pages } = useSurface();
  return (
    <Message
      icon={LockIcon}
      title={t('lock.title')}
      action={
        <Button kind="filled" wide onClick={() => void pages.openPopup()}>
          {t('sidebar.unlock')}
        </Button>
      }
    >
      {due > 0 ? t('count.reminders', { n: due }) : null} {t('sidebar.lockedHelp')}
    </Message>
  );
}

function FirstRun() {
  const { pages } = useSurface();
  return (
    <Message
      icon={KeyIcon}
      title={t('sidebar.firstRunTitle')}
      action={
        <Button kind="filled" wide onClick={() => void pages.openPopup()}>
          {t('sidebar.signIn')}
        </Button>
      }
    >
      {t('sidebar.firstRunHelp')}
    </Message>
  );
}

function SignedOut({ account }: { account: AccountView }) {
  const { pages, model } = useSurface();
  const closed = account.connection.is === 'signedOut' && account.connection.why === 'accountDeactivated';
  return (
    <Message
      icon={LogOutIcon}
      tone="danger"
      title={t(closed ? 'signedOut.deactivatedTitle' : 'signedOut.title')}
      action={
        <>
          <Button kind="filled" wide onClick={() => void pages.openPopup()}>
            {t('signedOut.again')}
          </Button>
          <Button kind="ghost" wide onClick={() => model.workOffline(account.id)}>
            {t('signedOut.offline')}
          </Button>
        </>
      }
    >
      {t(closed ? 'signedOut.deactivatedHelp' : 'signedOut.help')}
    </Message>
  );
}

/** The tab is signed in as somebody that Tez does not know: nothing of this chat is shown or kept. */
function OtherAccount() {
  const { pages } = useSurface();
  return (
    <Message
      icon={PersonIcon}
      title={t('sidebar.otherAccountTitle')}
      action={
        <Button kind="filled" wide onClick={() => void pages.openPopup()}>
          {t('sidebar.signIn')}
        </Button>
      }
    >
      {t('sidebar.otherAccountUnknown')}
    </Message>
  );
}

function Failed({ error }: { error: WireError }) {
  const { model } = useSurface();
  return (
    <div class="sb-gate">
      <ErrorState size="surface" level={1} title={t('sidebar.failedTitle')} onRetry={() => model.retry()}>
        {error.kind === 'internal' || error.kind === 'timeout'
          ? t('sidebar.failedHelp')
          : errorSentence(error, Date.now())}
      </ErrorState>
    </div>
  );
}

/** The open chat's card could not be had. */
export function CardFailed({ error }: { error: WireError }) {
  const { model } = useSurface();
  return (
    <div class="sb-gate">
      <ErrorState size="surface" level={1} onRetry={() => model.retry()}>
        {errorSentence(error, Date.now())}
      </ErrorState>
    </div>
  );
}

/** Ordinary for a moment while the page changes; only a page that stays silent is spoken of. */
const PATIENCE_MS = 2500;

export function UnknownChat() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <CardBones />;
  return (
    <div class="sb-gate">
      <Empty size="surface" level={1} icon={PersonIcon} title={t('sidebar.unknownChatTitle')}>
        {t('sidebar.unknownChatHelp')}
      </Empty>
    </div>
  );
}
