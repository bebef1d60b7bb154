import type { ForwardedFrom, Media, Reaction, ReplyTo, ServiceAction, TextEntity } from './content';
import { DEFAULT_KEEP, type Keep } from './keeping';
import { longest, newWait, type Wait } from './waiting';

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
  /** What it carries destroys itself once it was seen. Only with `fleeting`. */
  once?: true;
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
  /** Only who and when is kept of it: no words, no media, and of the kind no more than whether it is `service`. */
  bare?: true;
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
  /** Highest message id seen; 0 before the first look-back. */
  lastId: number;
  /** Everything up to this id was read, here or on another device. */
  readInbox: number;
  readOutbox: number;
  /** Who waits, by topic; one where a chat has no topics. */
  waits: Wait[];
  /** UTC ms of the first message from their side that we have not answered, of all topics; null when none waits. */
  waitingSince: number | null;
  /** What happened after this message id may not have reached us: history is asked before it is trusted. */
  gapAfter: number | null;
  /** Topics whose end was looked at, {@link WHOLE} for the chat itself: before that it is not known who waits. */
  looked: number[];
  /** Kept of the chat; {@link DEFAULT_KEEP} where absent. */
  keep?: Keep;
  /** Kept of single topics, by their number, where that differs. */
  topicKeep?: Record<string, Keep>;
}

/** Stands for the chat as a whole among numbers of topics. */
export const WHOLE = 0;

export function newChatState(account: number, peer: number): ChatState {
  const nothingYet = { lastId: 0, readInbox: 0, readOutbox: 0, waits: [], waitingSince: null, looked: [] };
  return { account, peer, ...nothingYet, gapAfter: null };
}

export function keepOf(state: ChatState | undefined, topic: number | undefined): Keep {
  const ofTopic = topic === undefined ? undefined : state?.topicKeep?.[topic];
  return ofTopic ?? state?.keep ?? DEFAULT_KEEP;
}

/** Whether any message of a chat may be kept. */
export function keepsAny(state: ChatState): boolean {
  return [state.keep ?? DEFAULT_KEEP, ...Object.values(state.topicKeep ?? {})].some((keep) => keep !== 'nothing');
}

/** UTC ms since when somebody waits for an answer in a chat, or in one of its topics; null when nobody does. */
export function waitingOf(state: ChatState | undefined, topic?: number): number | null {
  return longest((state?.waits ?? []).filter((wait) => topic === undefined || wait.topic === topic));
}

/** The wait of a topic, and the others. */
export function waitIn(state: ChatState, topic: number | undefined): Wait {
  return state.waits.find((wait) => wait.topic === topic) ?? newWait(topic);
}

/** The state with one topic's wait replaced. */
export function withWait(state: ChatState, next: Wait): ChatState {
  return withWaits(state, [...state.waits.filter((wait) => wait.topic !== next.topic), next]);
}

export function withWaits(state: ChatState, waits: Wait[]): ChatState {
  return { ...state, waits, waitingSince: longest(waits) };
}
