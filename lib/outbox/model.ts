import { type ChatRef, chatKey } from '@/lib/chats/model';
import type { ErrorKind, WireError } from '@/lib/limits/model';
import type { Reaction, RichText } from '@/lib/messages/content';
import type { OutgoingContent } from '@/lib/telegram/port/messages';
import { heldUntil, type Limit, limitIn, STRANGERS_PAUSE, verdictOf, waitAfter } from './policy';

/**
 * queued → sending → sent → read, or failed, or cancelled. `scheduled`: Telegram's server has it and sends it at its
 * time. A change (edit, deletion, reaction) that is done leaves the outbox.
 */
export const ITEM_STATES = ['queued', 'sending', 'scheduled', 'sent', 'read', 'failed', 'cancelled'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Where a file that is sent again was seen: its reference is renewed there when it is too old. */
export interface SeenIn {
  peer: number;
  id: number;
}

export type OutgoingUpload = Extract<OutgoingContent, { is: 'upload' }>;
/** A file that Telegram has. */
export type KnownFile = Extract<OutgoingContent, { is: 'file' }> & { seenIn?: SeenIn };
export type OutgoingFile = KnownFile | OutgoingUpload;
export type OutboxContent = Exclude<OutgoingContent, { is: 'file' }> | KnownFile;
/** What a press asks for: a message, or the files of one album. */
export type OutboxMessage = OutboxContent | { is: 'album'; files: OutgoingFile[] };

/** What the person asked for. */
export type OutboxAct =
  | { is: 'message'; content: OutboxContent; replyTo?: number }
  | { is: 'album'; contents: OutgoingFile[]; replyTo?: number }
  | { is: 'forward'; from: number; ids: number[]; withSender: boolean; withCaption: boolean }
  | { is: 'edit'; id: number; text: RichText }
  | { is: 'delete'; ids: number[]; forAll: boolean }
  | { is: 'react'; id: number; reactions: Pick<Reaction, 'emoji' | 'custom'>[] };

/** One act on its way. Times UTC ms. */
export interface OutboxItem {
  id: string;
  /** Its place in the chat's order; ascending over all chats. */
  order: number;
  chat: ChatRef;
  act: OutboxAct;
  silent: boolean;
  scheduleAt?: number;
  /** Cancelled on Telegram's server when they write after this message (its id; null: not known yet). */
  unlessAnswered?: { after: number | null };
  /** What Telegram knows each message of it by; made before the first try. Empty for a change. */
  randomIds: string[];
  state: ItemState;
  createdAt: number;
  tries: number;
  tried?: { first: number; last: number };
  /** A try was not answered: Telegram may have it. Its words cannot be changed any more. */
  unanswered?: true;
  /** Look first whether Telegram has it, and then: cancel it, fail with `error`, or send it again. */
  look?: 'cancel' | 'fail' | 'send';
  /** Files that Telegram has no more, by their places in the act: uploaded again first (lib/outbox/renewal.ts). */
  renews?: number[];
  /** Not tried before. */
  notBefore?: number;
  /** What Telegram calls it: ids in the chat, or, while `scheduled`, in the list of scheduled ones. */
  messageIds?: number[];
  error?: WireError;
  /** Stored before Telegram is asked to take it back: its word that the message is gone may come before its answer. */
  takingBack?: 'answered' | 'asked';
  /** Why it is cancelled; by the person's own hand where it says nothing. */
  why?: 'answered' | 'elsewhere';
  /** When it was sent, scheduled, failed or cancelled. */
  settledAt?: number;
  /** Its content was let go of: the chat's words are not kept. */
  bare?: true;
}

/** Kinds of request, as Telegram counts them for its limits. */
export type Method = 'text' | 'media' | 'album' | 'forward' | 'edit' | 'delete' | 'react';

export function methodOf(act: OutboxAct): Method {
  if (act.is !== 'message') return act.is;
  return act.content.is === 'text' ? 'text' : 'media';
}

export function isSend(act: OutboxAct): act is Extract<OutboxAct, { is: 'message' | 'album' | 'forward' }> {
  return act.is === 'message' || act.is === 'album' || act.is === 'forward';
}

/** How many messages it makes. */
export function countOf(act: OutboxAct): number {
  if (act.is === 'album') return act.contents.length;
  if (act.is === 'forward') return act.ids.length;
  return act.is === 'message' ? 1 : 0;
}

/** Sends of a chat keep their order; changes of what is there need not wait behind a send that may not go yet. */
export function laneOf(item: Pick<OutboxItem, 'chat' | 'act'>): string {
  return `${chatKey(item.chat)}|${isSend(item.act) ? 'send' : 'change'}`;
}

export function isPending(item: Pick<OutboxItem, 'state'>): boolean {
  return item.state === 'queued' || item.state === 'sending';
}

/** An item's id is its press and its number in it. */
function pressOf({ id }: Pick<OutboxItem, 'id'>): string {
  return id.slice(0, id.lastIndexOf('.'));
}

/** The next thing to do in a lane. */
export type Step =
  | { do: 'send' | 'look'; item: OutboxItem }
  | { do: 'wait'; item: OutboxItem; until: number; limit?: Limit }
  | { do: 'nothing' };

/** Looked for among what Telegram has rather than sent again: Telegram need not know its number that long. */
export const LONG_AGO = 3_600_000;

/** What to do now in one lane, given all its items. */
export function nextStep(lane: readonly OutboxItem[], limits: readonly Limit[], now: number): Step {
  const pending = lane.filter(isPending).sort((a, b) => a.order - b.order);
  const renewing = pending.filter(({ renews }) => renews);
  // What has to be uploaded first lets others pass, but not those of the same press.
  const head = pending.find((it) => !renewing.some((one) => one.order <= it.order && pressOf(one) === pressOf(it)));
  // One at a time: the second of two is sent when the first is known to be there.
  if (!head || pending.some(({ state }) => state === 'sending')) return { do: 'nothing' };
  if (head.notBefore !== undefined && head.notBefore > now) return { do: 'wait', item: head, until: head.notBefore };
  if (head.look) return { do: 'look', item: head };
  if (isOld(head, now)) return { do: 'look', item: { ...head, look: 'send' } };
  const limit = limitFor(head, limits, now);
  if (limit) return { do: 'wait', item: head, until: heldUntil(limit, now), limit };
  return { do: 'send', item: head };
}

/** Telegram may have taken a try so long ago that it need not know its number any more. */
function isOld({ unanswered, tried, act }: OutboxItem, now: number): boolean {
  return unanswered === true && isSend(act) && tried !== undefined && now - tried.first > LONG_AGO;
}

/** The limit that keeps an item from being tried now: of its kind of request, or of its chat. */
export function limitFor(item: OutboxItem, limits: readonly Limit[], now: number): Limit | null {
  const { account, peer } = item.chat;
  const ofMethod = limitIn(limits, account, `method:${methodOf(item.act)}`, now);
  const ofChat = isSend(item.act) ? limitIn(limits, account, `chat:${peer}`, now) : null;
  if (!ofMethod || !ofChat) return ofMethod ?? ofChat;
  return heldUntil(ofMethod, now) > heldUntil(ofChat, now) ? ofMethod : ofChat;
}

/** A try begins; stored before Telegram is asked. */
export function begun(item: OutboxItem, now: number): OutboxItem {
  const { notBefore: _, error: __, ...rest } = item;
  return {
    ...rest,
    state: 'sending',
    tries: item.tries + 1,
    tried: { first: item.tried?.first ?? now, last: now },
  };
}

/**
 * Telegram has it, whatever was thought of it before. `ids` null: it had it before, and does not say as what.
 * `waits`: on Telegram's server, for its time.
 */
export function accepted(
  item: OutboxItem,
  ids: readonly number[] | null,
  now: number,
  waits = item.scheduleAt !== undefined,
): OutboxItem {
  if (item.state === 'sent' || item.state === 'read') return withIds(item, ids);
  const { unanswered: _, look: __, notBefore: ___, error: ____, why: _____, renews: ______, ...rest } = item;
  return withIds({ ...rest, state: waits ? 'scheduled' : 'sent', settledAt: now }, ids);
}

function withIds(item: OutboxItem, ids: readonly number[] | null): OutboxItem {
  return ids === null || ids.length === 0 ? item : { ...item, messageIds: [...ids] };
}

const MOST_FAULTS = 5;

/** What a refusal or a silence makes of an item under way, and of the limits. */
export function refused(item: OutboxItem, error: WireError, now: number): { item: OutboxItem; limit?: Limit } {
  if (item.state !== 'sending') return { item };
  const queued: OutboxItem = { ...item, state: 'queued' };
  const verdict = verdictOf(error.kind, actOf(item.act));
  switch (verdict.is) {
    case 'done':
      return { item: accepted(item, null, now) };
    case 'hold':
      return { item: queued };
    case 'refresh':
      // Whoever performs it asked for a fresh reference already: it is of no use here.
      return { item: failed(queued, error, now) };
    case 'again':
      // A fault of Tez's own does not go away by itself.
      if (error.kind === 'internal' && item.tries >= MOST_FAULTS) {
        return { item: failed({ ...queued, unanswered: true }, error, now) };
      }
      return { item: { ...queued, unanswered: true, error, notBefore: now + waitAfter(item.tries) } };
    case 'wait': {
      const until = error.retryAt ?? now + waitAfter(item.tries + 6);
      const { account, peer } = item.chat;
      const of = verdict.for === 'chat' ? `chat:${peer}` : `method:${methodOf(item.act)}`;
      const kind = verdict.for === 'chat' ? 'slowMode' : 'floodWait';
      return { item: queued, limit: { account, of, kind, since: now, until } };
    }
    case 'fail': {
      if (error.kind !== 'peerFlood') return { item: failed(queued, error, now) };
      const until = now + STRANGERS_PAUSE;
      const limit: Limit = { account: item.chat.account, of: 'strangers', kind: 'peerFlood', since: now, until };
      return { item: failed(queued, { kind: 'peerFlood', retryAt: until }, now), limit };
    }
  }
}

function actOf(act: OutboxAct): 'send' | 'edit' | 'delete' | 'react' {
  return isSend(act) ? 'send' : act.is;
}

/** Refused for good; but what was once not answered is looked for first, since it may be there. */
export function failed(item: OutboxItem, error: WireError, now: number): OutboxItem {
  if (item.unanswered && isSend(item.act)) return { ...item, state: 'queued', error, look: 'fail' };
  const { notBefore: _, ...rest } = item;
  return { ...rest, state: 'failed', error, settledAt: now };
}

/** What was being sent ended with the worker, or could not be stored: nobody knows what came of it. */
export function recovered(item: OutboxItem): OutboxItem {
  return item.state === 'sending' ? { ...item, state: 'queued', unanswered: true } : item;
}

/** What Telegram has of an item: its ids, in the chat or (`waits`) in the list of scheduled messages. */
export interface Found {
  ids: number[];
  waits: boolean;
}

/** What looking on the server showed. */
export function looked(item: OutboxItem, found: Found | null, now: number): OutboxItem {
  if (!item.look || item.state !== 'queued') return item;
  if (found) return accepted(item, found.ids, now, found.waits);
  const { look, notBefore: _, ...rest } = item;
  // It stays marked as once unanswered: its numbers are never changed, so that it cannot be there twice.
  if (look === 'cancel') return { ...rest, state: 'cancelled', settledAt: now };
  if (look === 'fail') return { ...rest, state: 'failed', settledAt: now };
  // It is not there: whatever comes of it now is younger.
  return { ...rest, tried: { first: now, last: now } };
}

/** Telegram could not be asked whether it has it. */
export function notLooked(item: OutboxItem, now: number): OutboxItem {
  return item.look ? { ...item, notBefore: now + waitAfter(item.tries) } : item;
}

/** Taken back by the person. What Telegram may have is looked for first; what it has stays. */
export function cancelled(item: OutboxItem, now: number): OutboxItem {
  if (item.state === 'failed') return { ...item, state: 'cancelled', settledAt: now };
  if (item.state !== 'queued') return item;
  if (!item.unanswered || !isSend(item.act)) return { ...item, state: 'cancelled', settledAt: now };
  const { notBefore: _, renews: __, ...rest } = item;
  return { ...rest, look: 'cancel' };
}

/**
 * Tried again by the person. What was refused gets fresh numbers, as Telegram's own clients give it, unless a try was
 * once not answered; one that waits is tried at once where no limit forbids it.
 */
export function retried(item: OutboxItem, freshIds: readonly string[], order: number): OutboxItem {
  if (item.state === 'failed' && canRetry(item)) {
    const { error: _, settledAt: __, look: ___, notBefore: ____, ...rest } = item;
    return { ...rest, state: 'queued', order, randomIds: item.unanswered ? item.randomIds : [...freshIds] };
  }
  if (item.state !== 'queued' || item.notBefore === undefined) return item;
  const { notBefore: _, ...rest } = item;
  return rest;
}

export function canRetry({ state, error, act }: OutboxItem): boolean {
  if (state !== 'failed' || !error) return false;
  const verdict = verdictOf(error.kind, actOf(act));
  return verdict.is === 'again' || (verdict.is === 'fail' && verdict.retry);
}

/** Whether its words may still be changed: Telegram cannot have them yet. */
export function canChange({ state, unanswered, act }: OutboxItem): boolean {
  return (state === 'queued' || state === 'failed') && !unanswered && act.is === 'message' && act.content.is === 'text';
}

/** Other words for what was not sent yet; what failed for its words is queued again. */
export function withText(item: OutboxItem, text: RichText, freshIds: readonly string[]): OutboxItem {
  if (!canChange(item) || item.act.is !== 'message' || item.act.content.is !== 'text') return item;
  const act: OutboxAct = { ...item.act, content: { ...item.act.content, ...text } };
  if (item.state === 'queued') return { ...item, act };
  const { error: _, settledAt: __, ...rest } = item;
  return { ...rest, act, state: 'queued', randomIds: [...freshIds] };
}

/** The update `sent`: Telegram gave a message of ours its id. */
export function heardSent(item: OutboxItem, randomId: string, id: number, now: number): OutboxItem {
  const at = item.randomIds.indexOf(randomId);
  if (at < 0) return item;
  const ids = item.randomIds.map((_, i) => (i === at ? id : (item.messageIds?.[i] ?? 0)));
  const known = ids.filter((it) => it !== 0);
  // An album is told one by one: it is sent, all of it, as soon as one of it is.
  return accepted({ ...item, messageIds: ids }, known.length === ids.length ? ids : null, now, false);
}

/** The other side has read everything up to an id. */
export function heardRead(item: OutboxItem, peer: number, upTo: number): OutboxItem {
  if (item.state !== 'sent' || item.chat.peer !== peer || !isSend(item.act)) return item;
  const last = Math.max(0, ...(item.messageIds ?? []));
  return last > 0 && last <= upTo ? { ...item, state: 'read' } : item;
}

/** A newer change of the same message makes an older one that has not begun needless. */
export function supersedes(newer: OutboxAct, older: OutboxItem): boolean {
  if (older.state !== 'queued' || older.tries > 0) return false;
  const { act } = older;
  if (newer.is === 'edit' || newer.is === 'react') return act.is === newer.is && act.id === newer.id;
  if (newer.is !== 'delete' || (act.is !== 'edit' && act.is !== 'react')) return false;
  return newer.ids.includes(act.id);
}

/** Kept so long after it was sent or cancelled, ms; what was read goes as well. */
export const KEPT_MS = 24 * 3_600_000;

/** What has nothing more to tell. Failures stay until the person has seen to them. */
export function isOver(item: OutboxItem, now: number): boolean {
  if (isPending(item) || item.state === 'scheduled' || item.state === 'failed') return false;
  if (!isSend(item.act)) return true;
  // What may turn out to be there after all is remembered for a while.
  if (item.state === 'cancelled' && item.why === undefined && item.tries === 0) return true;
  return now - (item.settledAt ?? 0) > KEPT_MS;
}

/** Without its content, for chats whose words are not kept. */
export function bare(item: OutboxItem): OutboxItem {
  return {
    ...item,
    bare: true,
    act: { is: 'message', content: { is: 'text', text: '', entities: [], linkPreview: false } },
  };
}

/** Why a chat cannot be written to. */
export interface WhyOff {
  kind: ErrorKind;
  /** UTC ms at which it is over by itself. */
  until?: number;
  stars?: number;
}
