import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { lateStyles } from '@/components/ui/late-styles';
import type { ChatRef } from '@/lib/chats/model';
import { blurUrl } from '@/lib/files/blur';
import { pictureUrl } from '@/lib/files/contract';
import type { TelegramFile } from '@/lib/files/model';
import css from './thumb.css?inline';

const useStyles = lateStyles(css);

export interface ThumbProps {
  chat: ChatRef;
  /** The message that has the file. */
  message: number;
  file: Pick<TelegramFile, 'blur' | 'sizes'>;
  /** Where there is no picture, or none yet. */
  children?: ComponentChildren;
}

/** The picture of a file, filling its place: Telegram's blurred one at once, the real one when it is here. */
export function Thumb({ chat, message, file, children }: ThumbProps) {
  useStyles();
  const [is, setIs] = useState<'coming' | 'here' | 'none'>(file.sizes.length > 0 ? 'coming' : 'none');
  const blur = file.blur ? blurUrl(file.blur) : null;
  return (
    <span class="fl-thumb" data-picture={is}>
      {blur && <img class="fl-blur" src={blur} alt="" />}
      {!blur && is !== 'here' && children}
      {is !== 'none' && (
        <img
          class="fl-real"
          src={pictureUrl(chat, message)}
          alt=""
          loading="lazy"
          decoding="async"
          onLoad={() => setIs('here')}
          onError={() => setIs('none')}
        />
      )}
    </span>
  );
}
