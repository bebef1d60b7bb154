/** Files that Telegram has no more: uploaded again from what is kept here, and then sent as the same message. */
import type { ChatRef } from '@/lib/chats/model';
import type { TelegramFile } from '@/lib/files/model';
import type { WireError } from '@/lib/limits/model';
import {
  failed,
  type OutboxAct,
  type OutboxContent,
  type OutboxItem,
  type OutgoingFile,
  type OutgoingUpload,
} from './model';

/** What has to be uploaded before an item can go. */
export interface RenewalWanted {
  /** The item's. */
  id: string;
  chat: ChatRef;
  files: { place: number; file: TelegramFile }[];
}

/** One of them once Telegram has all its parts. */
export interface RenewedFile extends Pick<OutgoingUpload, 'upload' | 'as'> {
  place: number;
}

/** What an act sends, by place. */
export function contentsIn(act: OutboxAct): readonly OutboxContent[] {
  if (act.is === 'message') return [act.content];
  return act.is === 'album' ? act.contents : [];
}

/** The same act with other files. */
export function withFiles(act: OutboxAct, change: (file: OutgoingFile, place: number) => OutgoingFile): OutboxAct {
  if (act.is === 'album') return { ...act, contents: act.contents.map(change) };
  if (act.is !== 'message' || (act.content.is !== 'file' && act.content.is !== 'upload')) return act;
  return { ...act, content: change(act.content, 0) };
}

/** Telegram refused it for files that it has no more. It keeps its numbers: it is the same message. */
export function lacking(item: OutboxItem, places: readonly number[]): OutboxItem {
  return item.state === 'sending' ? { ...item, state: 'queued', renews: [...places] } : item;
}

/** What an item waits for; null where it waits for no file. */
export function wantedBy({ id, chat, act, renews }: OutboxItem): RenewalWanted | null {
  if (!renews) return null;
  const contents = contentsIn(act);
  const files = renews.flatMap((place) => {
    const content = contents[place];
    return content?.is === 'file' ? [{ place, file: content.file }] : [];
  });
  return { id, chat, files };
}

/** Telegram has their parts: it may go. So may one of which Telegram lost parts again. */
export function renewed(item: OutboxItem, files: readonly RenewedFile[]): OutboxItem {
  const lost = item.state === 'failed' && item.error?.kind === 'uploadIncomplete';
  if (!lost && (item.state !== 'queued' || !item.renews)) return item;
  const act = withFiles(item.act, (content, place) => {
    const file = files.find((it) => it.place === place);
    if (!file) return content;
    const { text, entities, spoiler } = content;
    const { upload, as } = file;
    return { is: 'upload', upload, as, text, entities, ...(spoiler ? { spoiler } : {}) };
  });
  const { renews: _, error: __, settledAt: ___, ...rest } = item;
  return { ...rest, act, state: 'queued' };
}

/** They cannot be uploaded. */
export function notRenewed(item: OutboxItem, error: WireError, now: number): OutboxItem {
  if (item.state !== 'queued' || !item.renews) return item;
  const { renews: _, ...rest } = item;
  return failed(rest, error, now);
}
