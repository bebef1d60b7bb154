/** What becomes of messages that wait on Telegram's server to be sent. */
import type { Message } from '@/lib/messages/model';
import type { OutboxItem } from './model';

/**
 * Scheduled messages are gone from the server's list. `sent`: what they became, in the same order. Where Telegram does not
 * say, one whose time has come stays as it is: it may have been sent, which the chat shows ({@link isDue}).
 */
export function heardUnscheduled(
  item: OutboxItem,
  peer: number,
  ids: readonly number[],
  sent: readonly number[] | undefined,
  now: number,
): OutboxItem {
  const own = item.messageIds ?? [];
  const scheduled = item.state === 'scheduled' || (item.state === 'cancelled' && item.scheduleAt !== undefined);
  const gone = own.filter((id) => ids.includes(id));
  if (!scheduled || item.chat.peer !== peer || gone.length === 0) return item;
  const left = own.filter((id) => !ids.includes(id));
  const became = sent && gone.flatMap((id) => sent[ids.indexOf(id)] ?? []);
  if (became?.length === gone.length) {
    // Of several messages one may go off, or be taken back, by itself.
    if (left.length > 0) return onlyWith(item, left);
    const { why: _, takingBack: __, ...rest } = item;
    return { ...rest, state: 'sent', messageIds: became, settledAt: now };
  }
  if (item.state === 'cancelled' || isDue(item, now)) return item;
  return left.length > 0 ? onlyWith(item, left) : takenBack(item, now);
}

/** Of several scheduled together only these still wait; what the others were is no part of it any more. */
export function onlyWith(item: OutboxItem, left: readonly number[]): OutboxItem {
  const waits = (item.messageIds ?? []).map((id) => left.includes(id));
  const some = <T>(list: readonly T[]): T[] => list.filter((_, n) => waits[n] !== false);
  const rest = { ...item, messageIds: [...left], randomIds: some(item.randomIds) };
  if (item.act.is === 'forward') return { ...rest, act: { ...item.act, ids: some(item.act.ids) } };
  if (item.act.is === 'album') return { ...rest, act: { ...item.act, contents: some(item.act.contents) } };
  return rest;
}

/** Its time has come: once gone from the server's list it may have been sent. */
export function isDue({ scheduleAt = 0 }: Pick<OutboxItem, 'scheduleAt'>, now: number): boolean {
  return scheduleAt <= now + DUE_SLACK;
}

/** Looked for in its chat, after it was gone when its time had come. `found` null: it is not there. */
export function lookedForDue(item: OutboxItem, found: readonly number[] | null, now: number): OutboxItem {
  if (item.state !== 'scheduled') return item;
  return found ? heardUnscheduled(item, item.chat.peer, item.messageIds ?? [], found, now) : takenBack(item, now);
}

/** It is gone from the server's list unsent: as Tez asked, or by another device. Anything but `scheduled` stays as it is. */
export function takenBack(item: OutboxItem, now: number): OutboxItem {
  if (item.state !== 'scheduled') return item;
  const { takingBack, ...rest } = item;
  const why = takingBack === 'asked' ? {} : { why: takingBack ?? ('elsewhere' as const) };
  return { ...rest, state: 'cancelled', ...why, settledAt: now };
}

/** Telegram sends what is due within so many ms at once, and clocks differ. */
const DUE_SLACK = 15_000;

/** Whether something they wrote means that it must not be sent any more. */
export function isAnsweredBy(
  item: OutboxItem,
  message: Pick<Message, 'peer' | 'topic' | 'out' | 'id' | 'kind'>,
): boolean {
  return (
    item.unlessAnswered !== undefined &&
    item.state === 'scheduled' &&
    !message.out &&
    message.kind !== 'service' &&
    message.peer === item.chat.peer &&
    (item.chat.topic === undefined || message.topic === item.chat.topic) &&
    message.id > (item.unlessAnswered.after ?? Number.POSITIVE_INFINITY)
  );
}
