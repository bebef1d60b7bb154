import '@/lib/words/load/files';
import type { Ask } from '@/components/background/ask';
import { tryAct } from '@/components/background/try-act';
import {
  DeleteIcon,
  Empty,
  ErrorState,
  Field,
  FileIcon,
  IconButton,
  InlineEdit,
  Island,
  ListRow,
  Loading,
  Skeleton,
} from '@/components/ui';
import { type FileView, letGo, tag } from '@/lib/files/contract';
import { tidyTags } from '@/lib/files/stored';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { DownloadIcon } from './icons';
import { FileLead } from './lead';
import { keptFacts, keptItem, titleOf } from './names';
import { saveToDisk } from './save';
import { useFileStyles } from './styles';
import { useFound, useKept } from './use-kept';

/** The workspace's files: everything that is kept, found by its name and its tags. */
export function Library({ ask }: { ask: Ask }) {
  useFileStyles();
  const { files, error, retry } = useKept(ask);
  const [found, typed, type] = useFound(files ?? []);
  return (
    <div class="fl-page">
      <h1>{t('files.title')}</h1>
      <Field label={t('files.find')} value={typed} onInput={type} />
      <Island label={t('files.title')}>{shown()}</Island>
    </div>
  );

  function shown() {
    if (!files) {
      if (error) return <ErrorState onRetry={retry}>{errorSentence(error, Date.now())}</ErrorState>;
      return (
        <Loading>
          <div class="fl-bones">
            <Skeleton height="40px" />
            <Skeleton height="40px" />
          </div>
        </Loading>
      );
    }
    if (files.length === 0) {
      return (
        <Empty icon={FileIcon} title={t('files.libraryNone')}>
          {t('files.libraryHelp')}
        </Empty>
      );
    }
    if (found.length === 0) return <Empty icon={FileIcon} title={t('files.libraryNoMatch')} />;
    return (
      <ul>
        {found.map((view) => (
          <li key={view.id}>
            <KeptRow ask={ask} view={view} />
          </li>
        ))}
      </ul>
    );
  }
}

function KeptRow({ ask, view }: { ask: Ask; view: FileView }) {
  const { id, file, kept } = view;
  const item = keptItem(view);
  const name = titleOf(item);
  const tags = kept?.tags.join(', ') ?? '';
  return (
    <ListRow
      lead={<FileLead chat={item.chat} message={item.message} file={file} />}
      title={name}
      meta={keptFacts(view, Date.now())}
      actions={
        <>
          <InlineEdit
            label={t('files.tags', { name })}
            value={tags}
            placeholder={t('files.tagsNone')}
            mayBeEmpty
            onCommit={(typed) => void tryAct(() => ask(tag, { id, tags: tidyTags(typed) }), Date.now)}
          />
          <IconButton
            size={28}
            icon={DownloadIcon}
            label={t('files.save', { name })}
            disabled={view.is !== 'here'}
            onClick={() => saveToDisk(id, name)}
          />
          <IconButton
            size={28}
            icon={DeleteIcon}
            label={t('files.letGo', { name })}
            onClick={() => void tryAct(() => ask(letGo, { id }), Date.now)}
          />
        </>
      }
    />
  );
}
