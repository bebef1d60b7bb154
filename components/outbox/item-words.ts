import type { Message } from '@/lib/messages/model';
import type { OutboxItemView } from '@/lib/outbox/contract';
import { isSend, type WhyOff } from '@/lib/outbox/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatClock, formatCountdown, formatPlan, secondsUntil } from '@/lib/words/time';

/** What an item is, in a line. */
export function actWords({ act, bare }: Pick<OutboxItemView, 'act' | 'bare'>): string {
  if (bare) return t('outbox.act.bare');
  switch (act.is) {
    case 'message': {
      const { content } = act;
      if (content.is === 'text') return content.text;
      if (content.is === 'place') return t('outbox.act.place');
      if (content.is === 'contact') return t('outbox.act.contact', { name: content.firstName });
      return content.text || fileName(content) || t('outbox.act.file');
    }
    case 'album':
      return t('outbox.act.album', { n: act.contents.length });
    case 'forward':
      return t('outbox.act.forward', { n: act.ids.length });
    case 'edit':
      return t('outbox.act.edit', { text: act.text.text });
    case 'delete':
      return t('outbox.act.delete', { n: act.ids.length });
    case 'react': {
      const [first] = act.reactions;
      return first ? t('outbox.act.react', { emoji: first.emoji }) : t('outbox.act.unreact');
    }
  }
}

function fileName(
  content: Extract<Extract<OutboxItemView['act'], { is: 'message' }>['content'], { is: 'file' | 'upload' }>,
) {
  return content.is === 'file' ? content.file.name : content.upload.name;
}

/** How far an item has come. `connected`: whether its account is. */
export function stateWords(item: OutboxItemView, now: number, connected: boolean): string {
  const { state, error, until, why, scheduleAt, settledAt } = item;
  switch (state) {
    case 'queued':
      if (!connected) return t('outbox.offline');
      if (item.renews) return t('outbox.state.renews');
      if (item.unanswered && isSend(item.act)) return t('outbox.state.unanswered');
      return until !== undefined && until > now
        ? t('outbox.state.byItself', { clock: formatCountdown(secondsUntil(until, now)) })
        : t('outbox.state.queued');
    case 'sending':
      return t('outbox.state.sending');
    case 'scheduled':
      return t('outbox.state.scheduled', { when: formatPlan(scheduleAt ?? now, { now }) });
    case 'sent':
      return t('outbox.state.sent', { when: formatClock(settledAt ?? now) });
    case 'read':
      return t('outbox.state.read');
    case 'failed':
      return error ? errorSentence(error, now) : t('error.internal');
    case 'cancelled':
      return t(why === 'answered' ? 'outbox.state.answered' : 'outbox.state.elsewhere');
  }
}

/** Why nothing can be sent here, and until when. */
export function offWords({ kind, until, stars }: WhyOff, now: number): string {
  if (kind === 'paidOnly' && stars !== undefined) return t('outbox.off.paid', { n: stars });
  if (kind !== 'slowMode' && kind !== 'floodWait' && kind !== 'peerFlood') return errorSentence({ kind }, now);
  const why = t(`outbox.off.${kind}`);
  return until === undefined
    ? why
    : `${why} ${t('outbox.off.until', { clock: formatCountdown(secondsUntil(until, now)) })}`;
}

/** A message in a line. */
export function messageWords({ text, kind }: Pick<Message, 'text' | 'kind'>): string {
  if (text !== '') return text;
  if (kind === 'location') return t('outbox.act.place');
  return kind === 'text' ? t('outbox.messageNoText') : t('outbox.act.file');
}

/** The begin of a text, for the name of a button. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
