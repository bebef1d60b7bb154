import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FailedGate, FirstRunGate, LockedGate } from '@/components/gates/gates';
import { Button, Empty, ErrorState, type IconDrawing, LogOutIcon, PersonIcon } from '@/components/ui';
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
  const { pages, model } = useSurface();
  switch (screen.is) {
    case 'failed':
      return (
        <Place>
          <FailedGate error={screen.error} onRetry={() => model.retry()} />
        </Place>
      );
    case 'locked':
      return (
        <Place>
          <LockedGate due={screen.due} pages={pages} help={t('sidebar.lockedHelp')} />
        </Place>
      );
    case 'firstRun':
      return (
        <Place>
          <FirstRunGate pages={pages} />
        </Place>
      );
    case 'signedOut':
      return <SignedOut account={screen.account} />;
    case 'otherAccount':
      return <OtherAccount />;
  }
}

/** The middle of the sidebar. */
function Place({ children }: { children: ComponentChildren }) {
  return <div class="sb-gate">{children}</div>;
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
    <Place>
      <Empty size="surface" level={1} {...{ icon, title, tone, action }}>
        {children}
      </Empty>
    </Place>
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

/** The open chat's card could not be had. */
export function CardFailed({ error }: { error: WireError }) {
  const { model } = useSurface();
  return (
    <Place>
      <ErrorState size="surface" level={1} onRetry={() => model.retry()}>
        {errorSentence(error, Date.now())}
      </ErrorState>
    </Place>
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
    <Place>
      <Empty size="surface" level={1} icon={PersonIcon} title={t('sidebar.unknownChatTitle')}>
        {t('sidebar.unknownChatHelp')}
      </Empty>
    </Place>
  );
}
