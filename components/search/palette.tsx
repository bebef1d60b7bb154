import './search.css';
import '@/lib/words/load/search';
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { tryAct } from '@/components/background/try-act';
import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import { CloseIcon, Icon, IconButton, Kbd, SearchIcon } from '@/components/ui';
import { onChanged } from '@/lib/bus/client';
import { openChat, showMessage } from '@/lib/chats/contract';
import { startChat } from '@/lib/outbox/contract';
import type { SearchResult } from '@/lib/search/contract';
import { RECORD_KINDS } from '@/lib/search/documents';
import { t } from '@/lib/words';
import { Results } from './results';
import { type Row, SearchStore } from './search-store';

export interface SearchPaletteProps {
  ask: Ask;
  onClose: () => void;
  /** null: this surface shows no deals, and their chats are opened instead. */
  onOpenDeal: ((id: string) => void) | null;
  onOpenTemplate: (id: string) => void;
  /** Who starts a chat with a contact that has none; null where nobody can. */
  account: number | null;
}

/** What is announced when something that can be found changed: `feed` speaks of kept messages. */
const FOUND_TOPICS: readonly string[] = [...RECORD_KINDS, 'feed'];

/** One box over everything, above whatever is shown. Arrow keys choose, Enter opens, Esc closes. */
export function SearchPalette({ ask, onClose, onOpenDeal, onOpenTemplate, account }: SearchPaletteProps) {
  const store = useMemo(() => new SearchStore({ ask, later }), [ask]);
  const state = useStore(store);
  const now = useNow();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => topics.some((topic) => FOUND_TOPICS.includes(topic)) && store.refresh(), ended.signal);
    return () => ended.abort();
  }, [store]);
  useEffect(() => {
    document.getElementById(`${id}-${state.chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, state.chosen, state.telegram.is]);

  // The element gives the focus back to where it was.
  const close = () => dialog.current?.close();

  function openResult({ open }: SearchResult): void {
    if (open === null) return;
    if (open.is === 'deal' && onOpenDeal) {
      close();
      onOpenDeal(open.id);
    } else if (open.is === 'template') {
      close();
      onOpenTemplate(open.id);
    } else if (open.is === 'contact' && account !== null) {
      close();
      void tryAct(async () => void (await ask(startChat, { account, contact: open.id })), Date.now);
    } else if (open.is === 'chat') {
      close();
      const { chat, message } = open;
      void tryAct(async () => {
        await (message === undefined ? ask(openChat, { chat }) : ask(showMessage, { chat, message }));
      }, Date.now);
    }
  }

  function open(row: Row): void {
    if (row.is === 'result') openResult(row.result);
    else if (row.is === 'all') store.show(row.kind);
    else void store.askTelegram();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      store.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void store.settled().then((row) => row && open(row));
    } else if (event.key === 'Escape' && state.kind) {
      // One step back; the next one closes.
      event.preventDefault();
      store.show(null);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the element's own
    <dialog
      ref={dialog}
      class="sr-dialog"
      aria-label={t('search.label')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sr-box">
        <Icon of={SearchIcon} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('search.label')}
          aria-expanded={state.answer !== null}
          aria-controls={`${id}-list`}
          aria-activedescendant={`${id}-${state.chosen}`}
          aria-autocomplete="list"
          placeholder={t('search.placeholder')}
          autocomplete="off"
          spellcheck={false}
          value={state.text}
          onInput={(event) => store.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton size={36} icon={CloseIcon} label={t('common.close')} onClick={close} />
      </div>
      <Results
        {...{ id, state, store, now }}
        onOpen={open}
        onTry={(text) => {
          store.type(`${state.text} ${text}`.trimStart());
          input.current?.focus();
        }}
      />
      <div class="sr-foot tz-meta" aria-hidden="true">
        <span>
          <Kbd>{t('common.enterKey')}</Kbd> {t('search.open')}
        </span>
        <span>
          <Kbd>{t('search.escKey')}</Kbd> {t('search.close')}
        </span>
      </div>
    </dialog>
  );
}
