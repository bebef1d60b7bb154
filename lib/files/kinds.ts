/** What of a message stands in which list of files. */
import type { Message } from '@/lib/messages/model';
import type { TelegramFile } from './model';

export const FILE_KINDS = ['photo', 'video', 'file', 'voice', 'link'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const KINDS: Partial<Record<Message['kind'], FileKind>> = {
  photo: 'photo',
  video: 'video',
  document: 'file',
  audio: 'file',
  voice: 'voice',
  round: 'voice',
};

/** A message's own file, unless it may not be kept. */
export function fileIn(message: Message): TelegramFile | null {
  return message.media?.is === 'file' && !message.fleeting ? message.media.file : null;
}

/** Whether a message stands in a list. */
export function isOfKind(message: Message, kind: FileKind): boolean {
  if (kind === 'link') return linksIn(message).length > 0;
  return KINDS[message.kind] === kind && fileIn(message) !== null;
}

/** Addresses in a message's words, each once. */
export function linksIn({ text, entities = [], media, fleeting }: Message): string[] {
  if (fleeting) return [];
  const found = entities.flatMap((it) => {
    if (it.is === 'link') return [it.url];
    return it.is === 'url' ? [text.slice(it.at, it.at + it.length)] : [];
  });
  if (media?.is === 'page') found.push(media.url);
  const seen = new Map<string, string>();
  for (const url of found) {
    const whole = wholeUrl(url);
    if (whole !== null && !seen.has(bare(whole))) seen.set(bare(whole), whole);
  }
  return [...seen.values()];
}

/** As a browser opens it; null for what is no address of the web. */
function wholeUrl(url: string): string | null {
  const whole = /^[a-z][a-z\d+.-]*:/i.test(url) ? url : `https://${url}`;
  return /^https?:\/\/[^\s/]+/i.test(whole) ? whole : null;
}

/** The same page with or without its scheme and last slash. */
function bare(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}

/** Types that are shown as they are; anything else could run as a page of ours. */
const SHOWN = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'application/pdf',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/x-wav',
  'audio/webm',
  'audio/aac',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
];

export type Preview = 'image' | 'audio' | 'video' | 'pdf';

/** How a file can be looked at without any other program; null: it can only be saved. */
export function previewOf(mime: string): Preview | null {
  if (!SHOWN.includes(mime)) return null;
  if (mime === 'application/pdf') return 'pdf';
  return mime.slice(0, mime.indexOf('/')) as Exclude<Preview, 'pdf'>;
}
