import { type ChatRef, chatKey } from '@/lib/chats/model';
import { type Keep, NEWEST, type Span, type Sync } from '@/lib/messages/keeping';
import { keepOf, type Message } from '@/lib/messages/model';
import { applyOps, type Op, PAGE_MESSAGES } from '@/lib/messages/pages';
import type { SealedRow } from '@/lib/store/database';
import {
  type ChatRow,
  type JournalRow,
  keysOf,
  type LinkRow,
  lastNumber,
  type PageRow,
  pageId,
} from '@/lib/store/message-rows';
import { readTail } from '@/lib/store/message-tail';
import type { Records } from '@/lib/store/records';
import { openState } from '../chat-state';
import type { Ends } from '../ends';
import { isTracked, trackedBy } from '../tracked';
import { openJournal, openPages } from './open-rows';
import { placesIn } from './places';

/** Kept messages of a chat or topic, ascending. */
export interface Slice {
  messages: Message[];
  /** There are older, or newer, ones here. */
  hasOlder: boolean;
  hasNewer: boolean;
  /** Between these ids (both outside) messages are known to lack or could not be read: they are asked for again. */
  missing: { after: number; before: number }[];
  /** What is kept of the chat or topic: nothing where it is not in the CRM. */
  keep: Keep;
  /** The chat begins with the oldest that is here. */
  complete: boolean;
}

export interface ReaderDeps {
  records: Records;
  ends: Ends;
  openSync: (row: SealedRow) => Promise<Sync>;
  /** Something in this chat does not open: it must be asked for again. */
  onDamaged: (account: number, peer: number) => void;
}

/** Rows of one moment: a chat's journal and some of its pages, in order of id. */
interface Rows {
  journal: JournalRow[];
  pages: PageRow[];
  /** Of the chat, and of its topic where one is read. */
  syncs: SealedRow[];
  state: ChatRow | undefined;
  /** What ties the chat, or topics of it, to the CRM. */
  links: LinkRow[];
  /** There are pages beyond, on the side that was not reached. */
  more: boolean;
}

