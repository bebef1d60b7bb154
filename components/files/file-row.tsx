import { ExternalIcon, Icon, IconButton, ListRow, SavedIcon } from '@/components/ui';
import type { FileItem } from '@/lib/files/contract';
import { previewOf } from '@/lib/files/kinds';
import { t } from '@/lib/words';
import { type FilesState, type FilesStore, idOf } from './files-store';
import { DownloadIcon, LinkIcon } from './icons';
import { FileLead } from './lead';
import { factsOf, fileName, titleOf } from './names';
import { Transfer } from './transfer';

export interface FileRowProps {
  item: FileItem;
  state: FilesState;
  store: FilesStore;
  now: number;
}

/** A file, a recording or a voice note; one press looks at it, or writes it to disk where it cannot be looked at. */
export function FileRow({ item, state, store, now }: FileRowProps) {
  const { file } = item;
  if (!file) return null;
  const view = state.stored.get(idOf(item) ?? '');
  const shows = previewOf(file.mime);
  const name = fileName(item);

  function press(): void {
    if (shows === 'pdf') void store.viewInTab(item);
    else if (shows) void store.view(item);
    else void store.save(item, name);
  }

  return (
    <>
      <ListRow
        title={titleOf(item)}
        meta={factsOf(item, now)}
        onClick={press}
        lead={<FileLead chat={item.chat} message={item.message} file={file} />}
        actions={
          <>
            <IconButton
              size={28}
              icon={SavedIcon}
              label={t('files.keep', { name })}
              pressed={view?.kept !== undefined}
              onClick={() => void store.keep(item, view?.kept === undefined)}
            />
            <IconButton
              size={28}
              icon={DownloadIcon}
              label={t('files.save', { name })}
              onClick={() => void store.save(item, name)}
            />
          </>
        }
      />
      {view && view.is !== 'here' && (
        <div class="fl-under">
          <Transfer name={name} view={view} store={store} />
        </div>
      )}
    </>
  );
}

/** Links of one message. They open outside of Tez. */
export function LinkRow({ item, now }: { item: FileItem; now: number }) {
  return (
    <>
      {(item.links ?? []).map((url) => (
        <ListRow
          key={url}
          icon={LinkIcon}
          title={
            <a class="fl-link" href={url} target="_blank" rel="noopener noreferrer">
              {url.replace(/^https?:\/\//i, '')}
            </a>
          }
          meta={factsOf(item, now)}
          trail={<Icon of={ExternalIcon} size={16} />}
        />
      ))}
    </>
  );
}
