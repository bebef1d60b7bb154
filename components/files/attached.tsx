import '@/lib/words/load/files';
import type { Ask } from '@/components/background/ask';
import { Chip, FileIcon } from '@/components/ui';
import { type AttachedFile, albumsOf, fitsCaption } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { LONGEST } from '@/lib/outbox/text';
import { t } from '@/lib/words';
import { useFileStyles } from './styles';
import { useKept } from './use-kept';

export interface AttachedProps {
  ask: Ask;
  files: readonly AttachedFile[];
  /** Whose library; null: any account's. */
  account: number | null;
  /** What they are sent with: then how they go is said. */
  words?: RichText;
  onRemove?: (id: string) => void;
}

/** Files of the library that go with a text. One that is gone from there is named as that. */
export function AttachedFiles({ ask, files, account, words, onRemove }: AttachedProps) {
  useFileStyles();
  const kept = useKept(ask).files;
  const own = kept?.filter((view) => account === null || view.account === account);
  const here = files.flatMap(({ id }) => own?.find((view) => view.id === id) ?? []);
  const gone = own ? files.filter(({ id }) => !here.some((view) => view.id === id)) : [];
  const albums = albumsOf(here, ({ file }) => file).length;
  return (
    <div class="fl-attached">
      <ul aria-label={t('files.attached')}>
        {files.map(({ id, name }) => (
          <li key={id}>
            <Chip
              icon={gone.some((one) => one.id === id) ? undefined : FileIcon}
              tone={gone.some((one) => one.id === id) ? 'late' : 'neutral'}
              title={name}
              {...(onRemove ? { onRemove: () => onRemove(id), removeLabel: t('files.detach', { name }) } : {})}
            >
              {name}
            </Chip>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <p class="tz-hint is-error" role="status">
          {t('files.attachedGone', { n: gone.length, names: gone.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {words && !fitsCaption(words, LONGEST.caption) && <p class="tz-hint">{t('files.textFirst')}</p>}
      {words && albums > 1 && <p class="tz-hint">{t('files.severalMessages', { n: albums })}</p>}
    </div>
  );
}
