import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { type ChatRef, chatRef } from '@/lib/chats/model';
import type { WireError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import { FILE_KINDS, type FileKind } from './kinds';
import type { TelegramFile } from './model';
import type { ShippedFile, UploadKind } from './shipment';
import type { Kept, SeenIn } from './stored';

/**
 * Files. Their bytes are not in answers: pages of ours get them from the worker under {@link fileUrl}.
 */
const fileId = v.pipe(v.string(), v.regex(/^-?\d{1,20}\.-?\d{1,20}$/));
const oneFile = v.strictObject({ id: fileId });
/** Files that go with a template or with what is being written. */
export const attachedFiles = v.pipe(
  v.array(v.strictObject({ id: fileId, name: v.pipe(v.string(), v.maxLength(255)) })),
  v.maxLength(10),
);
const messageId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * Brings a message's file into the vault, or goes on with it; resolves when that is stored. `notFound`: the message or its
 * file is gone; `copyForbidden`: it may not be kept.
 */
export const download = defineCommand({
  name: 'files.download',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, message: messageId }),
}).returns<{ id: string }>();

export const pause = defineCommand({ name: 'files.pause', from: 'extension', input: oneFile }).returns<void>();
export const resume = defineCommand({ name: 'files.resume', from: 'extension', input: oneFile }).returns<void>();

/** Ends what is on its way, or removes what is here. Telegram keeps its own. */
export const remove = defineCommand({ name: 'files.remove', from: 'extension', input: oneFile }).returns<void>();

/** Brings a message's file into the vault to stay there, also when its chat leaves the CRM. Errors as {@link download}. */
export const keep = defineCommand({
  name: 'files.keep',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, message: messageId }),
}).returns<{ id: string }>();

/** It goes with the files that were only looked at. */
export const letGo = defineCommand({ name: 'files.letGo', from: 'extension', input: oneFile }).returns<void>();

export const tag = defineCommand({
  name: 'files.tag',
  from: 'extension',
  input: v.strictObject({
    id: fileId,
    tags: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.maxLength(20)),
  }),
}).returns<void>();

/** A file that is here or on its way. */
export interface FileView {
  id: string;
  account: number;
  seenIn: SeenIn;
  file: TelegramFile;
  is: 'waiting' | 'running' | 'paused' | 'failed' | 'here';
  /** Bytes that are here. */
  done: number;
  kept?: Kept;
  /** Why it failed, or what it waits for. */
  error?: WireError;
}

/** Newest first. Topic `files` announces changes. */
export const stored = defineCommand({
  name: 'files.stored',
  from: 'extension',
  input: v.strictObject({}),
}).returns<FileView[]>();

/** A message with a file, or with links. */
export interface FileItem {
  chat: ChatRef;
  message: number;
  /** UTC ms. */
  date: number;
  out: boolean;
  kind: FileKind;
  file?: TelegramFile;
  /** Its words: a caption, or what the links stand in. */
  text: string;
  links?: string[];
}

/** Whose files: a chat's or topic's, or those of all chats of a deal. */
export type FilesOf = { is: 'chat'; chat: ChatRef } | { is: 'deal'; deal: string };

/** Where an answer went on to: by chat key, the id below which messages were not looked at; null: nothing is left. */
export type FileCursor = Record<string, number | null>;

export interface FileList {
  items: FileItem[];
  /** null: these were the last. */
  next: FileCursor | null;
  /** Telegram could not be asked: there may be more than what is kept here. */
  stale?: WireError;
}

/**
 * Newest first. What is kept whole is answered from here; else Telegram is asked. Topics `messages:<account>:<peer>`
 * and `chats:<account>:<peer>` announce changes.
 */
export const list = defineCommand({
  name: 'files.list',
  from: 'extension',
  input: v.strictObject({
    of: v.variant('is', [
      v.strictObject({ is: v.literal('chat'), chat: chatRef }),
      v.strictObject({ is: v.literal('deal'), deal: v.string() }),
    ]),
    kind: v.picklist(FILE_KINDS),
    after: v.nullable(v.record(v.string(), v.nullable(v.pipe(v.number(), v.safeInteger())))),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
}).returns<FileList>();

const press = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));
const onePress = v.strictObject({ id: press });
const richText = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(100_000)),
  entities: v.custom<RichText['entities']>(Array.isArray),
});

