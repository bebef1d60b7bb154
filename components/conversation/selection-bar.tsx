import { CloseIcon, DealIcon, DeleteIcon, IconButton, NoteIcon, QuoteIcon, TaskIcon } from '@/components/ui';
import { t } from '@/lib/words';
import { ForwardIcon } from './icons';
import type { Begin } from './message-menu';

export interface SelectionBarProps {
  count: number;
  /** Some of them may not be kept: nothing of the CRM is made of them. */
  fleeting: boolean;
  onBegin: (begin: Begin) => void;
  onClose: () => void;
}

/** How many messages are selected, and what can be made of them. */
export function SelectionBar({ count, fleeting, onBegin, onClose }: SelectionBarProps) {
  const acts = [
    { begin: 'task', icon: TaskIcon, label: t('from.task'), off: fleeting },
    { begin: 'note', icon: NoteIcon, label: t('from.note'), off: fleeting },
    { begin: 'log', icon: DealIcon, label: t('from.log'), off: fleeting },
    { begin: 'prove', icon: QuoteIcon, label: t('from.prove'), off: fleeting },
    { begin: 'forward', icon: ForwardIcon, label: t('from.forward'), off: fleeting },
    { begin: 'delete', icon: DeleteIcon, label: t('from.delete'), off: false },
  ] as const;
  return (
    <div class="cv-selection" role="toolbar" aria-label={t('from.selected', { n: count })}>
      <IconButton size={28} icon={CloseIcon} label={t('from.unselect')} onClick={onClose} />
      <span class="tz-grow tz-num" role="status">
        {t('from.selected', { n: count })}
      </span>
      {acts.map(({ begin, icon, label, off }) => (
        <IconButton key={begin} size={28} icon={icon} label={label} disabled={off} onClick={() => onBegin(begin)} />
      ))}
    </div>
  );
}
