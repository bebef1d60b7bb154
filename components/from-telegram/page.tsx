import '@/lib/words/load/from-telegram';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { askAgain } from '@/components/background/ask-again';
import { later } from '@/components/background/later';
import { sayDone, tryAct } from '@/components/background/try-act';
import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import {
  Button,
  ChatIcon,
  Checkbox,
  Empty,
  ErrorState,
  Island,
  Loading,
  NativeSelect,
  Notice,
  SearchIcon,
  Skeleton,
  Tabs,
  toasts,
} from '@/components/ui';
import { FindField } from '@/components/ui/find-field';
import type { AccountView } from '@/lib/auth/model';
import { onChanged } from '@/lib/bus/client';
import { outcomeOf, type Part, shownOf, withAll } from '@/lib/sync/choice';
import { startEmpty, type Tracked, track } from '@/lib/sync/contract';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { ChatRows } from './chat-rows';
import { ChatsLoader, type LoaderState } from './chats-loader';
import { OutcomePanel, useBook } from './outcome';
import { ReviewList } from './review-list';
import { useStyles } from './styles';
import { SyncPanel } from './sync-panel';

export interface FromTelegramProps {
  ask: Ask;
  accounts: readonly AccountView[];
  /** The workspace is still empty, and this page was opened by itself. */
  first: boolean;
  /** Chats were added, or the person begins without. */
  onDone: () => void;
}

