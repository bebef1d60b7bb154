import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import { Button, Empty, ErrorState, FileIcon, Loading, Skeleton, Tabs, toasts } from '@/components/ui';
import { onChanged } from '@/lib/bus/client';
import type { FilesOf } from '@/lib/files/contract';
import { FILE_KINDS, type FileKind } from '@/lib/files/kinds';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { FileRow, LinkRow } from './file-row';
import { type FilesState, FilesStore, type ListState } from './files-store';
import { ImageIcon, LinkIcon } from './icons';
import { MediaGrid } from './media-grid';
import { fileName } from './names';
import { Preview } from './preview';
import { saveToDisk } from './save';

/** In which a PDF must say that it is one, bytes. */
const HEAD = 1024;

/** The kind that was looked at last, for the next chat. */
let lastKind: FileKind = 'photo';

function useFiles(ask: Ask, of: FilesOf): [FilesStore, FilesState] {
  const store = useMemo(
    () =>
      new FilesStore({
        ask,
        of,
        kind: lastKind,
        later,
        save: saveToDisk,
        head: async (url) => (await fetch(url, { headers: { Range: `bytes=0-${HEAD - 1}` } })).text(),
        openTab: (url) => void chrome.tabs.create({ url: chrome.runtime.getURL(url) }),
        fail: (error) => toasts.show({ text: errorSentence(error, Date.now()) }),
      }),
    [],
  );
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => store.changed(topics), ended.signal);
    void store.open();
    return () => {
      ended.abort();
      store.close();
    };
  }, [store]);
  return [store, useStore(store)];
}

/** Lists of files by kind, newest first, with what is on its way in each row. */
export function FileLists({ ask, of }: { ask: Ask; of: FilesOf }) {
  const [store, state] = useFiles(ask, of);
  const now = useNow();
  const { kind, list, viewed } = state;
  return (
    <div class="fl-lists">
      <Tabs
        label={t('files.kinds')}
        tabs={FILE_KINDS.map((value) => ({ value, label: t(`files.kind.${value}`) }))}
        value={kind}
        onChange={(value) => {
          const next = FILE_KINDS.find((it) => it === value);
          if (!next) return;
          lastKind = next;
          store.show(next);
        }}
      />
      <div role="tabpanel" aria-label={t(`files.kind.${kind}`)} class="fl-panel">
        {list.stale && (
          <p class="tz-meta fl-said" role="status">
            {t('files.stale')} {errorSentence(list.stale, now)}
          </p>
        )}
        <Items kind={kind} list={list} state={state} store={store} now={now} />
        {list.next && list.items.length > 0 && (
          <div class="fl-more">
            <Button size={32} kind="ghost" busy={list.loadingMore} onClick={() => void store.more()}>
              {t('files.more')}
            </Button>
          </div>
        )}
      </div>
      {viewed && (
        <Preview
          item={viewed}
          onClose={() => store.closeView()}
          onSave={() => void store.save(viewed, fileName(viewed))}
          onTab={() => void store.viewInTab(viewed)}
        />
      )}
    </div>
  );
}

interface ItemsProps {
  kind: FileKind;
  list: ListState;
  state: FilesState;
  store: FilesStore;
  now: number;
}

function Items({ kind, list, state, store, now }: ItemsProps) {
  const { items, loading, error } = list;
  if (loading) return <Bones kind={kind} />;
  if (error && items.length === 0) {
    return <ErrorState onRetry={() => store.retry()}>{errorSentence(error, now)}</ErrorState>;
  }
  if (items.length === 0) {
    const icon = kind === 'link' ? LinkIcon : kind === 'photo' || kind === 'video' ? ImageIcon : FileIcon;
    return <Empty icon={icon} title={t(`files.none.${kind}`)} />;
  }
  if (kind === 'photo' || kind === 'video') return <MediaGrid {...{ items, state, store, now }} />;
  return (
    <ul>
      {items.map((item) => (
        <li key={`${item.chat.peer}/${item.message}`}>
          {kind === 'link' ? <LinkRow item={item} now={now} /> : <FileRow {...{ item, state, store, now }} />}
        </li>
      ))}
    </ul>
  );
}

function Bones({ kind }: { kind: FileKind }) {
  const grid = kind === 'photo' || kind === 'video';
  return (
    <Loading>
      <div class={grid ? 'fl-grid' : 'fl-bones'}>
        {Array.from({ length: grid ? 6 : 3 }, (_, n) => (
          <Skeleton key={n} height={grid ? '100px' : '40px'} />
        ))}
      </div>
    </Loading>
  );
}
