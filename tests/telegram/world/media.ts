/** What messages carry. Ids of files are below 2^53, so that they are plain numbers here; TL has them as 64 bits. */
import type { tl } from '@mtcute/tl';

/** Bytes that are made when they are asked for: a file of 2 GB takes neither memory nor disk. */
export interface FileContent {
  readonly size: number;
  /** Bytes `from` up to, and not with, `to`. */
  read(from: number, to: number): Buffer;
}

/** One size of a picture. */
export interface Picture {
  /** Telegram's letter for it: s, m, x, y, w. https://core.telegram.org/api/files#image-thumbnail-types */
  type: string;
  width: number;
  height: number;
  content: FileContent;
}

interface StoredFile {
  id: number;
  dc: number;
  /** Unix seconds. */
  date: number;
  /** Telegram's tiny picture without its header. https://core.telegram.org/api/files#stripped-thumbnails */
  stripped?: Buffer;
}

export interface PhotoFile extends StoredFile {
  kind: 'photo';
  /** Ascending; the last is the original. */
  sizes: Picture[];
}

export interface DocumentFile extends StoredFile {
  kind: 'document';
  mime: string;
  content: FileContent;
  attributes: tl.TypeDocumentAttribute[];
  thumbs: Picture[];
}

export type MediaFile = PhotoFile | DocumentFile;

export type Media =
  /** `seconds`: it destroys itself so long after it was seen. */
  | { kind: 'file'; file: MediaFile; spoiler?: boolean; seconds?: number }
  | { kind: 'location'; lat: number; long: number; title?: string; address?: string; live?: boolean }
  | { kind: 'contact'; firstName: string; lastName: string; phone: string; person?: number }
  | { kind: 'poll'; question: string; answers: string[]; quiz: boolean; closed: boolean }
  | { kind: 'page'; url: string; site?: string; title?: string; description?: string };

/** What a file is, in a word. */
export type FileKind = 'photo' | 'video' | 'round' | 'voice' | 'audio' | 'gif' | 'sticker' | 'document';

export function kindOfFile(file: MediaFile): FileKind {
  if (file.kind === 'photo') return 'photo';
  const find = <K extends tl.TypeDocumentAttribute['_']>(kind: K) =>
    file.attributes.find((it): it is Extract<tl.TypeDocumentAttribute, { _: K }> => it._ === kind);
  if (find('documentAttributeSticker')) return 'sticker';
  if (find('documentAttributeAnimated')) return 'gif';
  const audio = find('documentAttributeAudio');
  if (audio) return audio.voice ? 'voice' : 'audio';
  const video = find('documentAttributeVideo');
  if (video) return video.roundMessage ? 'round' : 'video';
  return 'document';
}

/** The name a document was given, if any. */
export function nameOfFile(file: MediaFile): string | undefined {
  if (file.kind === 'photo') return undefined;
  return file.attributes.flatMap((it) => (it._ === 'documentAttributeFilename' ? [it.fileName] : []))[0];
}

/** Seconds of a voice note, a song or a video. */
export function durationOf(file: MediaFile): number {
  if (file.kind === 'photo') return 0;
  return file.attributes.flatMap((it) => ('duration' in it ? [it.duration] : []))[0] ?? 0;
}
