/** Files that one press of a person sends: copied into the vault, given to Telegram in parts, then sent by the outbox. */
import type { ChatRef } from '@/lib/chats/model';
import { TezError, type WireError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import type { OutgoingUpload } from '@/lib/outbox/model';
import type { UploadKind } from '@/lib/telegram/port/messages';
import { partSize, partsOf } from './stored';

export type { UploadKind };

/** Above this Telegram asks for other calls. https://core.telegram.org/api/files#uploading-files */
const BIG = 10 * 1024 * 1024;
/** What Telegram takes as a photo. */
export const LARGEST_PHOTO = 10 * 1024 * 1024;

/** What every account may upload. https://core.telegram.org/api/files#uploading-files */
export const LEAST_LIMIT = 4000 * 512 * 1024;

export interface ShippedFile {
  name: string;
  mime: string;
  size: number;
  as: UploadKind;
  /** What Telegram knows it by while it is uploaded: a decimal number of 64 bits. */
  fileId: string;
  /** Numbers of the parts that Telegram has. */
  given: number[];
  /** Id of the kept file that has its bytes; absent: the shipment has them itself. */
  from?: string;
}

/**
 * copying → waiting → handed (to the outbox), or failed. `copying`: a page still gives the bytes; `handed`: they stay
 * until the message is sent, for Telegram may lose a part before.
 */
export type ShipmentState = 'copying' | 'waiting' | 'paused' | 'failed' | 'handed';

export interface Shipment {
  id: string;
  chat: ChatRef;
  files: ShippedFile[];
  caption: RichText;
  album: boolean;
  silent: boolean;
  replyTo?: number;
  scheduleAt?: number;
  /** Taken back when they write after this message, the newest that was known when it was asked for: also while it goes up. */
  unlessAnswered?: { after: number | null };
  state: ShipmentState;
  error?: WireError;
  createdAt: number;
  /** How often it was given to the outbox; each time under a key of its own. */
  handed: number;
  /** An item of the outbox that is there already, and has these files in these places: they are for it alone. */
  renews?: { item: string; places: number[] };
}

/** @throws TezError `fileEmpty`, `fileTooBig` */
export function checkFile({ size, as }: Pick<ShippedFile, 'size' | 'as'>, limit: number): void {
  if (size === 0) throw new TezError('fileEmpty');
  if (size > limit || (as.is === 'photo' && size > LARGEST_PHOTO)) throw new TezError('fileTooBig');
}

/** What goes together in an album: photos and videos, documents, music; null: it goes alone. */
export function albumClass(kind: UploadKind['is']): 'media' | 'document' | 'audio' | null {
  if (kind === 'photo' || kind === 'video') return 'media';
  return kind === 'document' || kind === 'audio' ? kind : null;
}

/** Whether files are of one class, which makes an album. */
export function makesAlbum(kinds: readonly UploadKind['is'][]): boolean {
  const [first, ...others] = kinds.map(albumClass);
  return first !== undefined && first !== null && others.length > 0 && others.every((it) => it === first);
}

/** Bytes that Telegram has. */
export function bytesGiven({ files }: Pick<Shipment, 'files'>): number {
  return files.reduce((sum, { size, given }) => sum + given.reduce((all, n) => all + partSize(size, n), 0), 0);
}

export function bytesOf({ files }: { files: readonly { size: number }[] }): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Parts of a file that Telegram has not got, ascending. */
export function lackingParts({ size, given }: Pick<ShippedFile, 'size' | 'given'>): number[] {
  const has = new Set(given);
  return Array.from({ length: partsOf(size) }, (_, n) => n).filter((n) => !has.has(n));
}

export function isBig(size: number): boolean {
  return size > BIG;
}

/** What the outbox sends by. */
export function outboxKey({ id, handed }: Pick<Shipment, 'id' | 'handed'>): string {
  return handed === 0 ? id : `${id}_${handed}`;
}

/** What the outbox sends; the caption stands under the first. */
export function contentsOf({ files, caption }: Shipment): OutgoingUpload[] {
  return files.map((file, n) => ({
    ...{ is: 'upload', ...uploadedAs(file) },
    ...(n === 0 ? caption : { text: '', entities: [] }),
  }));
}

/** What Telegram is told that it has of a file, and how it is to appear. */
export function uploadedAs({ name, mime, size, fileId, as }: ShippedFile): Pick<OutgoingUpload, 'upload' | 'as'> {
  return { upload: { fileId, parts: partsOf(size), big: isBig(size), name, mime }, as };
}

/** Telegram lost parts: everything is given anew, under other numbers, and sent under another key. */
export function begunAnew(shipment: Shipment, fileId: () => string): Shipment {
  const files = shipment.files.map((file) => ({ ...file, fileId: fileId(), given: [] }));
  return { ...shipment, files, state: 'waiting', handed: shipment.handed + 1 };
}