/**
 * Begins to send files: their bytes follow, part by part ({@link putUrl}), and then {@link ready}. Resolves when it is
 * stored. `fileEmpty`, `fileTooBig`, `quota`, `messageTooLong`.
 */
export const begin = defineCommand({
  name: 'files.begin',
  from: 'extension',
  input: v.strictObject({
    /** Names the press, and is what is sent by in the outbox. */
    id: press,
    chat: chatRef,
    files: v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
          mime: v.pipe(v.string(), v.maxLength(127)),
          size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
          as: v.custom<UploadKind>((it) => typeof it === 'object' && it !== null && 'is' in it),
        }),
      ),
      v.minLength(1),
      v.maxLength(10),
    ),
    caption: richText,
    /** As one album, where there are several. */
    album: v.boolean(),
    silent: v.boolean(),
    replyTo: v.optional(messageId),
    scheduleAt: v.optional(v.pipe(v.number(), v.safeInteger())),
    unlessAnswered: v.optional(v.strictObject({})),
  }),
}).returns<void>();

/**
 * Sends kept files by what Telegram has of them, and words: one text that fits under the first of them, else before them.
 * Resolves when that is in the outbox, once for a press. `notFound`: one is not in the account's library; `fileGone`: one
 * is gone from Telegram, and not all of it is here. Then nothing is sent.
 */
export const sendKept = defineCommand({
  name: 'files.send',
  from: 'extension',
  input: v.strictObject({
    key: press,
    chat: chatRef,
    files: v.pipe(v.array(fileId), v.minLength(1), v.maxLength(10)),
    texts: v.pipe(v.array(richText), v.maxLength(30)),
    /** What is being written stays: this was not written in the field. */
    keepsDraft: v.boolean(),
    silent: v.boolean(),
    replyTo: v.optional(messageId),
    scheduleAt: v.optional(v.pipe(v.number(), v.safeInteger())),
    unlessAnswered: v.optional(v.strictObject({})),
  }),
}).returns<void>();

/** All bytes are here: from now on it goes on by itself. `uploadIncomplete` where some are not. */
export const ready = defineCommand({ name: 'files.ready', from: 'extension', input: onePress }).returns<void>();
export const pauseUpload = defineCommand({
  name: 'files.pauseUpload',
  from: 'extension',
  input: onePress,
}).returns<void>();
export const resumeUpload = defineCommand({
  name: 'files.resumeUpload',
  from: 'extension',
  input: onePress,
}).returns<void>();
/** Nothing of it is sent. */
export const dropUpload = defineCommand({
  name: 'files.dropUpload',
  from: 'extension',
  input: onePress,
}).returns<void>();

export interface UploadView {
  id: string;
  files: Pick<ShippedFile, 'name' | 'mime' | 'size' | 'as'>[];
  is: 'copying' | 'waiting' | 'running' | 'paused' | 'failed';
  /** Bytes that Telegram has, of `size`; of a copy those in the vault. */
  done: number;
  size: number;
  error?: WireError;
}

/** Files of a chat on their way to Telegram. What is in the outbox by now is not here. Topic `uploads`. */
export const uploads = defineCommand({
  name: 'files.uploads',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<UploadView[]>();

/** Where pages of ours put the bytes of a file that is to be sent: answered with 204, or the kind of an error. */
export function putUrl(id: string, file: number, part: number): string {
  return `/file/put/${id}/${file}/${part}`;
}

/** Where pages of ours find a small picture of a message's file. */
export function pictureUrl({ account, peer }: ChatRef, message: number): string {
  return `/file/picture/${account}/${peer}/${message}`;
}

/** Where pages of ours find the bytes of a file: to be shown, or to be written to disk under a name. */
export function fileUrl(id: string, saveAs?: string): string {
  return saveAs === undefined ? `/file/${id}` : `/file/${id}?save=${encodeURIComponent(saveAs)}`;
}
