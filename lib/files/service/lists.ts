import { type ChatLink, type ChatRef, chatKey, parseChatKey } from '@/lib/chats/model';
import type { FileCursor, FileItem, FileList, FilesOf } from '@/lib/files/contract';
import { type FileKind, fileIn, isOfKind, linksIn } from '@/lib/files/kinds';
import { TezError, type WireError } from '@/lib/limits/model';
import { NEWEST, type Sync } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { Reader } from '@/lib/messages/service/late/read';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import type { SearchKind } from '@/lib/telegram/port/messages';

export interface ListDeps {
  records: Records;
  port: (account: number) => Promise<TelegramPort>;
  reader: () => Reader;
  isKept: (chat: ChatRef) => Promise<boolean>;
  /** Told of every message that is listed: what it shows needs not be looked up again. */
  onFound: (chat: ChatRef, message: Message) => void;
}

/** What Telegram is asked for: it keeps music apart from other files. */
const ASKED: Record<FileKind, readonly SearchKind[]> = {
  photo: ['photo'],
  video: ['video'],
  file: ['file', 'music'],
  voice: ['voice'],
  link: ['link'],
};

/** Kept messages that are read at once, and how often, before Telegram is rather asked. */
const SLICE = 256;
const SLICES = 8;
const ALL_SLICES = 4000;

/** Newest first; below `upTo` nothing was looked at. `ends`: there is nothing below. */
interface Found {
  messages: Message[];
  upTo: number;
  ends: boolean;
  stale?: WireError;
}

/** Files of chats, from what is kept and, where that does not reach, from Telegram. */
export function createLists({ records, port, reader, isKept, onFound }: ListDeps) {
  async function kept(chat: ChatRef, kind: FileKind, before: number, limit: number, slices: number): Promise<Found> {
    const messages: Message[] = [];
    let upTo = before;
    for (let i = 0; i < slices; i += 1) {
      const slice = await reader().before(chat, upTo, SLICE);
      // Above the newest gap everything is here.
      const gap = Math.max(0, ...slice.missing.map((it) => it.before));
      const sure = slice.messages.filter(({ id }) => id >= gap);
      for (const message of sure.reverse()) {
        if (!isOfKind(message, kind)) continue;
        messages.push(message);
        if (messages.length === limit) return { messages, upTo: message.id, ends: false };
      }
      if (gap > 0) return { messages, upTo: Math.min(gap, before), ends: false };
      upTo = slice.messages[0]?.id ?? upTo;
      if (!slice.hasOlder) return { messages, upTo, ends: await isComplete(chat) };
    }
    return { messages, upTo, ends: false };
  }

  async function isComplete({ account, peer, topic }: ChatRef): Promise<boolean> {
    const keys = [`${account}:${peer}`, ...(topic === undefined ? [] : [chatKey({ account, peer, topic })])];
    const syncs = await Promise.all(keys.map((key) => records.get<Sync>('syncs', key).catch(() => undefined)));
    return syncs.some((sync) => sync?.complete && sync.spans.length === 0);
  }

  async function asked(chat: ChatRef, kind: FileKind, before: number, limit: number): Promise<Found> {
    const { account, peer, topic } = chat;
    const telegram = await port(account);
    const after = before >= NEWEST ? {} : { after: { id: before, peer, date: 0 } };
    const of = { peer, ...(topic === undefined ? {} : { topic }), query: '', limit, ...after };
    const answers = await Promise.all(ASKED[kind].map((one) => telegram.search({ ...of, kind: one })));
    // Below the lowest id of a full answer, others of its kind may stand.
    const low = Math.max(0, ...answers.map(({ messages }) => (messages.length < limit ? 0 : lowest(messages))));
    const all = answers.flatMap(({ messages }) => messages).filter(({ id }) => id >= low);
    all.sort((a, b) => b.id - a.id);
    const fitting = all.filter((message) => isOfKind(message, kind));
    const messages = fitting.slice(0, limit);
    const cut = messages.length < fitting.length ? (messages.at(-1)?.id ?? low) : low;
    return { messages, upTo: cut, ends: cut === 0 };
  }

  async function inChat(chat: ChatRef, kind: FileKind, before: number, limit: number): Promise<Found> {
    const keeps = await isKept(chat);
    const here = keeps ? await kept(chat, kind, before, limit, SLICES) : { messages: [], upTo: before, ends: false };
    if (here.ends || here.messages.length === limit) return here;
    try {
      const more = await asked(chat, kind, here.upTo, limit - here.messages.length);
      return { ...more, messages: [...here.messages, ...more.messages] };
    } catch (error) {
      const stale = TezError.from(error).toWire();
      if (stale.kind === 'locked' || stale.kind === 'internal') throw error;
      const all = keeps ? await kept(chat, kind, before, limit, ALL_SLICES) : here;
      return { ...all, ends: all.messages.length < limit, stale };
    }
  }

  async function chatsOf(of: FilesOf): Promise<ChatRef[]> {
    if (of.is === 'chat') return [of.chat];
    const links = await records.where<ChatLink>('chatLinks', 'target', tiedTo({ deal: of.deal }));
    return [...new Set(links.map(({ chat }) => chat))].map(parseChatKey);
  }

  return {
    async list(of: FilesOf, kind: FileKind, after: FileCursor | null, limit: number): Promise<FileList> {
      const chats = (await chatsOf(of)).filter((chat) => after?.[chatKey(chat)] !== null);
      const found = await Promise.all(
        chats.map(async (chat) => {
          const before = after?.[chatKey(chat)] ?? NEWEST;
          return { chat, before, ...(await inChat(chat, kind, before, limit)) };
        }),
      );
      const rows = found.flatMap(({ chat, messages }) => messages.map((message) => ({ chat, message })));
      rows.sort((a, b) => b.message.date - a.message.date || b.message.id - a.message.id);
      const shown = rows.slice(0, limit);
      for (const { chat, message } of shown) onFound(chat, message);

      const next: FileCursor = { ...after };
      for (const { chat, before, messages, upTo, ends } of found) {
        const taken = shown.filter((row) => row.chat === chat).map(({ message }) => message.id);
        const all = taken.length === messages.length;
        next[chatKey(chat)] = all ? (ends ? null : upTo) : Math.min(before, ...taken);
      }
      const stale = found.find((it) => it.stale)?.stale;
      return {
        items: shown.map(({ chat, message }) => itemOf(chat, message, kind)),
        next: Object.values(next).some((it) => it !== null) ? next : null,
        ...(stale ? { stale } : {}),
      };
    },
  };
}

function lowest(messages: readonly Message[]): number {
  return Math.min(...messages.map(({ id }) => id));
}

function itemOf(chat: ChatRef, message: Message, kind: FileKind): FileItem {
  const { id, date, out, text } = message;
  const file = fileIn(message);
  return {
    ...{ chat, message: id, date, out, kind, text },
    ...(file ? { file } : {}),
    ...(kind === 'link' ? { links: linksIn(message) } : {}),
  };
}
