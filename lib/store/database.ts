import { Dexie, type PromiseExtended, type Table } from 'dexie';
import type { FeedRow, PageIdsRow } from './message-rows';

/** A stored row: its key, its version and its sealed content. Index fields, and those of message-rows.ts, are all that lies in the clear. */
export interface SealedRow {
  id: string;
  v: number;
  box: Uint8Array;
}

/**
 * Every stored table, its owner, and the index fields it keeps in the clear. Only ids, states and times are indexed:
 * names, phones and text never are.
 */
export const SEALED_TABLES = {
  /** Telegram's keys, salts and update state. id `session|key`. Owner: lib/telegram. */
  sessions: 'id, session',
  /** Signed-in users. id = session. Owner: lib/auth. */
  accounts: 'id',
  /** The sign-in under way, and the API id of one's own. Owner: lib/auth. */
  signIn: 'id',
  /** Owner: lib/contacts. */
  contacts: 'id, *telegram',
  /** Owner: lib/contacts. */
  companies: 'id',
  /** Pairs of contacts that a person told apart: both ids, sorted. Owner: lib/duplicates. */
  distinct: 'id',
  /** Chat ↔ contact or deal. `chat` = account:peer[:topic], `whole` = account:peer. Owner: lib/chats. */
  chatLinks: 'id, chat, whole, target',
  /** Owner: lib/deals. */
  deals: 'id, stage',
  /** Owner: lib/notes. */
  notes: 'id, on',
  /** `due` is set for open tasks with a time only: reminders count it while locked. Owner: lib/tasks. */
  tasks: 'id, on, due',
  /** People of Telegram of whom it is to be said which contact they are. id = user. Owner: lib/sync. */
  reviews: 'id',
  /** How far the sync of an account's people is. id = account; `due` = when it goes on by itself. Owner: lib/sync. */
  peopleSyncs: 'id, due',
  /** Owner: lib/templates. */
  templates: 'id',
  /** Owner: lib/settings. */
  settings: 'id',
  /** The change log. Owner: lib/store/changes. */
  changes: 'id, group, record, undoes',
  /** What Telegram said of a tracked chat, by account:peer: ChatRow. Owner: lib/messages. */
  chats: 'id, account',
  /** How far a chat's kept messages equal the server's. id = chat key; `work` = account, while there is any. Owner: lib/messages. */
  syncs: 'id, work',
  /** Messages of one chat in pages, by pageId: PageRow (see message-rows.ts). Owner: lib/messages. */
  pages: 'id',
  /** What happened to messages since their pages were written: JournalRow. Owner: lib/messages. */
  journal: 'id, [account+to]',
  /** What Telegram shows of tracked chats: title, photo. id = chat key. Owner: lib/chats. */
  profiles: 'id',
  /** What is to be sent, and what became of it. Owner: lib/outbox. */
  outbox: 'id, account, chat, state',
  /** Deadlines that Telegram set for sending. id = account|what. Owner: lib/outbox. */
  sendLimits: 'id, account',
  /** Half-written messages. id = chat key. Owner: lib/outbox. */
  drafts: 'id, account',
  /** Sign-ins, locks, key changes, sends. Owner: lib/privacy. */
  audit: 'id',
  /** Blocks of the search index (sealed-blocks.ts); made again from the rest where they are lost. Owner: lib/search. */
  search: 'id',
  /** Files that are here, or on their way here: StoredFile. id = account.file. Owner: lib/files. */
  files: 'id, state',
  /** Files on their way up, by the press that sends them: Shipment. Owner: lib/files. */
  uploads: 'id, state',
  /** Their bytes, half a megabyte each (sealed-blocks.ts). id = file/number, or press.file/number. Owner: lib/files. */
  fileParts: 'id',
} as const;

export type SealedTable = keyof typeof SEALED_TABLES;

/** Tables in the clear, with the reason. */
const OPEN_TABLES = {
  /** The vault's header: how the keys are wrapped. Owner: lib/store/vault. */
  vault: 'id',
  /** Which messages were told: ids, states and times only, so that a state changes inside one transaction. Owner: lib/notifications. */
  told: 'id, chat, state',
  /** Ids and topics of the messages in a page, to find a page by them: PageIdsRow. Owner: lib/messages. */
  pageIds: 'id, [account+to], *topics',
  /** Which messages changed since they were indexed, by ids: FeedRow. Owner: lib/messages; read by lib/search. */
  feed: '++n',
} as const;

export type OpenTable = keyof typeof OPEN_TABLES;

export interface ToldRow {
  /** account:peer:message */
  id: string;
  /** account:peer */
  chat: string;
  state: 'due' | 'told' | 'dropped';
  /** UTC ms of the message. */
  at: number;
}

export class TezDatabase extends Dexie {
  declare readonly vault: Table<{ id: string }, string>;
  declare readonly told: Table<ToldRow, string>;
  declare readonly pageIds: Table<PageIdsRow, string>;
  declare readonly feed: Table<FeedRow, number>;

  constructor(name = 'tez') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ ...SEALED_TABLES, ...OPEN_TABLES });
  }

  /** What does not open is tried again by whoever comes next: on a full disk the browser opens nothing. */
  override open(): PromiseExtended<Dexie> {
    const opening = super.open();
    // Not before those that wait for it have heard that it failed, or they would wait on.
    opening.catch(() => setTimeout(() => this.hasFailed() && this.close({ disableAutoOpen: false })));
    return opening;
  }

  sealed(table: SealedTable): Table<SealedRow, string> {
    return this.table(table);
  }
}
