import { useEffect, useState } from 'preact/hooks';
import { FileIcon, Icon } from '@/components/ui';
import type { UploadKind } from '@/lib/files/shipment';
import { ImageIcon, PlayIcon } from './icons';

const ICONS = {
  ...{ photo: ImageIcon, document: FileIcon, video: PlayIcon },
  ...{ audio: PlayIcon, voice: PlayIcon, round: PlayIcon },
} as const;

/** What stands before a file that is about to be sent: its picture, or the first of a video; else its kind. */
export function ChosenLead({ file, as }: { file: File; as: UploadKind['is'] }) {
  const [url, setUrl] = useState<string | null>(null);
  const isFilm = as === 'video' || as === 'round';
  const hasPicture = isFilm || as === 'photo';
  useEffect(() => {
    if (!hasPicture) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file, hasPicture]);
  const none = (): void => setUrl(null);
  return (
    <span class="fl-lead">
      {url === null && <Icon of={ICONS[as]} />}
      {url !== null && as === 'photo' && <img src={url} alt="" onError={none} />}
      {url !== null && isFilm && <video src={url} muted preload="auto" onError={none} />}
    </span>
  );
}
