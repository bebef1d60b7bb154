import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { type ChatRef, chatRef } from '@/lib/chats/model';
import { KEEPS, type Keep } from './keeping';
import type { Message } from './model';

const inChat = v.strictObject({ chat: chatRef });
const messageId = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));

/** Messages of a chat or topic for a view, oldest first. */
export interface MessagesPage {
  messages: Message[];
  keep: Keep;
  /** Asked of Telegram just now, because not kept (as it is): what is here is gone with the view. */
  live: boolean;
  /** Telegram could not be asked: only what was heard lately is shown. */
  stale?: true;
  hasOlder: boolean;
  hasNewer: boolean;
  /** Nothing is older than the oldest that is kept: the chat begins there. */
  complete: boolean;
  /** Between these ids (both outside) messages lack or cannot be read; Telegram is asked for them. */
  missing: { after: number; before: number }[];
}

/** Topics `messages:<account>:<peer>` announce changes. */
export const messagesPage = defineCommand({
  name: 'messages.page',
  from: 'extension',
  input: v.strictObject({
    chat: chatRef,
    at: v.variant('is', [
      v.strictObject({ is: v.literal('newest') }),
      v.strictObject({ is: v.picklist(['before', 'after', 'around']), id: messageId }),
    ]),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  }),
}).returns<MessagesPage>();

/** Kept messages by id; those that are not here are left out. */
export const messagesByIds = defineCommand({
  name: 'messages.byIds',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, ids: v.pipe(v.array(messageId), v.maxLength(200)) }),
}).returns<Message[]>();

/**
 * How messages are now, kept or not: those that can be had, and the ids of those that are deleted. Telegram is asked for
 * what is not here; where it cannot be, an id is in neither.
 */
export const messagesNow = defineCommand({
  name: 'messages.now',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, ids: v.pipe(v.array(messageId), v.minLength(1), v.maxLength(100)) }),
}).returns<{ messages: Message[]; gone: number[] }>();

/** What chats, people and topics are called, in the order asked for; empty where nobody knows. Topic `chats:<key>`. */
export const messageNames = defineCommand({
  name: 'messages.names',
  from: 'extension',
  input: v.strictObject({
    account: v.pipe(v.number(), v.safeInteger()),
    of: v.pipe(
      v.array(
        v.strictObject({
          peer: v.pipe(v.number(), v.safeInteger()),
          topic: v.optional(v.pipe(v.number(), v.safeInteger())),
        }),
      ),
      v.maxLength(200),
    ),
  }),
}).returns<string[]>();

export interface ImportView {
  chat: ChatRef;
  /**
   * `waiting`: Telegram asked to wait, see `until`. `full`: the disk is; goes on by itself when there is space. `chatUnavailable`: left
   * or gone; `protected`: copies are forbidden.
   */
  is: 'running' | 'waiting' | 'full' | 'queued' | 'paused' | 'done' | 'chatUnavailable' | 'protected';
  got: number;
  /** null before Telegram was asked. */
  expected: number | null;
  /** Messages a second; null where nothing goes on. */
  rate: number | null;
  /** ms; null where it cannot be told. */
  left: number | null;
  /** UTC ms. */
  until: number | null;
}

export interface KeepingView {
  keep: Keep;
  /** UTC ms of the oldest message that is kept; null where none is. */
  oldest: number | null;
  complete: boolean;
  import: ImportView | null;
}

/** What is kept of a chat, how far back, and how its import goes. Topics `imports` and `messages:<account>:<peer>`. */
export const keeping = defineCommand({
  name: 'messages.keeping',
  from: 'extension',
  input: inChat,
}).returns<KeepingView>();

/** Changes what is kept. Less deletes what was kept, for good: ask before. */
export const setKeeping = defineCommand({
  name: 'messages.setKeeping',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, keep: v.picklist(KEEPS) }),
}).returns<void>();

/** How many messages an import would ask for, and how many the chat has. Asks Telegram. */
export const estimateImport = defineCommand({
  name: 'messages.estimate',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, older: v.optional(v.picklist(['next', 'all'])) }),
}).returns<{ messages: number; total: number }>();

/** Imports older messages: as much again as a first import brings, or all. Queued behind the imports under way. */
export const importOlder = defineCommand({
  name: 'messages.importOlder',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, older: v.picklist(['next', 'all']) }),
}).returns<void>();

export const pauseImport = defineCommand({
  name: 'messages.importPause',
  from: 'extension',
  input: inChat,
}).returns<void>();

/** Goes on with an import that was paused, or that Telegram would not show. */
export const resumeImport = defineCommand({
  name: 'messages.importResume',
  from: 'extension',
  input: inChat,
}).returns<void>();

/** Ends an import; what it brought stays. */
export const cancelImport = defineCommand({
  name: 'messages.importCancel',
  from: 'extension',
  input: inChat,
}).returns<void>();

/** Imports that are not done, in the order in which they are carried out. Topic `imports`. */
export const imports = defineCommand({
  name: 'messages.imports',
  from: 'extension',
  input: v.strictObject({}),
}).returns<ImportView[]>();
