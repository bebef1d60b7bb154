import { useCallback, useState } from 'preact/hooks';
import {
  CountdownRing,
  Icon,
  IconButton,
  Island,
  Notice,
  OfflineIcon,
  SettingsIcon,
  Stat,
  useCountdown,
} from '@/components/ui';
import { reconnect } from '@/lib/auth/contract';
import type { AuthView, ConnectionState } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { lock, type VaultView } from '@/lib/privacy/contract';
import { setSettings } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';
import { t } from '@/lib/words';
import { secondsUntil } from '@/lib/words/time';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { useAction } from '../auth/use-action';
import { AccountRow } from './account-row';
import { ConnectionStatus } from './connection-status';
import { EndedSession } from './ended-session';
import { openWorkspace } from './open-page';
import { LogOutDialog } from './parts';
import { QuickActions } from './quick-actions';
import { useFigures } from './use-figures';
import { WaitingList } from './waiting-list';

const PAUSE_MS = 3_600_000;

export interface HomeProps {
  auth: AuthView;
  vault: VaultView;
  settings: Settings;
  refresh: () => Promise<void>;
  onSignIn: () => void;
  onNewTask: () => void;
  onSettings: () => void;
  /** Locking needs a passphrase, and there is none yet. */
  onNeedsPassphrase: () => void;
}

/** Signed in: how the connection is, who waits, what is due, and the acts that are used most. */
export function Home(props: HomeProps) {
  const { auth, vault, settings, refresh, onSignIn, onNewTask, onSettings, onNeedsPassphrase } = props;
  const [chosen, setChosen] = useState<number | null>(null);
  const [leaving, setLeaving] = useState(false);
  const figures = useFigures();
  const action = useAction();
  const { run } = action;
  const account = auth.accounts.find(({ id }) => id === chosen) ?? auth.accounts[0];
  const { pausedUntil } = settings.notifications;
  const paused = useCountdown(pausedUntil) > 0;

  const pauseUntil = (until: number): void =>
    void run(async () => {
      await call(setSettings, { notifications: { pausedUntil: until } });
      await refresh();
    });
  const onLock = useCallback(() => {
    if (!vault.passphrase) return onNeedsPassphrase();
    void run(async () => {
      await call(lock, {});
      await refresh();
    });
  }, [vault.passphrase, onNeedsPassphrase, run, refresh]);
  const onWorkspace = useCallback(() => void run(openWorkspace), [run]);
  const onReconnect = (): void =>
    void run(async () => {
      await call(reconnect, {});
      await refresh();
    });

  if (!account) return null;
  const { connection } = account;
  return (
    <>
      <Frame
        status={<ConnectionStatus connection={connection} />}
        tools={<IconButton icon={SettingsIcon} label={t('popup.settings')} onClick={onSettings} />}
      >
        <h1 class="tz-sr" tabIndex={-1}>
          {t('app.name')}
        </h1>
        <div class="pp-home">
          <AccountRow
            accounts={auth.accounts}
            shown={account}
            onShow={({ id }) => setChosen(id)}
            onReconnect={onReconnect}
            onLogOut={() => setLeaving(true)}
          />
          {action.error && (
            <Notice tone="danger">
              <ErrorWords error={action.error} />
            </Notice>
          )}
          {connection.is === 'signedOut' ? (
            <EndedSession why={connection.why} onSignIn={onSignIn} />
          ) : connection.is === 'waiting' ? (
            <SlowedDown connection={connection} />
          ) : (
            <>
              {connection.is === 'offline' && (
                <p class="tz-notice is-neutral">
                  <Icon of={OfflineIcon} />
                  {t('popup.offlineHelp')}
                </p>
              )}
              <div class="tz-stats">
                <Stat
                  value={figures.state.is === 'ready' ? figures.state.waiting.total : '–'}
                  name={t('popup.waiting')}
                  tone={figures.state.is === 'ready' && figures.state.waiting.total > 0 ? 'warn' : 'plain'}
                  onClick={onWorkspace}
                />
                <Stat
                  value={figures.state.is === 'ready' ? figures.state.due.total : '–'}
                  name={t('popup.tasksDue', { n: figures.state.is === 'ready' ? figures.state.due.total : 0 })}
                  tone={figures.state.is !== 'ready' ? 'plain' : dueTone(figures.state.due)}
                  onClick={onWorkspace}
                />
              </div>
              <WaitingList state={figures.state} onRetry={figures.refresh} act={action} />
            </>
          )}
          <QuickActions
            pausedUntil={paused ? pausedUntil : null}
            onWorkspace={onWorkspace}
            onNewTask={onNewTask}
            onPause={() => pauseUntil(Date.now() + PAUSE_MS)}
            onResume={() => pauseUntil(0)}
            onLock={onLock}
          />
        </div>
      </Frame>
      {leaving && <LogOutDialog account={account} onClose={() => setLeaving(false)} refresh={refresh} />}
    </>
  );
}

function dueTone({ total, late }: { total: number; late: number }): 'plain' | 'warn' | 'danger' {
  if (late > 0) return 'danger';
  return total > 0 ? 'warn' : 'plain';
}

/** A long wait that Telegram asked for: its clock, and that nothing needs to be done. */
function SlowedDown({ connection }: { connection: Extract<ConnectionState, { is: 'waiting' }> }) {
  const left = useCountdown(connection.until);
  // The wait's whole length is not told; a full ring is what was left when it came into view.
  const [whole] = useState(() => secondsUntil(connection.until, Date.now()));
  return (
    <Island class="pp-slow" padded>
      <CountdownRing key={connection.until} until={connection.until} total={whole} />
      <h2 class="tz-name">{t('popup.floodTitle')}</h2>
      <p class="tz-dim">{t('popup.floodHelp', { n: left })}</p>
    </Island>
  );
}
