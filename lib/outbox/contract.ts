import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { type ChatRef, chatRef } from '@/lib/chats/model';
import { attachedFiles } from '@/lib/files/contract';
import type { AttachedFile } from '@/lib/files/library';
import type { TelegramFile } from '@/lib/files/model';
import type { WireError } from '@/lib/limits/model';
import type { RichText, TextEntity } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import type { ItemState, OutboxAct, OutgoingUpload, WhyOff } from './model';

/**
 * Sending. Nothing leaves this computer but by these commands, and a page of ours gives each of them for one press of
 * a person. A press has a `key`: given twice, it is one press, so a page that heard no answer may ask again.
 */
const key = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));
const messageId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const ids = v.pipe(v.array(messageId), v.minLength(1), v.maxLength(100));
const at = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** More than Telegram takes at once, so that a text that is too long is told as that. */
const words = v.pipe(v.string(), v.maxLength(100_000));
const place = { at, length: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) };
const entity = v.variant('is', [
  v.strictObject({
    ...place,
    is: v.picklist([
      'bold',
      'italic',
      'underline',
      'strike',
      'spoiler',
      'code',
      'url',
      'mention',
      'hashtag',
      'cashtag',
      'command',
      'email',
      'phone',
      'card',
    ]),
  }),
  v.strictObject({ ...place, is: v.literal('pre'), language: v.string() }),
  v.strictObject({ ...place, is: v.literal('quote'), collapsed: v.boolean() }),
  v.strictObject({ ...place, is: v.literal('link'), url: v.string() }),
  v.strictObject({ ...place, is: v.literal('person'), peer: v.pipe(v.number(), v.safeInteger()) }),
  v.strictObject({ ...place, is: v.literal('emoji'), id: v.string() }),
]) as v.GenericSchema<TextEntity>;
const rich = { text: words, entities: v.pipe(v.array(entity), v.maxLength(5_000)) };
/** A text with its marks, as a page gives it. */
export const richText = v.strictObject(rich);

/** Files come from Telegram, or from lib/files once Telegram has all their parts: their shapes are ours already. */
const file = v.custom<TelegramFile>((it) => typeof it === 'object' && it !== null && 'at' in it);
const upload = v.custom<OutgoingUpload['upload']>((it) => typeof it === 'object' && it !== null && 'fileId' in it);
const uploadKind = v.custom<OutgoingUpload['as']>((it) => typeof it === 'object' && it !== null && 'is' in it);

const seenIn = v.optional(v.strictObject({ peer: v.pipe(v.number(), v.safeInteger()), id: messageId }));
const telegramFile = v.strictObject({ is: v.literal('file'), file, seenIn, spoiler: v.optional(v.boolean()), ...rich });
const uploadedFile = v.strictObject({
  ...{ is: v.literal('upload'), upload, as: uploadKind },
  ...{ spoiler: v.optional(v.boolean()), ...rich },
});
const content = v.variant('is', [
  v.strictObject({ is: v.literal('text'), linkPreview: v.boolean(), ...rich }),
  telegramFile,
  uploadedFile,
  v.strictObject({
    is: v.literal('album'),
    files: v.pipe(v.array(v.variant('is', [telegramFile, uploadedFile])), v.minLength(2), v.maxLength(10)),
  }),
  v.strictObject({
    is: v.literal('place'),
    place: v.strictObject({
      latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
      longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
    }),
  }),
  v.strictObject({
    is: v.literal('contact'),
    firstName: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    lastName: v.pipe(v.string(), v.maxLength(64)),
    phone: v.pipe(v.string(), v.regex(/^\+?[\d ()-]{3,30}$/)),
  }),
]);
/** How and when. `scheduleAt`: by Telegram's server, UTC ms. */
const how = {
  silent: v.optional(v.boolean(), false),
  scheduleAt: v.optional(at),
  /**
   * Taken back when they write first: by this browser, which must run for that. What comes after the message `after`
   * counts, null: after the newest that Telegram has when it goes, absent: after the newest known now.
   */
  unlessAnswered: v.optional(v.strictObject({ after: v.optional(v.nullable(messageId)) })),
};

/**
 * Sends messages one after the other (several: a long text in parts, as the person was shown them). Resolves when they
 * are stored; the draft of the chat is forgotten with it. `messageTooLong`, `invalidInput` (nothing to send).
 */
export const send = defineCommand({
  name: 'outbox.send',
  from: 'extension',
  input: v.strictObject({
    key,
    chat: chatRef,
    messages: v.pipe(v.array(content), v.minLength(1), v.maxLength(40)),
    /** What is being written stays: this was not written in the field. */
    keepsDraft: v.optional(v.boolean(), false),
    replyTo: v.optional(messageId),
    ...how,
  }),
}).returns<{ ids: string[] }>();

export const forward = defineCommand({
  name: 'outbox.forward',
  from: 'extension',
  input: v.strictObject({
    key,
    from: chatRef,
    ids,
    to: chatRef,
    withSender: v.optional(v.boolean(), true),
    withCaption: v.optional(v.boolean(), true),
    ...how,
  }),
}).returns<{ ids: string[] }>();

/** Changes the words of a message of ours that Telegram has. */
export const edit = defineCommand({
  name: 'outbox.edit',
  from: 'extension',
  input: v.strictObject({ key, chat: chatRef, id: messageId, text: richText }),
}).returns<{ ids: string[] }>();

