/** Messages that wait on the server until their time. https://core.telegram.org/api/scheduled-messages */
import { type Copy, type Post, post } from './change';
import type { MarkedId } from './ids';
import type { Account, Message } from './types';
import type { Origin, World } from './world';

/** As many may wait in one chat. */
export const MOST_SCHEDULED = 100;
/** A time nearer than this is now. */
const AT_ONCE = 10;
const FARTHEST = 366 * 86_400;

export type When = 'now' | 'later' | 'tooLate';

/** @param date Unix seconds; absent for a message that is to be sent now */
export function whenOf(world: World, date: number | undefined): When {
  if (date === undefined || date <= world.seconds() + AT_ONCE) return 'now';
  return date > world.seconds() + FARTHEST ? 'tooLate' : 'later';
}

export function scheduledIn(account: Account, chat: MarkedId): Message[] {
  const waiting = account.scheduled.get(chat) ?? [];
  account.scheduled.set(chat, waiting);
  return waiting;
}

const byDate = (a: Message, b: Message): number => a.date - b.date || a.id - b.id;

/** Puts a message away until its date. Its id is one of its own, not that of the message it becomes. */
export function schedule(world: World, account: Account, what: Post & { date: number }, origin?: Origin): Message {
  const { replyTo, ...content } = what;
  const waiting = scheduledIn(account, what.chat);
  const answered = replyTo === undefined ? undefined : (world.box(account, what.chat).byUid(replyTo)?.id ?? replyTo);
  if (content.media?.kind === 'file') world.files.set(content.media.file.id, content.media.file);
  const message: Message = {
    ...content,
    id: ++account.lastScheduled,
    uid: world.nextUid(),
    out: true,
    ...(answered === undefined ? {} : { replyTo: answered }),
  };
  waiting.push(message);
  waiting.sort(byDate);
  world.announceNumbered({ kind: 'scheduled', account, message }, origin);
  return message;
}

export function reschedule(
  world: World,
  account: Account,
  message: Message,
  change: Partial<Pick<Message, 'text' | 'entities' | 'date'>>,
  origin?: Origin,
): void {
  const edited = change.text === undefined ? {} : { editDate: world.seconds() };
  Object.assign(message, change, edited);
  scheduledIn(account, message.chat).sort(byDate);
  world.announceNumbered({ kind: 'scheduled', account, message }, origin);
}

function take(account: Account, chat: MarkedId, ids: number[]): Message[] {
  const waiting = scheduledIn(account, chat);
  const taken = waiting.filter(({ id }) => ids.includes(id));
  account.scheduled.set(
    chat,
    waiting.filter(({ id }) => !ids.includes(id)),
  );
  return taken;
}

export function unschedule(world: World, account: Account, chat: MarkedId, ids: number[], origin?: Origin): void {
  const gone = take(account, chat, ids).map(({ id }) => id);
  if (gone.length) world.announceNumbered({ kind: 'unscheduled', account, chat, ids: gone }, origin);
}

/** Sends waiting messages. @returns what each became, as its writer sees it */
export function goOff(world: World, account: Account, chat: MarkedId, ids: number[], origin?: Origin): Copy[] {
  const taken = take(account, chat, ids);
  const sent = taken.flatMap((message) => {
    const { id: _id, uid: _uid, out: _out, date: _date, editDate: _edited, replyTo, ...content } = message;
    const uid = replyTo === undefined ? undefined : (world.box(account, chat).messages.get(replyTo)?.uid ?? replyTo);
    const copies = post(
      world,
      { ...content, fromSchedule: true, ...(uid === undefined ? {} : { replyTo: uid }) },
      origin,
    );
    return copies.find(({ place }) => place.channel || place.account === account) ?? [];
  });
  if (taken.length) {
    const became = sent.map(({ message }) => message.id);
    world.announceNumbered(
      { kind: 'unscheduled', account, chat, ids: taken.map(({ id }) => id), sent: became },
      origin,
    );
  }
  return sent;
}

/** Sends whatever has come due. */
export function sendDue(world: World): void {
  const now = world.seconds();
  for (const account of world.accounts.values()) {
    for (const [chat, waiting] of account.scheduled) {
      const due = waiting.filter(({ date }) => date <= now).map(({ id }) => id);
      if (due.length) goOff(world, account, chat, due);
    }
  }
}
