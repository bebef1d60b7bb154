import type { FileItem, FileView } from '@/lib/files/contract';
import { t } from '@/lib/words';
import { formatSize } from '@/lib/words/size';
import { formatCountdown, formatPlan } from '@/lib/words/time';

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
};

/** What stands in a list. */
export function titleOf({ file, kind, links, text }: FileItem): string {
  if (links) return text || (links[0] ?? '');
  if (file?.title) return [file.performer, file.title].filter(Boolean).join(' – ');
  if (kind === 'voice') return t(file?.mime.startsWith('video/') ? 'files.round' : 'files.voice');
  return file?.name ?? t('files.unnamed');
}

/** What a file is called on disk: its own name, or what it is and when it was sent. */
export function fileName(item: FileItem): string {
  const { file, kind, date } = item;
  if (file?.name) return file.name;
  const at = new Date(date).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
  const what = kind === 'photo' ? t('files.photo') : kind === 'video' ? t('files.video') : titleOf(item);
  const ending = ENDINGS[file?.mime ?? ''];
  return `${what} ${at}${ending ? `.${ending}` : ''}`;
}

/** The line under it. */
export function factsOf({ file, date, out }: FileItem, now: number): string {
  const facts = [
    file?.duration === undefined ? null : formatCountdown(file.duration),
    file && file.duration === undefined ? formatSize(file.size) : null,
    out ? t('files.fromYou') : null,
    formatPlan(date, { now }),
  ];
  return facts.filter((it) => it !== null).join(' · ');
}

/** A kept file as an item of a list. */
export function keptItem({ account, seenIn, file, kept }: FileView): FileItem {
  const { peer, topic, message } = seenIn;
  const chat = { account, peer, ...(topic === undefined ? {} : { topic }) };
  return {
    chat,
    message,
    date: kept?.at ?? 0,
    out: false,
    kind: file.at.is === 'photo' ? 'photo' : 'file',
    file,
    text: '',
  };
}

/** The line under a kept file: its size, since when, its tags. */
export function keptFacts(view: FileView, now: number): string {
  const tags = view.kept?.tags ?? [];
  return [factsOf(keptItem(view), now), ...tags.map((tag) => `#${tag}`)].join(' · ');
}
