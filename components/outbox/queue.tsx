import { Button, CheckIcon, cx, EditIcon, Icon, IconButton, useCountdown, WarningIcon } from '@/components/ui';
import type { OutboxItemView } from '@/lib/outbox/contract';
import { t } from '@/lib/words';
import { ReadIcon } from './icons';
import { actWords, stateWords } from './item-words';

export interface QueueProps {
  items: readonly OutboxItemView[];
  connected: boolean;
  onRetry: (id: string) => void;
  onCancel: (id: string) => void;
  onChange: (item: OutboxItemView) => void;
}

/** What was sent from here lately and what is on its way, the newest last. */
export function Queue({ items, ...acts }: QueueProps) {
  if (items.length === 0) return null;
  return (
    <section class="ob-queue" aria-label={t('outbox.queue')}>
      <ul>
        {items.map((item) => (
          <Row key={item.id} item={item} {...acts} />
        ))}
      </ul>
    </section>
  );
}

function Row({ item, connected, onRetry, onCancel, onChange }: Omit<QueueProps, 'items'> & { item: OutboxItemView }) {
  const { state } = item;
  // Draws again each second while something is waited for.
  useCountdown(item.until ?? 0);
  const waits = state === 'queued' && item.until !== undefined;
  return (
    <li class={cx('ob-item', `is-${state}`)} data-state={state}>
      <p class="tz-cut2 ob-words">{actWords(item)}</p>
      <div class="ob-line">
        <span class="ob-state" role={state === 'failed' ? 'alert' : 'status'}>
          {state === 'sent' && <Icon of={CheckIcon} size={14} />}
          {state === 'read' && <Icon of={ReadIcon} size={14} />}
          {state === 'failed' && <Icon of={WarningIcon} size={14} />}
          <span>
            {stateWords(item, Date.now(), connected)}
            {item.silent && ` · ${t('outbox.silently')}`}
            {item.unlessAnswered && state === 'scheduled' && ` · ${t('outbox.ifNotAnswered')}`}
          </span>
        </span>
        <span class="ob-acts">
          {item.canChange && (
            <IconButton size={28} icon={EditIcon} label={t('outbox.change')} onClick={() => onChange(item)} />
          )}
          {(item.canRetry || waits) && (
            <Button size={32} kind="ghost" onClick={() => onRetry(item.id)}>
              {t('outbox.retry')}
            </Button>
          )}
          {item.canCancel && (
            <Button size={32} kind="ghost" onClick={() => onCancel(item.id)}>
              {t('common.cancel')}
            </Button>
          )}
        </span>
      </div>
    </li>
  );
}
