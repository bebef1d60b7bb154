import { Icon } from '@/components/ui';
import type { FileItem } from '@/lib/files/contract';
import { t } from '@/lib/words';
import { formatCountdown, formatExact } from '@/lib/words/time';
import { type FilesState, type FilesStore, idOf } from './files-store';
import { PlayIcon } from './icons';
import { fileName } from './names';
import { Thumb } from './thumb';
import { Transfer } from './transfer';

export interface MediaGridProps {
  items: readonly FileItem[];
  state: FilesState;
  store: FilesStore;
}

/** Photos or videos as squares; one press looks at one. */
export function MediaGrid({ items, state, store }: MediaGridProps) {
  const coming = items.flatMap((item) => {
    const view = state.stored.get(idOf(item) ?? '');
    return view && view.is !== 'here' ? [{ item, view }] : [];
  });
  return (
    <>
      {coming.map(({ item, view }) => (
        <div class="fl-coming" key={view.id}>
          <span class="tz-cut">{fileName(item)}</span>
          <Transfer name={fileName(item)} view={view} store={store} />
        </div>
      ))}
      <ul class="fl-grid">
        {items.map((item) => (
          <li key={`${item.chat.peer}/${item.message}`}>
            <button
              type="button"
              class="fl-square"
              title={formatExact(item.date)}
              aria-label={t('files.open', { name: fileName(item) })}
              onClick={() => void store.view(item)}
            >
              {item.file && <Thumb chat={item.chat} message={item.message} file={item.file} />}
              {item.kind === 'video' && (
                <span class="fl-length tz-num">
                  <Icon of={PlayIcon} size={14} />
                  {formatCountdown(item.file?.duration ?? 0)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
