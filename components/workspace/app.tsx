import { useMemo, useState } from 'preact/hooks';
import type { Pages } from '@/components/background/pages';
import { useTheme } from '@/components/background/theme';
import { useStore } from '@/components/background/use-store';
import { FailedGate, FirstRunGate, LockedGate } from '@/components/gates/gates';
import { Toaster, useKeys } from '@/components/ui';
import { lazy } from '@/components/ui/lazy';
import type { TemplateFields } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { Board } from './board/board';
import { sendingAccount } from './board/start-chat';
import type { WorkspaceModel } from './connect';
import { Gate, Loading } from './gates';
import { Rail } from './rail';
import { useOffer } from './use-offer';
import { useView } from './use-view';

export interface WorkspaceProps {
  model: WorkspaceModel;
  pages: Pages;
}

const ContactsPage = lazy(async () => (await import('@/components/contacts/page')).ContactsPage);
const TemplatesPage = lazy(async () => (await import('@/components/templates/page')).TemplatesPage);
const Library = lazy(async () => (await import('@/components/files/library')).Library);
const FromTelegramPage = lazy(async () => (await import('@/components/from-telegram/page')).FromTelegramPage);
const UseTemplate = lazy(async () => (await import('@/components/templates/use-dialog')).UseTemplate);
const SearchPalette = lazy(async () => (await import('@/components/search/palette')).SearchPalette);

/** The full page: a rail, the board, the contacts, the templates or the files; above them the search. */
export function Workspace({ model, pages }: WorkspaceProps) {
  const state = useStore(model.background);
  useTheme(state.is === 'open' ? state.settings.theme : null);
  const [searching, setSearching] = useState(false);
  const [wanted, setWanted] = useState<{ deal: string } | null>(null);
  const [using, setUsing] = useState<string | null>(null);
  const [editing, setEditing] = useState<{ template: string } | null>(null);
  const [view, go] = useView();
  // What is written of templates goes with the data: nothing of it outlives a lock.
  const drafts = useMemo(() => new Map<string, TemplateFields>(), [state.is]);
  const signedIn = state.is === 'open' && state.auth.consentedAt !== null && state.auth.accounts.length > 0;

  const offer = useOffer(model.ask, signedIn);

  useKeys(
    signedIn
      ? (event) => {
          // By the key's place: on a Russian keyboard it writes another letter.
          if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
          event.preventDefault();
          setSearching(true);
        }
      : null,
  );

  return (
    <div class="ws">
      <Rail
        view={view === 'board' && offer.is === 'open' ? 'telegram' : view}
        state={state}
        pages={pages}
        onSearch={signedIn ? () => setSearching(true) : null}
      />
      <main class="ws-main">{shown()}</main>
      {signedIn && searching && (
        <SearchPalette
          ask={model.ask}
          onClose={() => setSearching(false)}
          onOpenDeal={openDeal}
          onOpenTemplate={setUsing}
          account={state.is === 'open' ? sendingAccount(state.auth.accounts) : null}
        />
      )}
      {signedIn && using !== null && (
        <UseTemplate
          key={using}
          {...{ ask: model.ask, nameOf }}
          id={using}
          onClose={() => setUsing(null)}
          onEdit={() => {
            go('templates');
            setEditing({ template: using });
          }}
        />
      )}
      <Toaster at="end" />
    </div>
  );

  function openDeal(deal: string): void {
    go('board');
    setWanted({ deal });
  }

  function nameOf(id: number): string {
    const accounts = state.is === 'open' ? state.auth.accounts : [];
    return accounts.find((account) => account.id === id)?.name ?? '';
  }

  function shown() {
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
    if (!signedIn) {
      return (
        <Gate>
          <FirstRunGate pages={pages} />
        </Gate>
      );
    }
    if (view === 'contacts') {
      return <ContactsPage {...{ ask: model.ask, settings, onOpenDeal: openDeal }} />;
    }
    if (view === 'templates') {
      return <TemplatesPage {...{ ask: model.ask, nameOf, drafts }} wanted={editing} />;
    }
    const offering = view === 'board' && offer.is === 'open';
    if (view === 'telegram' || offering) {
      return (
        <FromTelegramPage
          {...{ ask: model.ask, accounts: auth.accounts }}
          first={offer.is === 'open'}
          onDone={() => {
            offer.close();
            go('board');
          }}
        />
      );
    }
    if (view === 'board' && offer.is === 'asking') return <Loading />;
    if (view === 'files') return <Library ask={model.ask} />;
    return <Board model={model} pages={pages} currency={settings.currency} accounts={auth.accounts} wanted={wanted} />;
  }
}
