import type { TelegramFile } from '@/lib/files/model';
import type { Place, Reaction, RichText } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import type { UploadedFile } from './files';

/** Messages of one account: reading, searching, sending. Nothing here marks anything read or shows typing. */
export interface MessagesPort {
  /** Newest first, ids below `before`; at most 100. */
  history(peer: number, options: HistoryOptions): Promise<Message[]>;
  /** How many messages a chat has on the server, and how many of them since `from` (UTC ms). */
  count(peer: number, options: { from: number; topic?: number }): Promise<{ total: number; since: number }>;
  /** Messages by id, in any order; ids that are gone are left out. At most 100. */
  messages(peer: number, ids: readonly number[]): Promise<Message[]>;
  /** Searches the server, newest first. At most 100; `total` is what the server counts. */
  search(options: SearchOptions): Promise<{ messages: Message[]; total: number }>;

  /**
   * Sends what is new or was not answered before: Telegram knows `randomId` and takes a message once. Resolves to the
   * message as Telegram has it now; to null where Telegram took it earlier already and does not say as what (then the
   * update `sent`, or history, tells).
   */
  send(message: OutgoingMessage): Promise<Message | null>;
  /** An album of 2 to 10, all or none, each with its own `randomId`. */
  sendAlbum(messages: readonly OutgoingMessage[]): Promise<Message[] | null>;
  forward(what: OutgoingForward): Promise<Message[] | null>;
  /** Changes text or caption of a message of ours; `scheduleAt` (UTC ms) moves a scheduled one. */
  edit(peer: number, id: number, change: { text?: RichText; scheduled?: { at: number } }): Promise<Message>;
  delete(peer: number, ids: readonly number[], options: { forAll: boolean }): Promise<void>;
  /** Replaces the account's own reactions to a message; none takes them away. */
  react(peer: number, id: number, reactions: readonly Pick<Reaction, 'emoji' | 'custom'>[]): Promise<void>;

  /** What waits on Telegram's server to be sent in a chat, soonest first. */
  scheduled(peer: number): Promise<Message[]>;
  deleteScheduled(peer: number, ids: readonly number[]): Promise<void>;
  /** Sends now what waits there. Rejects with `notFound` where none of it waits any more. */
  sendScheduled(peer: number, ids: readonly number[]): Promise<void>;

  /** The person with this username or phone. Rejects with `notFound`, also for people who hide their number. */
  findPerson(who: { username: string } | { phone: string }): Promise<number>;
  /** What these people ask of somebody who writes to them first. */
  requirements(peers: readonly number[]): Promise<Requirement[]>;
}

export interface HistoryOptions {
  limit: number;
  before?: number;
  after?: number;
  /** So many of them are left out, from the newest on. */
  skip?: number;
  topic?: number;
}

/** Kinds that Telegram can filter by. */
export type SearchKind = 'media' | 'photo' | 'video' | 'file' | 'voice' | 'music' | 'link' | 'pinned';

export interface SearchOptions {
  /** Absent: in all chats. */
  peer?: number;
  topic?: number;
  query: string;
  kind?: SearchKind;
  /** Marked id of the sender. */
  from?: number;
  /** UTC ms. */
  since?: number;
  until?: number;
  limit: number;
  /** Goes on after this message of an earlier answer. */
  after?: Pick<Message, 'id' | 'peer' | 'date'>;
}

export type OutgoingContent =
  | ({ is: 'text'; linkPreview: boolean } & RichText)
  | ({ is: 'file'; file: TelegramFile; spoiler?: boolean } & RichText)
  | ({ is: 'upload'; upload: UploadedFile; as: UploadKind; spoiler?: boolean } & RichText)
  | { is: 'place'; place: Place }
  | { is: 'contact'; firstName: string; lastName: string; phone: string };

/** How an uploaded file is to appear. Sizes in pixels, durations in seconds. */
export type UploadKind =
  | { is: 'photo' }
  | { is: 'document' }
  | { is: 'video'; width: number; height: number; duration: number }
  | { is: 'round'; size: number; duration: number }
  | { is: 'audio'; duration: number; title?: string; performer?: string }
  | { is: 'voice'; duration: number; waveform: number[] };

export interface OutgoingMessage {
  peer: number;
  topic?: number;
  /** Decimal number of 64 bits, signed and not zero, made once and stored before the first try. */
  randomId: string;
  content: OutgoingContent;
  replyTo?: number;
  silent: boolean;
  /** UTC ms at which Telegram's server is to send it; absent: now. */
  scheduleAt?: number;
}

export interface OutgoingForward {
  from: number;
  ids: readonly number[];
  to: number;
  topic?: number;
  /** One for each id. */
  randomIds: readonly string[];
  withSender: boolean;
  withCaption: boolean;
  silent: boolean;
  scheduleAt?: number;
}

/** `free`: anybody may write; `premium`: only contacts and Premium users; `paid`: each message costs so many Stars. */
export type Requirement = { is: 'free' } | { is: 'premium' } | { is: 'paid'; stars: number };