/** Reads kept messages. Each answer is of one moment; nothing is changed. */
export function createReader({ records, ends, openSync, onDamaged }: ReaderDeps) {
  const { db } = records;
  const pages = db.sealed('pages');
  const journal = db.sealed('journal');
  const links = db.sealed('chatLinks');
  const tables = [pages, journal, db.sealed('syncs'), db.sealed('chats'), db.pageIds, links];

  const chatOf = (chat: ChatRef) => `${chat.account}:${chat.peer}`;

  function moment(chat: ChatRef, read: () => Promise<{ pages: PageRow[]; more: boolean }>): Promise<Rows> {
    return db.transaction('r', tables, async () => {
      const keys = [...new Set([chatOf(chat), chatKey(chat)])];
      const [found, rows, syncs, state, tied] = await Promise.all([
        read(),
        journal
          .where('id')
          .between(...keysOf(chatOf(chat)))
          .toArray(),
        db.sealed('syncs').bulkGet(keys),
        db.sealed('chats').get(chatOf(chat)),
        links.where('whole').equals(chatOf(chat)).toArray(),
      ]);
      return {
        ...found,
        journal: rows as JournalRow[],
        syncs: syncs.filter((row) => row !== undefined),
        state: state as ChatRow | undefined,
        links: tied as LinkRow[],
      };
    });
  }

  /** Up to `count` pages that hold ids below `before`, the highest. */
  async function pagesBelow(
    chat: ChatRef,
    before: number,
    count: number,
  ): Promise<{ pages: PageRow[]; more: boolean }> {
    const [first, end] = keysOf(chatOf(chat));
    if (chat.topic !== undefined) return pagesOfTopic(chat, (row) => row.from < before, count, 'last');
    // The page that holds `before` itself may hold ids below it, too.
    const over =
      before >= NEWEST
        ? undefined
        : await pages
            .where('id')
            .between(pageId(chatOf(chat), before), end)
            .first();
    const upTo = over?.id ?? end;
    const rows = (await pages
      .where('id')
      .between(first, upTo, true, true)
      .reverse()
      .limit(count + 2)
      .toArray()) as PageRow[];
    const below = rows.filter(({ from }) => from < before);
    return { pages: below.slice(0, count).reverse(), more: below.length > count };
  }

  async function pagesAbove(chat: ChatRef, after: number, count: number): Promise<{ pages: PageRow[]; more: boolean }> {
    if (chat.topic !== undefined) return pagesOfTopic(chat, (row) => lastNumber(row.id) > after, count, 'first');
    const rows = (await pages
      .where('id')
      .between(pageId(chatOf(chat), after + 1), keysOf(chatOf(chat))[1])
      .limit(count + 1)
      .toArray()) as PageRow[];
    return { pages: rows.slice(0, count), more: rows.length > count };
  }

  async function pagesOfTopic(
    chat: ChatRef,
    fits: (row: { id: string; from: number }) => boolean,
    count: number,
    side: 'first' | 'last',
  ): Promise<{ pages: PageRow[]; more: boolean }> {
    const rows = (await db.pageIds.where('topics').equals(chatKey(chat)).toArray()).filter(fits);
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    const chosen = side === 'first' ? rows.slice(0, count) : rows.slice(-count);
    const found = await pages.bulkGet(chosen.map(({ id }) => id));
    return { pages: found.flatMap((row) => (row ? [row as PageRow] : [])), more: rows.length > chosen.length };
  }

  /** Opens rows and lays the journal over them; only ids between `low` and `high` are complete. */
  async function open(chat: ChatRef, rows: Rows, low: number, high: number) {
    const { account, peer, topic } = chat;
    const [opened, { ops, damaged }, syncs, state] = await Promise.all([
      openPages(records, peer, rows.pages),
      openJournal(records, peer, rows.journal),
      Promise.all(rows.syncs.map(openSync)),
      rows.state && openState(records, account, peer, rows.state),
    ]);
    const byId = new Map<number, Message>();
    for (const { messages } of opened) for (const message of messages ?? []) byId.set(message.id, message);
    applyOps(byId, ops satisfies Op[]);
    const lost = opened.flatMap(({ row, messages }) =>
      messages ? [] : [{ after: row.from - 1, before: lastNumber(row.id) + 1 }],
    );
    if (lost.length > 0 || damaged.length > 0) onDamaged(account, peer);
    const unknown = damaged.map(({ from, to }) => ({ after: (from ?? 1) - 1, before: (to ?? NEWEST) + 1 }));
    const missing = [...lost, ...unknown, ...lacking(syncs.flatMap(({ spans }) => spans))];
    const messages = [...byId.values()]
      .filter((message) => message.id > low && message.id < high && (topic === undefined || message.topic === topic))
      .sort((a, b) => a.id - b.id);
    const keep = isTracked(trackedBy(rows.links.map((it) => it.chat)), chat) ? keepOf(state, topic) : 'nothing';
    return { messages, missing, keep, complete: syncs.some(({ complete }) => complete) };
  }

  /** As many pages as `count` messages may need, and more where deletions or a topic make them thin. */
  const pagesFor = (count: number, tries: number) => (Math.ceil(count / PAGE_MESSAGES) + 1) * 4 ** tries;

  async function before(chat: ChatRef, id: number, count: number): Promise<Slice> {
    // Where the newest pages prove too thin, or messages of one topic are asked for, pages are looked for one by one.
    const isEnd = (tries: number) => id >= NEWEST && chat.topic === undefined && tries === 0;
    for (let tries = 0; ; tries += 1) {
      const rows = isEnd(tries)
        ? await readTail(db, chatOf(chat), [chatKey(chat)], count)
        : await moment(chat, () => pagesBelow(chat, id, pagesFor(count, tries)));
      const low = rows.more ? (rows.pages[0]?.from ?? 1) - 1 : 0;
      const { messages, missing, ...known } = await open(chat, rows, low, id);
      // At the end it is not known yet whether there are more pages.
      if ((messages.length < count || (isEnd(tries) && messages.length === count)) && rows.more) continue;
      const shown = messages.slice(-count);
      const hasOlder = rows.more || messages.length > shown.length;
      const range = { after: hasOlder ? (shown[0]?.id ?? id) - 1 : 0, before: id };
      return { messages: shown, hasOlder, hasNewer: id < NEWEST, missing: overlapping(missing, range), ...known };
    }
  }

  async function after(chat: ChatRef, id: number, count: number): Promise<Slice> {
    for (let tries = 0; ; tries += 1) {
      const rows = await moment(chat, () => pagesAbove(chat, id, pagesFor(count, tries)));
      const last = rows.pages.at(-1);
      const high = rows.more && last ? lastNumber(last.id) + 1 : NEWEST;
      const { messages, missing, ...known } = await open(chat, rows, id, high);
      if (messages.length < count && rows.more) continue;
      const shown = messages.slice(0, count);
      const hasNewer = rows.more || messages.length > shown.length;
      const range = { after: id, before: hasNewer ? (shown.at(-1)?.id ?? id) + 1 : NEWEST };
      return { messages: shown, hasOlder: id > 0, hasNewer, missing: overlapping(missing, range), ...known };
    }
  }

  return {
    async newest(chat: ChatRef, count: number): Promise<Slice> {
      if (chat.topic !== undefined) return before(chat, NEWEST, count);
      // Memory is emptied some moments after a lock: no key, no answer.
      await records.vault.keys();
      const known = ends.of(chatOf(chat), count);
      if (known) return known;
      const take = ends.begin(chatOf(chat), count);
      const end = await before(chat, NEWEST, count);
      // Where less is kept, the server is asked every time.
      if (end.keep === 'full') take(end);
      return end;
    },
    before,
    after,

    /** The message with this id in the middle, or where it was. */
    async around(chat: ChatRef, id: number, count: number): Promise<Slice> {
      const half = Math.ceil(count / 2);
      const [older, newer] = await Promise.all([before(chat, id + 1, half), after(chat, id, count - half)]);
      return {
        ...older,
        messages: [...older.messages, ...newer.messages],
        hasNewer: newer.hasNewer,
        missing: [...older.missing, ...newer.missing],
      };
    },

    /** Kept messages with ids from `from` to `to`, ascending. */
    async between(chat: ChatRef, from: number, to: number): Promise<Message[]> {
      const rows = await moment(chat, async () => {
        return { pages: await placesIn(records, chatOf(chat)).between(from - 1, to + 1), more: false };
      });
      return (await open(chat, rows, from - 1, to + 1)).messages;
    },

    /** Kept messages by id, ascending; those that are not here are left out. */
    async byIds(chat: ChatRef, ids: readonly number[]): Promise<Message[]> {
      const wanted = new Set(ids);
      const rows = await moment(chat, async () => {
        const found = new Map<string, PageRow>();
        let to = -1;
        for (const id of [...wanted].sort((a, b) => a - b)) {
          if (id <= to) continue;
          const [page] = (await pages
            .where('id')
            .between(pageId(chatOf(chat), id), keysOf(chatOf(chat))[1])
            .limit(1)
            .toArray()) as PageRow[];
          if (!page) break;
          to = lastNumber(page.id);
          if (page.from <= id) found.set(page.id, page);
        }
        return { pages: [...found.values()], more: false };
      });
      const { messages } = await open(chat, rows, 0, NEWEST);
      return messages.filter(({ id }) => wanted.has(id));
    },

    /** Everything kept of a chat or topic, newest first, so many messages at a time (ascending within). */
    async *all(chat: ChatRef, size = 512): AsyncGenerator<Slice> {
      for (let upper = NEWEST; ; ) {
        const slice = await before(chat, upper, size);
        yield slice;
        const [first] = slice.messages;
        if (!slice.hasOlder || !first) return;
        upper = first.id;
      }
    },
  };
}

export type Reader = ReturnType<typeof createReader>;

/** Spans where messages are known to lack; in the others what is here may be old, but is here. */
function lacking(spans: readonly Span[]): { after: number; before: number }[] {
  return spans.filter(({ why }) => why !== 'check').map(({ after, before }) => ({ after, before }));
}

function overlapping(ranges: readonly { after: number; before: number }[], range: { after: number; before: number }) {
  return ranges.filter(({ after, before }) => before - 1 > range.after && after + 1 < range.before);
}
