import '@/lib/words/load/files';
import type { Ask } from '@/components/background/ask';
import { useLive } from '@/components/background/use-live';
import { Button, CloseIcon, IconButton, Progress, toasts } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { dropUpload, pauseUpload, resumeUpload, type UploadView, uploads } from '@/lib/files/contract';
import { TezError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatSize } from '@/lib/words/size';
import { PauseIcon, PlayIcon } from './icons';
import { useFileStyles } from './styles';

/** Files of a chat on their way to Telegram; what Telegram has all of is in the outbox. */
export function Uploads({ ask, chat }: { ask: Ask; chat: ChatRef }) {
  useFileStyles();
  const { value, load } = useLive(ask, uploads, { chat }, ['uploads']);
  if (!value?.length) return null;

  async function act(work: Promise<unknown>): Promise<void> {
    await work.catch((error) => toasts.show({ text: errorSentence(TezError.from(error).toWire(), Date.now()) }));
    load();
  }

  return (
    <section class="fl-uploads" aria-label={t('files.uploads')}>
      <ul>
        {value.map((upload) => (
          <Row
            key={upload.id}
            upload={upload}
            onPause={() => void act(ask(pauseUpload, { id: upload.id }))}
            onResume={() => void act(ask(resumeUpload, { id: upload.id }))}
            onCancel={() => void act(ask(dropUpload, { id: upload.id }))}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  upload: UploadView;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}

function Row({ upload, onPause, onResume, onCancel }: RowProps) {
  const { files, is, done, size, error } = upload;
  const [first] = files;
  const name =
    files.length > 1 ? t('files.andMore', { name: first?.name ?? '', n: files.length - 1 }) : (first?.name ?? '');
  const far = { done: formatSize(done), size: formatSize(size) };
  return (
    <li class="fl-coming" data-is={is}>
      <span class="tz-cut">{name}</span>
      <div class="fl-transfer" data-is={is}>
        <Progress value={size === 0 ? 0 : done / size} label={t('files.uploadOf', { name })} />
        <div class="fl-line">
          <span class="tz-meta tz-num" role={is === 'failed' ? 'alert' : 'status'}>
            {is === 'failed' || error
              ? errorSentence(error ?? { kind: 'internal' }, Date.now())
              : t(`files.upload.${is}`, far)}
          </span>
          <span class="fl-acts">
            {is === 'failed' && (
              <Button size={32} kind="ghost" onClick={onResume}>
                {t('files.retry')}
              </Button>
            )}
            {is === 'paused' && <IconButton size={28} icon={PlayIcon} label={t('files.resume')} onClick={onResume} />}
            {(is === 'running' || is === 'waiting') && (
              <IconButton size={28} icon={PauseIcon} label={t('files.pause')} onClick={onPause} />
            )}
            <IconButton size={28} icon={CloseIcon} label={t('files.cancelUpload')} onClick={onCancel} />
          </span>
        </div>
      </div>
    </li>
  );
}
