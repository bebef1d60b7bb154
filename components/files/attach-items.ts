import '@/lib/words/load/files';
import type { MenuItem } from '@/components/ui';
import { t } from '@/lib/words';
import type { AttachKind } from './send-files';

/** What may be attached from this computer, for a menu. */
export function attachItems(onSelect: (kind: AttachKind | 'library') => void): MenuItem[] {
  return [
    { key: 'media', label: t('files.attachMedia'), onSelect: () => onSelect('media') },
    { key: 'library', label: t('files.library'), onSelect: () => onSelect('library') },
    { key: 'file', label: t('files.attachFile'), onSelect: () => onSelect('file') },
    { key: 'voice', label: t('files.attachVoice'), onSelect: () => onSelect('voice') },
    { key: 'round', label: t('files.attachRound'), onSelect: () => onSelect('round') },
  ];
}
