/** Files of which bytes are here: which, how far, and what comes of an error. */
import type { ErrorKind, WireError } from '@/lib/limits/model';
import type { FileLocation, TelegramFile } from './model';

/** Bytes that are asked for, sealed and stored at once; also what Telegram takes at once. */
export const PART_BYTES = 512 * 1024;

/** waiting → here, or failed. `paused`: until the person goes on with it. */
export type StoredState = 'waiting' | 'paused' | 'failed' | 'here';

/** The message a file was seen in: its reference is renewed there when it is too old. */
export interface SeenIn {
  peer: number;
  topic?: number;
  message: number;
}

/** A file with bytes of its own in the vault, or on its way there. Times UTC ms. */
export interface StoredFile {
  /** {@link storedId} */
  id: string;
  account: number;
  file: TelegramFile;
  seenIn: SeenIn;
  state: StoredState;
  /** Why it failed. */
  error?: WireError;
  /** Its chat is not kept: the file goes soon after it was used. */
  brief?: true;
  /** Stays until the person lets go of it, with words to find it by. */
  kept?: Kept;
  /** What Telegram has of it since it was uploaded again from here; the bytes that are here stay those of `file`. */
  renewed?: { file: TelegramFile; seenIn: SeenIn };
  createdAt: number;
  usedAt: number;
}

export interface Kept {
  at: number;
  tags: string[];
}

/** One file of one account, however often it was sent. */
export function storedId(account: number, at: Pick<FileLocation, 'id'>): string {
  return `${account}.${at.id}`;
}

/** Tags as they are written down: each once, without white space around. */
export function tidyTags(typed: string): string[] {
  return [...new Set(typed.split(',').map((tag) => tag.trim().replace(/\s+/g, ' ')))].filter((tag) => tag !== '');
}

export function partsOf(size: number): number {
  return Math.ceil(size / PART_BYTES);
}

/** Bytes of part `n`, fewer at the end. */
export function partSize(size: number, n: number): number {
  return Math.max(0, Math.min(PART_BYTES, size - n * PART_BYTES));
}

/** Bytes of the parts that are here. */
export function bytesHere(size: number, parts: ReadonlySet<number>): number {
  let sum = 0;
  for (const n of parts) sum += partSize(size, n);
  return sum;
}

/** What an error means for a file on its way. */
export type FileVerdict =
  /** Goes on by itself, later. */
  | 'wait'
  /** A fresh reference is asked for. */
  | 'refresh'
  /** Stops until the person tries again. What is here stays. */
  | 'fail';

const WAIT: readonly ErrorKind[] = [
  'offline',
  'timeout',
  'telegramBusy',
  'floodWait',
  'notSignedIn',
  'signedOutElsewhere',
  'apiInvalid',
  'locked',
];

export function fileVerdict(kind: ErrorKind): FileVerdict {
  if (kind === 'fileExpired') return 'refresh';
  return WAIT.includes(kind) ? 'wait' : 'fail';
}

/** So long after its use a file of a chat that is not kept stays, ms. */
export const BRIEFLY = 10 * 60_000;
/** Bytes that files leave for everything else. */
export const SPARE = 32 * 1024 * 1024;
/** Files that were only looked at may take so many bytes together. */
export const ROOM = 1024 * 1024 * 1024;

/** Which files may go: those of chats that are not kept, and the longest unused where they take too much room. */
export function goesNow(files: readonly StoredFile[], now: number): StoredFile[] {
  const idle = files.filter(({ state, kept }) => state === 'here' && !kept);
  const gone = idle.filter(({ brief, usedAt }) => brief && now - usedAt > BRIEFLY);
  let room = ROOM;
  for (const file of idle.filter((it) => !gone.includes(it)).sort((a, b) => b.usedAt - a.usedAt)) {
    room -= file.file.size;
    // What was used just now may be on screen.
    if (room < 0 && now - file.usedAt > BRIEFLY) gone.push(file);
  }
  return gone;
}
