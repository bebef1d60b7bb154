/** Rows and keys of messages: shapes that lib/messages fills. Without Dexie, for the parts of the worker that are loaded late. */
import type { SealedRow } from './database';

/**
 * `gap` and `looked` tell which chats the server must be asked about, without opening thousands of rows; `keep` (JSON of
 * what was chosen) outlives a row that is damaged.
 */
export interface ChatRow extends SealedRow {
  account: number;
  gap?: 1;
  looked: number[];
  keep?: string;
}

/** What ties a chat (or topic) to a record: its key, and that of the chat as a whole. */
export interface LinkRow extends SealedRow {
  chat: string;
  whole: string;
}

/** A page: `from` is its lowest id, `n` how many messages it has. Its highest id is in its key. */
export interface PageRow extends SealedRow {
  from: number;
  n: number;
}

/** Where messages are that share the account's one sequence of ids, and those of topics. id = the page's. */
export interface PageIdsRow {
  id: string;
  /** Absent where ids are the chat's own. */
  account?: number;
  from: number;
  to: number;
  /** See packIds in lib/messages/pages.ts. */
  ids: Uint8Array;
  /** account:peer:topic */
  topics?: string[];
}

/** id = account:peer:number, in the order in which things happened. `from`, `to` and `ids` are those of messages that came. */
export interface JournalRow extends SealedRow {
  /** Absent where ids are the chat's own, or none came. */
  account?: number;
  from?: number;
  to?: number;
  ids?: Uint8Array;
}

export interface FeedRow {
  /** Ascending; given by the database. */
  n?: number;
  account: number;
  peer: number;
  topic?: number;
  /** See packIds in lib/messages/pages.ts. Absent: everything of the chat (or its topic) must be looked at anew. */
  ids?: Uint8Array;
}

/** Digits of the greatest message id, so that keys sort as ids do. */
const ID_DIGITS = 10;

/** Key of the page of a chat (`account:peer`) whose highest id is `to`. */
export function pageId(chat: string, to: number): string {
  return `${chat}:${String(to).padStart(ID_DIGITS, '0')}`;
}

/** The last number of a key: of a page its highest id. */
export function lastNumber(id: string): number {
  return Number(id.slice(id.lastIndexOf(':') + 1));
}

/** Key of a chat's row in the journal. */
export function journalId(chat: string, number: number): string {
  return `${chat}:${String(number).padStart(ID_DIGITS, '0')}`;
}

/** Where a chat's keys in `pages`, `pageIds` and `journal` begin and end. */
export function keysOf(chat: string): [string, string] {
  return [`${chat}:`, `${chat};`];
}
