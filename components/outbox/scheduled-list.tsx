import { ClockIcon, Icon, Menu } from '@/components/ui';
import type { ScheduledView } from '@/lib/outbox/contract';
import { t } from '@/lib/words';
import { formatExact, formatPlan } from '@/lib/words/time';
import { messageWords, shortened } from './item-words';

export interface ScheduledListProps {
  rows: readonly ScheduledView[];
  now: number;
  onEdit: (row: ScheduledView) => void;
  onSendNow: (id: number) => void;
  onCancel: (id: number) => void;
}

/** What waits on Telegram's server to be sent here, from whichever device, soonest first. */
export function ScheduledList({ rows, now, onEdit, onSendNow, onCancel }: ScheduledListProps) {
  if (rows.length === 0) return null;
  return (
    <section class="ob-part" aria-label={t('outbox.scheduled')}>
      <h3>
        {t('outbox.scheduled')} <span class="tz-meta tz-num">{rows.length}</span>
      </h3>
      <ul>
        {rows.map((row) => {
          const { message, unlessAnswered } = row;
          return (
            <li key={message.id} class="ob-message">
              <div class="tz-grow">
                <p class="tz-cut2 ob-words">{messageWords(message)}</p>
                <p class="tz-meta ob-state">
                  <Icon of={ClockIcon} size={14} />
                  <span>
                    <time dateTime={new Date(message.date).toISOString()} title={formatExact(message.date)}>
                      {formatPlan(message.date, { now })}
                    </time>
                    {unlessAnswered && ` · ${t('outbox.ifNotAnswered')}`}
                  </span>
                </p>
              </div>
              <Menu
                size={28}
                label={t('outbox.scheduledActs', { text: shortened(messageWords(message)) })}
                items={[
                  ...(message.text === ''
                    ? []
                    : [{ key: 'edit', label: t('outbox.scheduledEdit'), onSelect: () => onEdit(row) }]),
                  { key: 'now', label: t('outbox.sendNow'), onSelect: () => onSendNow(message.id) },
                  {
                    key: 'cancel',
                    label: t('outbox.unschedule'),
                    danger: true,
                    separated: true,
                    onSelect: () => onCancel(message.id),
                  },
                ]}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
