/** Files that nobody uploaded: what scenarios and stories send. They open in a viewer, and take no memory until read. */
import type { tl } from '@mtcute/tl';
import type { DocumentFile, FileContent, Media, PhotoFile } from '../world/media';
import { lateContent, seededContent } from './bytes';
import { silentVoice, tone } from './ogg';
import { madePdf } from './pdf';
import { drawnSizes, drawnStripped } from './picture';
import { madeVideo } from './video';

/** What scenarios and stories may send. */
export interface FileSpec {
  photo?: boolean | { width: number; height: number } | undefined;
  /** Seconds. */
  voice?: number | undefined;
  /** Seconds. */
  round?: number | undefined;
  video?:
    | { seconds: number; width?: number | undefined; height?: number | undefined; kilobytes?: number | undefined }
    | undefined;
  audio?: { seconds: number; title?: string | undefined; performer?: string | undefined } | undefined;
  file?: { name: string; kilobytes: number } | undefined;
  spoiler?: boolean | undefined;
  /** Seconds until it destroys itself; 2147483647 is "view once". */
  selfDestructs?: number | undefined;
}

export interface FileOrigin {
  /** Of the file, and the seed of its bytes. */
  id: number;
  dc: number;
  /** Unix seconds. */
  date: number;
}

const MIME_TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  zip: 'application/zip',
};

export function mimeOf(name: string): string {
  return MIME_TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

export function madePhoto(origin: FileOrigin, width = 1280, height = 960): PhotoFile {
  const { id } = origin;
  return { ...origin, kind: 'photo', stripped: drawnStripped(id, width, height), sizes: drawnSizes(id, width, height) };
}

function document(
  origin: FileOrigin,
  content: FileContent,
  mime: string,
  attributes: tl.TypeDocumentAttribute[],
  picture?: [width: number, height: number],
): DocumentFile {
  const plain: DocumentFile = { ...origin, kind: 'document', content, mime, attributes, thumbs: [] };
  if (!picture) return plain;
  return {
    ...plain,
    thumbs: drawnSizes(origin.id, ...picture, 320).slice(-1),
    stripped: drawnStripped(origin.id, ...picture),
  };
}

/** 5 bits a value, as Telegram packs the loudness of a voice note: a made-up voice that comes and goes. */
export function madeWaveform(seed: number): Uint8Array {
  const values = Array.from({ length: 100 }, (_, i) =>
    Math.round(Math.abs(Math.sin(i / 7 + seed) * Math.sin(i / 2.3 + seed)) * 31),
  );
  const packed = new Uint8Array(Math.ceil((values.length * 5) / 8) + 1);
  values.forEach((value, i) => {
    const shifted = value << ((i * 5) % 8);
    const at = Math.floor((i * 5) / 8);
    packed[at] = (packed[at] ?? 0) | (shifted & 255);
    packed[at + 1] = (packed[at + 1] ?? 0) | (shifted >> 8);
  });
  return packed.subarray(0, -1);
}

/** Beyond this, a PDF is no longer one that opens. */
const LARGEST_PDF = 32 * 1024 * 1024;

function namedContent(name: string, size: number, seed: number): FileContent {
  if (!name.toLowerCase().endsWith('.pdf') || size > LARGEST_PDF) return seededContent(seed, size);
  const [title, lines] = [name.slice(0, -4), 8 + (seed % 12)];
  const bytes = Math.max(size, madePdf(title, lines, 0).length);
  return { size: bytes, read: lateContent(() => madePdf(title, lines, bytes)).read };
}

function fileOf(spec: FileSpec, origin: FileOrigin): PhotoFile | DocumentFile | undefined {
  const { photo, voice, round, video, audio, file } = spec;
  const seed = origin.id;
  if (photo) return photo === true ? madePhoto(origin) : madePhoto(origin, photo.width, photo.height);
  if (voice !== undefined) {
    const attribute = {
      _: 'documentAttributeAudio' as const,
      voice: true,
      duration: voice,
      waveform: madeWaveform(seed),
    };
    return document(
      origin,
      lateContent(() => silentVoice(voice)),
      'audio/ogg',
      [attribute],
    );
  }
  if (round !== undefined) {
    const attribute = { _: 'documentAttributeVideo' as const, roundMessage: true, duration: round, w: 384, h: 384 };
    return document(origin, madeVideo(), 'video/mp4', [attribute], [384, 384]);
  }
  if (video) {
    const { seconds: duration, width: w = 1280, height: h = 720, kilobytes = 0 } = video;
    const attribute = { _: 'documentAttributeVideo' as const, supportsStreaming: true, duration, w, h };
    return document(origin, madeVideo(Math.round(kilobytes * 1024)), 'video/mp4', [attribute], [w, h]);
  }
  if (audio) {
    const { seconds: duration, ...names } = audio;
    const content = lateContent(() => tone(duration, 220 + (seed % 440)));
    return document(origin, content, 'audio/x-wav', [{ _: 'documentAttributeAudio', duration, ...names }]);
  }
  if (file) {
    const size = Math.round(file.kilobytes * 1024);
    const attributes: tl.TypeDocumentAttribute[] = [{ _: 'documentAttributeFilename', fileName: file.name }];
    return document(origin, namedContent(file.name, size, seed), mimeOf(file.name), attributes);
  }
  return undefined;
}

/** What a specification says a message carries, or undefined where it names no file. */
export function madeMedia(spec: FileSpec, origin: FileOrigin): Media | undefined {
  const file = fileOf(spec, origin);
  if (!file) return undefined;
  const media: Media = { kind: 'file', file };
  if (spec.spoiler) media.spoiler = true;
  if (spec.selfDestructs !== undefined) media.seconds = spec.selfDestructs;
  return media;
}
