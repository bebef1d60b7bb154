/** What stands under what in a conversation: days, gaps, albums, runs of one sender. Pure. */
import type { Message } from '@/lib/messages/model';
import { daysFromToday } from '@/lib/words/time';

/** Between two ids, both outside, messages are known to lack. */
export interface Missing {
  after: number;
  before: number;
}

export type Row =
  | { is: 'day'; key: string; at: number }
  | { is: 'missing'; key: string }
  | {
      is: 'message';
      key: string;
      /** All of an album, else one; ascending. */
      messages: [Message, ...Message[]];
      /** Begins a run of one sender: only there the name is told. */
      head: boolean;
    };

/** Messages of one sender that are so close belong together. */
const RUN_MS = 10 * 60_000;

export function rowsOf(messages: readonly Message[], missing: readonly Missing[] = [], timeZone?: string): Row[] {
  const rows: Row[] = [];
  let last: Message | undefined;
  for (const message of messages) {
    const before = last;
    last = message;
    const gap = missing.some(
      ({ after, before: end }) => after < message.id - 1 && end > (before?.id ?? 0) + 1 && end <= message.id + 1,
    );
    const sameDay = before && daysFromToday(message.date, { now: before.date, timeZone }) === 0;
    const row = rows.at(-1);
    if (sameDay && !gap && row?.is === 'message' && message.album !== undefined && message.album === before.album) {
      row.messages.push(message);
      continue;
    }
    if (gap) rows.push({ is: 'missing', key: `missing-${message.id}` });
    if (!sameDay) rows.push({ is: 'day', key: `day-${message.id}`, at: message.date });
    rows.push({
      is: 'message',
      key: String(message.id),
      messages: [message],
      head: !(sameDay && !gap && goesOn(before, message)),
    });
  }
  return rows;
}

function goesOn(before: Message, message: Message): boolean {
  return (
    before.kind !== 'service' &&
    message.kind !== 'service' &&
    before.out === message.out &&
    before.from === message.from &&
    before.topic === message.topic &&
    message.date - before.date < RUN_MS
  );
}

/** The messages shown, with those of an answer in place of all that stood between two ids (both outside). */
export function laid(
  shown: readonly Message[],
  answer: readonly Message[],
  { after, before }: Missing,
): readonly Message[] {
  return [
    ...shown.filter(({ id }) => id <= after),
    ...answer.filter(({ id }) => id > after && id < before),
    ...shown.filter(({ id }) => id >= before),
  ];
}

/** What lacks, with an answer's word on it in place of what was known between two ids. */
export function missingNow(
  known: readonly Missing[],
  told: readonly Missing[],
  { after, before }: Missing,
): readonly Missing[] {
  const outside = known.flatMap((it) => [
    { after: it.after, before: Math.min(it.before, after + 1) },
    { after: Math.max(it.after, before - 1), before: it.before },
  ]);
  const all = [...outside, ...told].filter((it) => it.before - it.after >= 2);
  return [...new Map(all.map((it) => [`${it.after}-${it.before}`, it])).values()];
}