export const remove = defineCommand({
  name: 'outbox.delete',
  from: 'extension',
  input: v.strictObject({ key, chat: chatRef, ids, forAll: v.boolean() }),
}).returns<{ ids: string[] }>();

/** Replaces the account's own reactions; none takes them away. */
export const react = defineCommand({
  name: 'outbox.react',
  from: 'extension',
  input: v.strictObject({
    key,
    chat: chatRef,
    id: messageId,
    reactions: v.pipe(
      v.array(v.strictObject({ emoji: v.string(), custom: v.optional(v.literal(true)) })),
      v.maxLength(10),
    ),
  }),
}).returns<{ ids: string[] }>();

const item = v.strictObject({ id: v.string() });

/** Takes back what Telegram has not got; looks first where it may have it. Also puts a failure out of sight. */
export const cancel = defineCommand({ name: 'outbox.cancel', from: 'extension', input: item }).returns<void>();

/** Tries again what failed, or now what waits to be tried; never before a deadline of Telegram's. */
export const retry = defineCommand({ name: 'outbox.retry', from: 'extension', input: item }).returns<void>();

/** Other words for what was not sent yet. `notAllowed` where Telegram may have it. */
export const change = defineCommand({
  name: 'outbox.change',
  from: 'extension',
  input: v.strictObject({ id: v.string(), text: richText }),
}).returns<void>();

/** One row of a chat's queue. */
export interface OutboxItemView {
  id: string;
  state: ItemState;
  act: OutboxAct;
  silent: boolean;
  scheduleAt?: number;
  unlessAnswered?: true;
  /** Ids in the chat; of what is scheduled, in the list of scheduled messages. */
  messageIds: number[];
  error?: WireError;
  why?: 'answered' | 'elsewhere';
  /** UTC ms at which it is tried by itself. */
  until?: number;
  /** Not answered: Telegram may have it. */
  unanswered?: true;
  settledAt?: number;
  canRetry: boolean;
  canCancel: boolean;
  canChange: boolean;
  /** Its words are not kept any more. */
  bare?: true;
  /** Files of it are uploaded again first. */
  renews?: true;
}

export interface OutboxView {
  chat: ChatRef;
  /** In their order; what was sent and read a while ago is gone. */
  items: OutboxItemView[];
  draft: Draft | null;
}

/** What was being written, sealed until it is sent. */
export interface Draft extends RichText {
  replyTo?: number;
  /** Files of the library that go with it. */
  files?: AttachedFile[];
}

/** Topics `outbox` and `outbox:<key>` announce changes. Asks nothing of Telegram. */
export const view = defineCommand({
  name: 'outbox.view',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<OutboxView>();

/**
 * Whether the chat can be written to, as far as it can be known beforehand; for people who were never heard of, Telegram
 * is asked what they ask for. null: nothing is known against it.
 */
export const mayWrite = defineCommand({
  name: 'outbox.mayWrite',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<WhyOff | null>();

/** Keeps what is being written; null forgets it. Topic `drafts:<key>` announces it. */
export const keepDraft = defineCommand({
  name: 'outbox.draft',
  from: 'extension',
  input: v.strictObject({
    chat: chatRef,
    draft: v.nullable(v.strictObject({ ...rich, replyTo: v.optional(messageId), files: v.optional(attachedFiles) })),
  }),
}).returns<void>();

/** Chats of the CRM, and Saved Messages first: where a message may be forwarded to. */
export const targets = defineCommand({
  name: 'outbox.targets',
  from: 'extension',
  input: v.strictObject({ account: v.pipe(v.number(), v.safeInteger()) }),
}).returns<{ chat: ChatRef; title: string; saved?: true }[]>();

/** A message that waits on Telegram's server, from whichever device; `date` is when it is sent. */
export interface ScheduledView {
  message: Message;
  unlessAnswered: boolean;
}

/** Soonest first. Topic `outbox:<key>` announces changes. */
export const scheduled = defineCommand({
  name: 'outbox.scheduled',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<ScheduledView[]>();

/** Another time, other words, or both. `notFound` when it is gone from there. */
export const reschedule = defineCommand({
  name: 'outbox.reschedule',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, id: messageId, at: v.optional(at), text: v.optional(richText) }),
}).returns<void>();

export const unschedule = defineCommand({
  name: 'outbox.unschedule',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, id: messageId }),
}).returns<void>();

export const sendNow = defineCommand({
  name: 'outbox.sendNow',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, id: messageId }),
}).returns<void>();

const account = v.pipe(v.number(), v.safeInteger());

/**
 * Opens the chat with a contact of the CRM: by its Telegram user, or else the one who has its username or phone, who is
 * noted in the contact. Nothing is sent. `personUnknown` where Telegram shows nobody by them; `undo` where a note was made.
 */
export const startChat = defineCommand({
  name: 'outbox.startChat',
  from: 'extension',
  input: v.strictObject({ account, contact: v.string() }),
}).returns<{ chat: ChatRef; undo: string | null }>();

/**
 * Gives a deal its chat: with the person of a username, a phone or a t.me link, as typed; opens it. Whoever is no contact
 * becomes one. Nothing is sent. `invalidInput` for what names nobody, `personUnknown` as above.
 */
export const startDealChat = defineCommand({
  name: 'outbox.startDealChat',
  from: 'extension',
  input: v.strictObject({ account, deal: v.string(), who: v.pipe(v.string(), v.maxLength(200)) }),
}).returns<{ chat: ChatRef; title: string; undo: string }>();