/** Where chats of Telegram are chosen for the CRM. */
export function FromTelegramPage(props: FromTelegramProps) {
  useStyles();
  const usable = props.accounts.filter(({ connection }) => connection.is !== 'signedOut');
  const [chosen, setChosen] = useState<number | null>(null);
  const account = usable.find(({ id }) => id === chosen) ?? usable[0];
  return (
    <>
      <header class="ws-head">
        <h1 class="tz-title tz-cut">{t('track.title')}</h1>
        <p class="tz-meta tz-cut tz-grow">{t('track.help')}</p>
        {usable.length > 1 && account && (
          <NativeSelect
            look="inline"
            label={t('track.account')}
            value={String(account.id)}
            onChange={(id) => setChosen(Number(id))}
            options={usable.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
      </header>
      {account ? (
        <Choice key={account.id} {...props} account={account.id} />
      ) : (
        <Island padded>
          <Empty icon={ChatIcon} title={t('track.signedOut')} />
        </Island>
      )}
    </>
  );
}

function useChats(ask: Ask, account: number): { loader: ChatsLoader; state: LoaderState } {
  const loader = useMemo(() => new ChatsLoader({ ask, account, later, now: Date.now }), [ask, account]);
  useEffect(() => {
    void loader.load();
    return () => loader.stop();
  }, [loader]);
  return { loader, state: useStore(loader) };
}

function Choice({ ask, account, first, onDone }: FromTelegramProps & { account: number }) {
  const { loader, state } = useChats(ask, account);
  const [query, setQuery] = useState('');
  const [tab, setTab] = useState('all');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [withBook, setWithBook] = useState(false);
  const [busy, setBusy] = useState(false);
  const book = useBook(ask, account, withBook);
  const now = useNow();
  const { chats, folders, loading, error } = state;
  const folder = folders.find(({ id }) => String(id) === tab);
  const part: Part = folder ? { is: 'folder', folder } : { is: tab === 'archive' ? 'archive' : 'all' };
  const shown = useMemo(() => shownOf(chats, part, query), [chats, tab, folders, query]);
  const open = shown.filter(({ tracked }) => !tracked);
  const outcome = useMemo(() => outcomeOf(chats, chosen, book.people), [chats, chosen, book.people]);
  useTracked(loader);

  async function add(): Promise<void> {
    setBusy(true);
    const key = crypto.randomUUID();
    const peers = [...chosen];
    await tryAct(async () => {
      const input = { key, account, chats: peers, addressBook: withBook };
      const done = await askAgain(() => ask(track, input), later);
      await loader.refreshTracked();
      setChosen(new Set());
      setWithBook(false);
      if (done.contacts + done.chats + done.review === 0) toasts.show({ text: t('track.addedNone') });
      else sayDone(ask, addedWords(done), done.undo, Date.now);
      if (first) onDone();
    }, Date.now);
    setBusy(false);
  }

  return (
    <div class="ft-page">
      <div class="ft-choose">
        <div class="ft-filters">
          <Tabs
            label={t('track.parts')}
            value={folder || tab === 'archive' ? tab : 'all'}
            onChange={setTab}
            tabs={[
              { value: 'all', label: t('track.all') },
              ...folders.map(({ id, title }) => ({ value: String(id), label: title })),
              ...(chats.some(({ archived }) => archived) ? [{ value: 'archive', label: t('track.archive') }] : []),
            ]}
          />
          <FindField class="ft-find" label={t('track.find')} value={query} onInput={setQuery} />
        </div>
        <Island label={t('track.list')} class="ft-list">
          <div class="ft-head">
            <Checkbox
              checked={open.length > 0 && open.every(({ peer }) => chosen.has(peer))}
              disabled={open.length === 0}
              onChange={(choose) => setChosen(withAll(chosen, shown, choose))}
            >
              {t('track.selectAll', { n: open.length })}
            </Checkbox>
            <span class="tz-meta tz-num" role="status">
              {loading ? t('track.loading', { n: chats.length }) : t('track.selected', { n: chosen.size })}
            </span>
          </div>
          {error && chats.length > 0 && (
            <Notice
              tone="warn"
              title={t('track.halfTitle')}
              actions={
                error.retryAt === undefined && (
                  <Button kind="ghost" size={32} onClick={() => void loader.load()}>
                    {t('common.retry')}
                  </Button>
                )
              }
            >
              {errorSentence(error, now)}
            </Notice>
          )}
          {list()}
        </Island>
      </div>
      <div class="ft-side">
        <OutcomePanel
          {...{ outcome, now, busy, first }}
          book={{ on: withBook, ...book, onChange: setWithBook }}
          onAdd={() => void add()}
          onEmpty={() => void tryAct(() => ask(startEmpty, {}).then(onDone), Date.now)}
        />
        <ReviewList ask={ask} />
        {!first && <SyncPanel {...{ ask, account, now }} />}
      </div>
    </div>
  );

  function list() {
    if (shown.length > 0) {
      return (
        <ChatRows
          chats={shown}
          {...{ chosen, now }}
          onChoose={(peer, choose) =>
            setChosen(
              withAll(
                chosen,
                chats.filter((chat) => chat.peer === peer),
                choose,
              ),
            )
          }
        />
      );
    }
    if (chats.length === 0 && error) {
      return <ErrorState onRetry={() => void loader.load()}>{errorSentence(error, now)}</ErrorState>;
    }
    if (loading) {
      return (
        <Loading>
          <div class="ft-bones">
            {Array.from({ length: 8 }, (_, row) => (
              <Skeleton key={row} height="40px" />
            ))}
          </div>
        </Loading>
      );
    }
    if (query.trim() !== '') {
      return (
        <Empty icon={SearchIcon} title={t('track.noMatchTitle')}>
          {t('track.noMatchHelp')}
        </Empty>
      );
    }
    return (
      <Empty icon={ChatIcon} title={t('track.noneTitle')}>
        {t(chats.length === 0 ? 'track.noneHelp' : 'track.noneInPart')}
      </Empty>
    );
  }
}

/** What an undo took out of the CRM can be chosen again, and what was added elsewhere cannot. */
function useTracked(loader: ChatsLoader): void {
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.includes('chatLinks')) loader.refreshTracked().catch(() => undefined);
    }, ended.signal);
    return () => ended.abort();
  }, [loader]);
}

function addedWords({ contacts, chats }: Tracked): string {
  return t('track.added', {
    contacts: t('track.contacts', { n: contacts }),
    chats: t('track.chats', { n: chats }),
  });
}
