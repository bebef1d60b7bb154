import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { BackgroundState } from '@/components/background/background-state';
import { useTheme } from '@/components/background/theme';
import { startSignIn } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { surfaceOf } from '../auth/screen';
import { useAction } from '../auth/use-action';
import { Failed } from './failed';
import { Home } from './home';
import {
  ApiScreen,
  ApiStep,
  AuditScreen,
  FirstRun,
  Forgot,
  Locked,
  NewTask,
  NotSignedIn,
  PassphraseScreen,
  preloadParts,
  SettingsScreen,
  SignIn,
  Toaster,
} from './parts';
import { PopupLoading } from './popup-loading';
import { useBackground } from './use-background';

/** What was opened over the surface that the background's state asks for. */
type Over = 'newTask' | 'settings' | 'passphrase' | 'passphraseToLock' | 'api' | 'audit' | 'forgot' | null;

/** The popup. The background is the truth; all that is kept here is what is open and what is being typed. */
export function App() {
  const { state, refresh, retry } = useBackground();
  useTheme(state.is === 'open' ? state.settings.theme : null);
  // Fetched while nothing else is to be done, the rest is there when it is asked for.
  const ready = state.is === 'open' || state.is === 'locked';
  useEffect(() => {
    if (!ready) return;
    const idle = requestIdleCallback(preloadParts);
    return () => cancelIdleCallback(idle);
  }, [ready]);
  return (
    <>
      {state.is === 'loading' && <PopupLoading />}
      {state.is === 'failed' && <Failed error={state.error} onRetry={retry} />}
      {(state.is === 'open' || state.is === 'locked') && <Surfaces known={state} refresh={refresh} />}
      <Toaster />
    </>
  );
}

/** Other pages of Tez lead to the settings by `popup.html#settings`. */
function overOf(hash: string): Over {
  return hash === '#settings' ? 'settings' : null;
}

type Known = Extract<BackgroundState, { is: 'open' | 'locked' }>;

function Surfaces({ known, refresh }: { known: Known; refresh: () => Promise<void> }) {
  const { vault } = known;
  // Both are sealed: while the vault is locked there are none.
  const { auth, settings } = known.is === 'open' ? known : { auth: null, settings: null };
  const [over, setOver] = useState<Over>(() => overOf(location.hash));
  const [asked, setAsked] = useState<boolean | null>(null);
  const starting = useAction();
  const surface = surfaceOf(vault, auth, asked);
  const onBack = useCallback(() => setOver(null), []);
  const onNewTask = useCallback(() => setOver('newTask'), []);
  const onSettings = useCallback(() => setOver('settings'), []);
  const onNeedsPassphrase = useCallback(() => setOver('passphraseToLock'), []);
  const toSettings = onSettings;

  useEffect(() => {
    const ended = new AbortController();
    addEventListener('hashchange', () => setOver(overOf(location.hash)), { signal: ended.signal });
    return () => ended.abort();
  }, []);

  // Locked or wiped meanwhile: what was open over the old surface has nothing to show.
  const before = useRef(surface.is);
  useEffect(() => {
    if (before.current !== surface.is) setOver(null);
    before.current = surface.is;
  }, [surface.is]);

  function signIn(): void {
    if (auth?.api === 'missing') setAsked(true);
    else
      void starting.run(async () => {
        await call(startSignIn, {});
        await refresh();
      });
  }

  if (surface.is === 'locked' || !auth || !settings) {
    if (over === 'forgot') return <Forgot onBack={onBack} refresh={refresh} />;
    return <Locked vault={vault} refresh={refresh} onForgot={() => setOver('forgot')} />;
  }
  if (surface.is === 'firstRun') return <FirstRun vault={vault} api={auth.api} refresh={refresh} />;
  if (surface.is === 'step') {
    return <SignIn step={surface.step} auth={auth} refresh={refresh} onCancelled={() => setAsked(false)} />;
  }
  if (surface.is === 'api') return <ApiStep refresh={refresh} onCancel={() => setAsked(false)} />;

  switch (over) {
    case 'newTask':
      return <NewTask onBack={onBack} />;
    case 'settings':
      return (
        <SettingsScreen
          {...{ settings, vault, auth, refresh, onBack }}
          onPassphrase={() => setOver('passphrase')}
          onApi={() => setOver('api')}
          onAudit={() => setOver('audit')}
        />
      );
    case 'passphrase':
      return <PassphraseScreen key="change" vault={vault} refresh={refresh} onBack={toSettings} />;
    case 'passphraseToLock':
      return <PassphraseScreen key="lock" vault={vault} refresh={refresh} onBack={onBack} />;
    case 'api':
      return <ApiScreen refresh={refresh} onBack={toSettings} />;
    case 'audit':
      return <AuditScreen onBack={toSettings} />;
  }
  if (surface.is === 'signedOut') return <NotSignedIn action={starting} onSignIn={signIn} onSettings={onSettings} />;
  return <Home {...{ auth, vault, settings, refresh, onNewTask, onSettings, onNeedsPassphrase }} onSignIn={signIn} />;
}
