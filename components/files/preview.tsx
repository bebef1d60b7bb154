import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CloseIcon, ErrorState, ExternalIcon, IconButton } from '@/components/ui';
import { type FileItem, fileUrl } from '@/lib/files/contract';
import { previewOf } from '@/lib/files/kinds';
import { t } from '@/lib/words';
import { idOf } from './files-store';
import { DownloadIcon } from './icons';
import { factsOf, fileName, titleOf } from './names';

export interface PreviewProps {
  item: FileItem;
  onClose: () => void;
  onSave: () => void;
  /** As large as the browser lets it be. */
  onTab: () => void;
}

/** A picture, a video or a recording, shown as it comes; what cannot be shown can be saved. Esc closes. */
export function Preview({ item, onClose, onSave, onTab }: PreviewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const name = fileName(item);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the element's own
    <dialog
      ref={dialog}
      class="fl-preview"
      aria-label={t('files.view')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <header class="fl-preview-head">
        <span class="fl-preview-words">
          <span class="tz-cut tz-strong">{item.kind === 'photo' ? name : titleOf(item)}</span>
          <span class="tz-meta tz-cut">{factsOf(item, Date.now())}</span>
        </span>
        <IconButton icon={ExternalIcon} label={t('files.openInTab')} onClick={onTab} />
        <IconButton icon={DownloadIcon} label={t('files.save', { name })} onClick={onSave} />
        <IconButton icon={CloseIcon} label={t('files.close')} onClick={close} />
      </header>
      <Shown item={item} name={name} onSave={onSave} />
      {item.text && <p class="fl-caption">{item.text}</p>}
    </dialog>
  );
}

function Shown({ item, name, onSave }: { item: FileItem; name: string; onSave: () => void }) {
  const [broken, setBroken] = useState(false);
  const url = fileUrl(idOf(item) ?? '');
  const { width, height, mime = '' } = item.file ?? {};
  const sized = width && height ? { aspectRatio: `${width} / ${height}` } : {};
  const fails = () => setBroken(true);
  // A PDF has its own tab: here is only one that is none.
  if (broken || previewOf(mime) === 'pdf') {
    return (
      <ErrorState title={t('files.broken')} onRetry={onSave} retryLabel={t('files.brokenAct')}>
        {t('files.brokenHelp')}
      </ErrorState>
    );
  }
  switch (previewOf(mime)) {
    case 'image':
      return <img class="fl-shown" src={url} alt={name} style={sized} onError={fails} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what people send each other has no captions
        <video class="fl-shown" src={url} controls autoplay style={sized} onError={fails} />
      );
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what people send each other has no captions
        <audio class="fl-heard" src={url} controls autoplay onError={fails} />
      );
    default:
      return null;
  }
}
