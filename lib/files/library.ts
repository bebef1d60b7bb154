/** Files of the library: which a template or a message takes, and how they are sent. */
import type { RichText } from '@/lib/messages/content';
import type { KnownFile, OutboxMessage } from '@/lib/outbox/model';
import { LONGEST, lengthOf, MOST_MARKS } from '@/lib/outbox/text';
import type { UploadKind } from '@/lib/telegram/port/messages';
import type { TelegramFile } from './model';
import { albumClass } from './shipment';
import type { StoredFile } from './stored';

/** Which file, and what it was called when it was taken: so it can be named when it is gone. */
export interface AttachedFile {
  id: string;
  name: string;
}

/** As many as one album has. */
export const MOST_ATTACHED = 10;

/** Both, each file once, as many as fit. */
export function united(before: readonly AttachedFile[], more: readonly AttachedFile[]): AttachedFile[] {
  const fresh = more.filter(({ id }) => !before.some((one) => one.id === id));
  return [...before, ...fresh].slice(0, MOST_ATTACHED);
}

/** How a file that was sent once is uploaded again. Telegram tells of no video that it was round. */
export function uploadKindOf(file: TelegramFile): UploadKind {
  const { at, mime, name, width = 0, height = 0, duration, waveform, title, performer } = file;
  if (at.is === 'photo') return { is: 'photo' };
  if (duration === undefined) return { is: 'document' };
  if (mime === 'video/mp4' && width > 0 && height > 0) return { is: 'video', width, height, duration };
  if (waveform || (mime === 'audio/ogg' && name === undefined))
    return { is: 'voice', duration, waveform: waveform ?? [] };
  if (!mime.startsWith('audio/')) return { is: 'document' };
  return { is: 'audio', duration, ...(title ? { title } : {}), ...(performer ? { performer } : {}) };
}

/** Where no name is known, what Telegram is told as one. */
export function uploadNameOf({ name, at, mime }: TelegramFile): string {
  if (name) return name;
  return at.is === 'photo' ? 'photo.jpg' : mime === 'video/mp4' ? 'video.mp4' : 'file';
}

/** A square video without a name may be round, and those go alone. */
function classOf(file: TelegramFile) {
  const kind = uploadKindOf(file);
  if (kind.is === 'video' && kind.width === kind.height && file.name === undefined) return null;
  return albumClass(kind.is);
}

/** Files as they go: those of one class together, in the order of the first of each. */
export function albumsOf<T>(files: readonly T[], fileOf: (one: T) => TelegramFile): T[][] {
  const albums: { of: ReturnType<typeof classOf>; files: T[] }[] = [];
  for (const one of files) {
    const of = classOf(fileOf(one));
    const album = of && albums.find((it) => it.of === of && it.files.length < MOST_ATTACHED);
    if (album) album.files.push(one);
    else albums.push({ of, files: [one] });
  }
  return albums.map((it) => it.files);
}

/** What is sent of a kept file by reference. */
export function knownFile({ file, seenIn, renewed }: Pick<StoredFile, 'file' | 'seenIn' | 'renewed'>) {
  const now = renewed ?? { file, seenIn };
  return { file: now.file, seenIn: { peer: now.seenIn.peer, id: now.seenIn.message } };
}

/** Whether words stand under a file, rather than before it in a message of their own. */
export function fitsCaption({ text, entities }: RichText, longest: number): boolean {
  return lengthOf(text) <= longest && entities.length <= MOST_MARKS;
}

/**
 * Words and files as messages: one text that is short enough under the first file, everything longer before. Nothing of
 * either is left out.
 */
export function messagesOf(
  files: readonly Pick<KnownFile, 'file' | 'seenIn'>[],
  texts: readonly RichText[],
  longest: number = LONGEST.caption,
): OutboxMessage[] {
  const [first, ...others] = texts.filter(({ text }) => lengthOf(text) > 0);
  const caption = first && others.length === 0 && fitsCaption(first, longest) ? first : null;
  const before = caption || !first ? [] : [first, ...others];
  let words: RichText | null = caption;
  const contents = albumsOf(files, ({ file }) => file).map((album) =>
    album.map((one): KnownFile => {
      const { text, entities } = words ?? { text: '', entities: [] };
      words = null;
      return { is: 'file', ...one, text, entities };
    }),
  );
  return [
    ...before.map(({ text, entities }) => ({ is: 'text' as const, linkPreview: true, text, entities })),
    ...contents.flatMap((album): OutboxMessage[] => (album.length > 1 ? [{ is: 'album', files: album }] : album)),
  ];
}
