import type { ForwardedFrom, Media, Reaction, ReplyTo, ServiceAction, TextEntity } from './content';

/** A message as kept and shown, in Tez's words. Times are UTC ms. */
export interface Message {
  id: number;
  /** Marked id of the chat. */
  peer: number;
  topic?: number;
  /** Marked id of the sender; absent for anonymous posts. */
  from?: number;
  /** Sent by the account itself, from any of its devices. */
  out: boolean;
  date: number;
  editDate?: number;
  text: string;
  kind: MessageKind;
  /** Mentions the account, or replies to it. */
  mentioned: boolean;
  /** Sent without sound by its sender. */
  silent: boolean;
  /** View-once, self-destructing, or protected from copying: shown, never kept. */
  fleeting?: true;
  entities?: TextEntity[];
  media?: Media;
  /** The same for all messages of one album. */
  album?: string;
  replyTo?: ReplyTo;
  forwarded?: ForwardedFrom;
  reactions?: Reaction[];
  pinned?: true;
  /** Marked id of the inline bot it was sent through. */
  viaBot?: number;
  /** Signature of a channel's post. */
  author?: string;
  /** Set where `kind` is `service`. */
  service?: ServiceAction;
}

export const MESSAGE_KINDS = [
  'text',
  'photo',
  'video',
  'voice',
  'round',
  'audio',
  'document',
  'sticker',
  'gif',
  'location',
  'contact',
  'poll',
  'service',
  'other',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What happened in Telegram, as the update engine stores it. */
export type TelegramUpdate =
  | { is: 'message'; message: Message }
  | { is: 'edited'; message: Message }
  /** `peer` is absent for users and basic groups: their message ids are unique within the account. */
  | { is: 'deleted'; peer?: number; ids: number[] }
  | { is: 'readInbox'; peer: number; upTo: number }
  | { is: 'readOutbox'; peer: number; upTo: number }
  | { is: 'peer'; peer: number }
  /** All reactions a message has now. They may come with `edited` instead, which is then no edit that anybody sees. */
  | { is: 'reactions'; peer: number; id: number; reactions: Reaction[] }
  | { is: 'pinned'; peer: number; ids: number[]; pinned: boolean }
  /** Telegram gave a message of ours its id: `randomId` is the decimal number it was sent with. */
  | { is: 'sent'; randomId: string; id: number }
  /**
   * Waiting on Telegram's server to be sent; `ids` of `unscheduled` are gone from there, sent or cancelled. `sent`: what
   * they became, in the same order, where Telegram says so.
   */
  | { is: 'scheduled'; message: Message }
  | { is: 'unscheduled'; peer: number; ids: number[]; sent?: number[] }
  /** The server's log was too long to replay for this chat (or all chats): history must be asked again. */
  | { is: 'gap'; peer?: number };

/** What is known of a tracked chat, beside its messages. */
export interface ChatState {
  account: number;
  peer: number;
  /** Highest message id stored; 0 before the first look-back. */
  lastId: number;
  /** Everything up to this id was read, here or on another device. */
  readInbox: number;
  readOutbox: number;
  /** UTC ms of the first message from their side that we have not answered; null when none waits. */
  waitingSince: number | null;
  /** There may be messages on the server that are not here: history is asked before it is trusted. */
  gap: boolean;
  /** The first look-back was done: from then on `lastId` is where history goes on. */
  lookedBack: boolean;
}

export function newChatState(account: number, peer: number): ChatState {
  return { account, peer, lastId: 0, readInbox: 0, readOutbox: 0, waitingSince: null, gap: true, lookedBack: false };
}

/** Whether a message counts for waiting: service messages don't, whoever they come from. */
export function countsForWaiting(message: Pick<Message, 'kind'>): boolean {
  return message.kind !== 'service';
}

/** Waiting after one more message, given in order of id. Any message of ours ends it; the first of theirs begins it. */
export function nextWaiting(since: number | null, message: Pick<Message, 'out' | 'kind' | 'date'>): number | null {
  if (!countsForWaiting(message)) return since;
  return message.out ? null : (since ?? message.date);
}

/** Ids of one page: ids / 128. A stable rule, so that an edit finds its page without an index. */
export const PAGE_IDS = 128;

export function pageOf(id: number): number {
  return Math.floor(id / PAGE_IDS);
}

/** Messages with `changed` put in their places by id (newer replaces older), in order of id. */
export function mergeMessages(kept: readonly Message[], changed: readonly Message[]): Message[] {
  const byId = new Map(kept.map((message) => [message.id, message]));
  for (const message of changed) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
