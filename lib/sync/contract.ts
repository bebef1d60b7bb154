import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { ChatListPlace, ListedChat, TelegramFolder } from './model';

const id = v.pipe(v.number(), v.safeInteger());
const account = v.strictObject({ account: id });
const key = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

/** As many chats as are put into the CRM at once. */
export const MOST_CHATS = 10_000;

/** Whether the workspace is to offer the chats of Telegram: nobody answered yet, and the CRM is empty. */
export const offered = defineCommand({
  name: 'sync.offered',
  from: 'extension',
  input: v.strictObject({}),
}).returns<boolean>();

/** The person begins without chats, and is not asked again. */
export const startEmpty = defineCommand({
  name: 'sync.startEmpty',
  from: 'extension',
  input: v.strictObject({}),
}).returns<void>();

/** A chat of the list as the page needs it. Nothing of it is stored. */
export type OfferedChat = Pick<
  ListedChat,
  'peer' | 'kind' | 'title' | 'username' | 'members' | 'unread' | 'lastAt' | 'pinned' | 'muted' | 'archived' | 'contact'
> & {
  /** In the CRM already. */
  tracked: boolean;
};

export interface OfferedPage {
  chats: OfferedChat[];
  next: ChatListPlace | null;
  total: number;
}

/** A page of the account's chats, straight from Telegram; the first without a place. */
export const chatPage = defineCommand({
  name: 'sync.chats',
  from: 'extension',
  input: v.strictObject({
    account: id,
    from: v.nullable(v.strictObject({ archived: v.boolean(), date: id, id, peer: v.nullable(id) })),
  }),
}).returns<OfferedPage>();

export const folderList = defineCommand({ name: 'sync.folders', from: 'extension', input: account }).returns<
  TelegramFolder[]
>();

/** Chats of the account that are in the CRM. Topic `chatLinks` announces changes. */
export const trackedPeers = defineCommand({ name: 'sync.tracked', from: 'extension', input: account }).returns<
  number[]
>();

/** People of the address book who are no contacts yet. */
export const newInBook = defineCommand({ name: 'sync.book', from: 'extension', input: account }).returns<number[]>();

export interface Tracked {
  /** Contacts that were made. */
  contacts: number;
  /** Chats that are in the CRM now and were not before. */
  chats: number;
  /** People of whom it is to be said which contact they are. */
  review: number;
  undo: string;
}

/**
 * Puts chats and their people into the CRM, as one group of changes named by the press: given twice, it is done once. With
 * `addressBook`, people of the address book become contacts too, now and at later syncs.
 */
export const track = defineCommand({
  name: 'sync.track',
  from: 'extension',
  input: v.strictObject({
    key,
    account: id,
    chats: v.pipe(v.array(id), v.maxLength(MOST_CHATS)),
    addressBook: v.boolean(),
  }),
}).returns<Tracked>();
