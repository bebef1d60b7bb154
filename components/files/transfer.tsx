import { Button, CloseIcon, IconButton, Progress } from '@/components/ui';
import type { FileView } from '@/lib/files/contract';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatSize } from '@/lib/words/size';
import type { FilesStore } from './files-store';
import { PauseIcon, PlayIcon } from './icons';

/** How far a file has come, and what can be done about it. */
export function Transfer({ name, view, store }: { name: string; view: FileView; store: FilesStore }) {
  const { id, is, done, file, error } = view;
  const far = { done: formatSize(done), size: formatSize(file.size) };
  return (
    <div class="fl-transfer" data-is={is}>
      <Progress value={file.size === 0 ? 1 : done / file.size} label={t('files.progress', { name })} />
      <div class="fl-line">
        <span class="tz-meta tz-num" role={is === 'failed' ? 'alert' : 'status'}>
          {is === 'failed' || error
            ? errorSentence(error ?? { kind: 'internal' }, Date.now())
            : t(is === 'paused' ? 'files.paused' : is === 'waiting' ? 'files.waits' : 'files.done', far)}
        </span>
        <span class="fl-acts">
          {is === 'failed' && (
            <Button size={32} kind="ghost" onClick={() => void store.resume(id)}>
              {t('files.retry')}
            </Button>
          )}
          {is === 'paused' && (
            <IconButton size={28} icon={PlayIcon} label={t('files.resume')} onClick={() => void store.resume(id)} />
          )}
          {(is === 'running' || is === 'waiting') && (
            <IconButton size={28} icon={PauseIcon} label={t('files.pause')} onClick={() => void store.pause(id)} />
          )}
          <IconButton size={28} icon={CloseIcon} label={t('files.cancel')} onClick={() => void store.cancel(id)} />
        </span>
      </div>
    </div>
  );
}
