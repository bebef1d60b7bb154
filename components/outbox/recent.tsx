import { Button, Loading, Menu, type MenuItem, Skeleton } from '@/components/ui';
import type { WireError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatExact, formatPlan } from '@/lib/words/time';
import { messageWords, shortened } from './item-words';
import { RichWords } from './message-field';

/** What is offered at once; Telegram says where it does not take one. */
const REACTIONS = ['👍', '❤', '🔥'];

export interface RecentProps {
  messages: readonly Message[] | 'loading' | WireError;
  now: number;
  nameOf: (message: Message) => string;
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
  onForward: (message: Message) => void;
  onDelete: (message: Message) => void;
  /** null takes the reaction back. */
  onReact: (message: Message, emoji: string | null) => void;
  onAgain: () => void;
}

/** The newest messages of the chat, and what can be done with each. Shown from memory, and marked read by nobody. */
export function Recent(props: RecentProps) {
  const { messages, now, nameOf, onAgain } = props;
  if (messages === 'loading') {
    return (
      <Loading>
        <div class="ob-part ob-loading">
          <Skeleton width="70%" />
          <Skeleton width="50%" />
        </div>
      </Loading>
    );
  }
  if (!isList(messages)) {
    return (
      <div class="ob-part ob-failed" role="alert">
        <p>{errorSentence(messages, now)}</p>
        <Button size={32} kind="soft" onClick={onAgain}>
          {t('common.retry')}
        </Button>
      </div>
    );
  }
  const shown = messages.filter(({ kind }) => kind !== 'service');
  return (
    <section class="ob-part" aria-label={t('outbox.recent')}>
      {shown.length === 0 && <p class="ob-none">{t('outbox.recentNone')}</p>}
      <ol class="ob-recent">
        {[...shown].reverse().map((message) => (
          <li key={message.id} class="ob-message">
            <div class="tz-grow">
              <p class="tz-meta tz-cut">
                {message.out ? t('outbox.you') : nameOf(message)} ·{' '}
                <time title={formatExact(message.date)}>{formatPlan(message.date, { now })}</time>
              </p>
              <p class="tz-cut2 ob-words">
                {message.text === '' ? (
                  messageWords(message)
                ) : (
                  <RichWords rich={{ text: message.text, entities: message.entities ?? [] }} />
                )}
              </p>
              {message.reactions && message.reactions.length > 0 && (
                <p class="tz-meta">{message.reactions.map(({ emoji, count }) => `${emoji} ${count}`).join('  ')}</p>
              )}
            </div>
            <Menu
              size={28}
              label={t('outbox.messageActs', { text: shortened(messageWords(message)) })}
              items={actsOn(message, props)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function actsOn(message: Message, { onReply, onEdit, onForward, onDelete, onReact }: RecentProps): MenuItem[] {
  const own = message.reactions?.find((it) => it.own && !it.custom);
  const reactions = REACTIONS.filter((emoji) => emoji !== own?.emoji).map((emoji) => ({
    key: emoji,
    label: t('outbox.react', { emoji }),
    onSelect: () => onReact(message, emoji),
  }));
  return [
    { key: 'reply', label: t('outbox.reply'), onSelect: () => onReply(message) },
    ...(message.out && message.text !== ''
      ? [{ key: 'edit', label: t('outbox.edit'), onSelect: () => onEdit(message) }]
      : []),
    ...(message.fleeting ? [] : [{ key: 'forward', label: t('outbox.forward'), onSelect: () => onForward(message) }]),
    ...(own
      ? [{ key: 'unreact', label: t('outbox.unreact', { emoji: own.emoji }), onSelect: () => onReact(message, null) }]
      : []),
    ...reactions,
    { key: 'delete', label: t('outbox.delete'), danger: true, separated: true, onSelect: () => onDelete(message) },
  ];
}

function isList(messages: RecentProps['messages']): messages is readonly Message[] {
  return Array.isArray(messages);
}
