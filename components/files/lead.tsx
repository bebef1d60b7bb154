import { FileIcon, Icon } from '@/components/ui';
import { previewOf } from '@/lib/files/kinds';
import type { TelegramFile } from '@/lib/files/model';
import { PlayIcon } from './icons';
import { Thumb, type ThumbProps } from './thumb';

/** What stands before a file's name: its picture where it has one, else what kind of file it is. */
export function FileLead({ file, ...at }: Pick<ThumbProps, 'chat' | 'message'> & { file: TelegramFile }) {
  const shows = previewOf(file.mime);
  const heard = shows === 'audio' || shows === 'video';
  return (
    <span class="fl-lead">
      {file.sizes.length > 0 || file.blur ? (
        <Thumb {...at} file={file}>
          <Icon of={FileIcon} />
        </Thumb>
      ) : (
        <Icon of={heard ? PlayIcon : FileIcon} />
      )}
    </span>
  );
}
