import type { Pages } from '@/components/background/pages';
import { useTheme } from '@/components/background/theme';
import { useStore } from '@/components/background/use-store';
import { Toaster } from '@/components/ui';
import { Board } from './board/board';
import type { WorkspaceModel } from './connect';
import { Failed, FirstRun, Loading, Locked } from './gates';
import { Rail } from './rail';

export interface WorkspaceProps {
  model: WorkspaceModel;
  pages: Pages;
}

/** The full page: a rail and, so far, the board. */
export function Workspace({ model, pages }: WorkspaceProps) {
  const state = useStore(model.background);
  useTheme(state.is === 'open' ? state.settings.theme : null);

  return (
    <div class="ws">
      <Rail state={state} pages={pages} />
      <main class="ws-main">{view()}</main>
      <Toaster at="end" />
    </div>
  );

  function view() {
    if (state.is === 'loading') return <Loading />;
    if (state.is === 'failed') return <Failed error={state.error} onRetry={() => model.background.retry()} />;
    if (state.is === 'locked') return <Locked due={state.vault.due} pages={pages} />;
    const { auth, settings } = state;
    if (auth.consentedAt === null || auth.accounts.length === 0) return <FirstRun pages={pages} />;
    return <Board model={model} pages={pages} currency={settings.currency} accounts={auth.accounts} />;
  }
}
