import { BoardIcon, Button, DeviceIcon, Empty, IconButton, SettingsIcon } from '@/components/ui';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import type { Action } from '../auth/use-action';
import { ConnectionStatus } from './connection-status';
import { openWorkspace } from './open-page';

export interface NotSignedInProps {
  /** The try to begin a sign-in. */
  action: Action;
  onSignIn: () => void;
  onSettings: () => void;
}

/** No account and no sign-in under way: after cancelling, or after logging out. */
export function NotSignedIn({ action, onSignIn, onSettings }: NotSignedInProps) {
  return (
    <Frame
      status={<ConnectionStatus connection={{ is: 'none' }} />}
      tools={<IconButton icon={SettingsIcon} label={t('popup.settings')} onClick={onSettings} />}
      centred="middle"
      footer={
        <>
          <Button kind="filled" wide busy={action.busy} onClick={onSignIn}>
            {t('popup.signIn')}
          </Button>
          <Button kind="ghost" wide icon={BoardIcon} onClick={() => void openWorkspace()}>
            {t('popup.openWorkspace')}
          </Button>
        </>
      }
    >
      <Empty icon={DeviceIcon} title={t('popup.signInTitle')} size="surface" level={1}>
        {action.error ? <ErrorWords error={action.error} /> : t('popup.signInHelp')}
      </Empty>
    </Frame>
  );
}
