import type { Pages } from '@/components/background/pages';
import { useTheme } from '@/components/background/theme';
import { useStore } from '@/components/background/use-store';
import { FailedGate, FirstRunGate, LockedGate } from '@/components/gates/gates';
import { Toaster } from '@/components/ui';
import { t } from '@/lib/words';
import { Board } from './board/board';
import type { WorkspaceModel } from './connect';
import { Gate, Loading } from './gates';
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
    if (state.is === 'failed') {
      return (
        <Gate>
          <FailedGate error={state.error} onRetry={() => model.background.retry()} />
        </Gate>
      );
    }
    if (state.is === 'locked') {
      return (
        <Gate>
          <LockedGate due={state.vault.due} pages={pages} help={t('lock.help')} />
        </Gate>
      );
    }
    const { auth, settings } = state;
    if (auth.consentedAt === null || auth.accounts.length === 0) {
      return (
        <Gate>
          <FirstRunGate pages={pages} />
        </Gate>
      );
    }
    return <Board model={model} pages={pages} currency={settings.currency} accounts={auth.accounts} />;
  }
}
