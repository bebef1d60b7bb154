import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import {
  type ChatListPlace,
  EVERY,
  type ListedChat,
  type SyncOptions,
  type SyncView,
  type TelegramFolder,
} from './model';

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

/** Topic `peopleSyncs` announces changes. */
export const syncState = defineCommand({ name: 'sync.state', from: 'extension', input: account }).returns<SyncView>();

/** Begins a sync, or goes on with the one under way. Answers at once; the topic tells of its progress. */
export const syncNow = defineCommand({ name: 'sync.now', from: 'extension', input: account }).returns<SyncView>();

/** Goes on with every sync that is due. The worker asks itself; a page may. */
export const resumeSyncs = defineCommand({
  name: 'sync.resume',
  from: 'extension',
  input: v.strictObject({}),
}).returns<void>();

/** Topic `settings` announces changes. */
export const syncOptions = defineCommand({
  name: 'sync.options',
  from: 'extension',
  input: v.strictObject({}),
}).returns<SyncOptions>();

export const setSyncOptions = defineCommand({
  name: 'sync.setOptions',
  from: 'extension',
  input: v.partial(
    v.strictObject({
      addressBook: v.boolean(),
      create: v.boolean(),
      update: v.boolean(),
      byPhone: v.boolean(),
      every: v.picklist(EVERY),
    }),
  ),
}).returns<SyncOptions>();

export interface ReviewView extends Omit<Review, 'contacts'> {
  /** Those they may be; contacts that are gone are left out. */
  contacts: Contact[];
}

/** What is to be reviewed, oldest first. Topic `reviews` announces changes. */
export const reviews = defineCommand({
  name: 'sync.reviews',
  from: 'extension',
  input: v.strictObject({}),
}).returns<ReviewView[]>();

/** Says who a person is: one of the contacts, somebody new, or left as it is. `notFound` where it was said already. */
export const answerReview = defineCommand({
  name: 'sync.review',
  from: 'extension',
  input: v.strictObject({
    id: v.string(),
    as: v.variant('is', [
      v.strictObject({ is: v.literal('contact'), contact: v.string() }),
      v.strictObject({ is: v.literal('new') }),
      v.strictObject({ is: v.literal('left') }),
    ]),
  }),
}).returns<{ undo: string }>();
