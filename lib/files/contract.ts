import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { chatRef } from '@/lib/chats/model';
import type { WireError } from '@/lib/limits/model';
import type { TelegramFile } from './model';
import type { SeenIn } from './stored';

/**
 * Files. Their bytes are not in answers: pages of ours get them from the worker under {@link fileUrl}.
 */
const fileId = v.pipe(v.string(), v.regex(/^-?\d{1,20}\.-?\d{1,20}$/));
const oneFile = v.strictObject({ id: fileId });
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

/** A file that is here or on its way. */
export interface FileView {
  id: string;
  account: number;
  seenIn: SeenIn;
  file: TelegramFile;
  is: 'waiting' | 'running' | 'paused' | 'failed' | 'here';
  /** Bytes that are here. */
  done: number;
  /** Why it failed, or what it waits for. */
  error?: WireError;
}

/** Newest first. Topic `files` announces changes. */
export const stored = defineCommand({
  name: 'files.stored',
  from: 'extension',
  input: v.strictObject({}),
}).returns<FileView[]>();

/** Where pages of ours find the bytes of a file: to show, or (`save`) to write to disk under its name. */
export function fileUrl(id: string, how: 'show' | 'save' = 'show'): string {
  return how === 'save' ? `/file/${id}?save` : `/file/${id}`;
}
