import type { Message } from '@/lib/messages/model';
import { applyOps, type CutPage, cutPages, idsOf, type Op, opWithin, packIds, packMessage } from '@/lib/messages/pages';
import { type JournalRow, keysOf, lastNumber, type PageIdsRow, type PageRow, pageId } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';
import type { TableChange } from '@/lib/store/write-together';
import { isCommon } from '../journal';
import { type OpenPage, openJournal, openPages } from './open-rows';
import { joinRanges, type Place, placesIn, standsApart } from './places';

/** What the server has between two ids (both outside): nothing else stays there, but what was heard since it was asked. */
export interface Answer {
  after: number;
  before: number;
  messages: readonly Message[];
  since: readonly Op[];
}

/** What is to happen to a chat's pages, beside the folding of its journal. */
export interface Wish {
  /** Only messages of this topic are concerned by answers and `map`. */
  topic?: number;
  answers?: readonly Answer[];
  /** Every message that is here becomes this; null goes. */
  map?: (message: Message) => Message | null;
}

/** A chat's pages as they are to be. */
export interface Rewriting {
  put: PageRow[];
  putIds: PageIdsRow[];
  remove: string[];
  removeIds: string[];
  journal: string[];
  /** Ids whose messages are others now, or gone, ascending. What the journal did was told when it was appended. */
  changed: number[];
  gone: number[];
  /** Ranges (both ends outside) that could not be read: their rows go, and the server must be asked. */
  damaged: { after: number; before: number }[];
}

/**
 * Plans how a chat's journal and a wish go into its pages, reading only the pages concerned. In the engine's turn; the
 * caller stores the plan in one transaction.
 */
export async function planRewriting(
  records: Records,
  account: number,
  peer: number,
  { topic, answers = [], map }: Wish = {},
): Promise<Rewriting> {
  const { db } = records;
  const chat = `${account}:${peer}`;
  const journal = (await db
    .sealed('journal')
    .where('id')
    .between(...keysOf(chat))
    .toArray()) as JournalRow[];
  const folded = await openJournal(records, peer, journal);
  const ids = new Set([
    ...folded.ops.flatMap(idsOf),
    ...answers.flatMap((answer) => [...answer.messages.map(({ id }) => id), ...opsOf(answer).flatMap(idsOf)]),
  ]);
  const ranges = joinRanges(map ? [{ after: 0, before: Number.MAX_SAFE_INTEGER }] : answers);

  const places = await db.transaction('r', db.sealed('pages'), async () => {
    const { find, between } = placesIn(records, chat);
    const found = await find([...ids].sort((a, b) => a - b));
    for (const { after, before } of ranges) {
      for (const row of await between(after, before)) {
        if (!found.some((place) => place.row?.id === row.id)) found.push({ row, ids: [] });
      }
    }
    return found;
  });
  for (const place of places) if (standsApart(place) && !isWithin(place.row, ranges)) place.row = null;
  const rows = places.flatMap(({ row }) => row ?? []);
  const opened = new Map((await openPages(records, peer, rows)).map((page) => [page.row.id, page]));

  const before = new Map<number, Message>();
  for (const { messages } of opened.values()) for (const message of messages ?? []) before.set(message.id, message);
  applyOps(before, folded.ops);
  const now = new Map(before);
  const concerned = (message: Message) => topic === undefined || message.topic === topic;
  for (const answer of answers) {
    for (const message of now.values()) {
      if (message.id > answer.after && message.id < answer.before && concerned(message)) now.delete(message.id);
    }
    for (const message of answer.messages) now.set(message.id, message);
    applyOps(now, opsOf(answer));
  }
  if (map) {
    for (const message of [...now.values()].filter(concerned)) {
      const next = map(message);
      if (next) now.set(next.id, next);
      else now.delete(message.id);
    }
  }

  const plan: Rewriting = {
    put: [],
    putIds: [],
    remove: [],
    removeIds: [],
    journal: journal.map(({ id }) => id),
    changed: changedIds(before, now),
    gone: [...before.keys()].filter((id) => !now.has(id)),
    // Without ids in the clear nobody knows what a row of the journal spoke of.
    damaged: folded.damaged.map(({ from, to }) => ({
      after: (from ?? 1) - 1,
      before: (to ?? Number.MAX_SAFE_INTEGER) + 1,
    })),
  };
  await Promise.all(
    places.map(async (place) => {
      const page = place.row ? opened.get(place.row.id) : undefined;
      await planPlace(records, plan, { account, peer, page, messages: messagesOf(place, page, now) });
    }),
  );
  return plan;
}

const opsOf = ({ since, after, before }: Answer) => since.map((op) => opWithin(op, after, before));

function isWithin(row: PageRow | null, ranges: readonly { after: number; before: number }[]): boolean {
  return row !== null && ranges.some(({ after, before }) => row.from < before && lastNumber(row.id) > after);
}

/** What a place holds now, ascending. */
function messagesOf({ ids }: Place, page: OpenPage | undefined, now: ReadonlyMap<number, Message>): Message[] {
  const inside = new Set([...(page?.messages ?? []).map(({ id }) => id), ...ids]);
  return [...inside].flatMap((id) => now.get(id) ?? []).sort((a, b) => a.id - b.id);
}

function changedIds(before: ReadonlyMap<number, Message>, now: ReadonlyMap<number, Message>): number[] {
  const same = (a: Message, b: Message) => a === b || JSON.stringify(packMessage(a)) === JSON.stringify(packMessage(b));
  const changed = [...before.keys()].filter((id) => !now.has(id));
  for (const [id, message] of now) {
    const old = before.get(id);
    if (!old || !same(old, message)) changed.push(id);
  }
  return changed.sort((a, b) => a - b);
}

async function planPlace(
  records: Records,
  plan: Rewriting,
  { account, peer, page, messages }: { account: number; peer: number; page?: OpenPage; messages: Message[] },
): Promise<void> {
  const row = page?.row;
  if (row && page.messages === null) plan.damaged.push({ after: row.from - 1, before: lastNumber(row.id) + 1 });
  const parts = cutPages(messages, isCommon(peer));
  const [only] = parts;
  const stays = parts.length === 1 && row && only?.messages.at(-1)?.id === lastNumber(row.id);
  if (stays && only?.text === page.text) return;
  const chat = `${account}:${peer}`;
  const made = await Promise.all(parts.map((part) => sealPage(records, chat, part, row)));
  const ids = parts.flatMap((part) => idsRow(account, peer, part));
  plan.put.push(...made);
  plan.putIds.push(...ids);
  if (row && !made.some(({ id }) => id === row.id)) plan.remove.push(row.id);
  if (row && !ids.some(({ id }) => id === row.id)) plan.removeIds.push(row.id);
}

async function sealPage(
  records: Records,
  chat: string,
  { messages, text }: CutPage,
  old: PageRow | undefined,
): Promise<PageRow> {
  const id = pageId(chat, messages.at(-1)?.id ?? 0);
  const v = old?.id === id ? old.v + 1 : 1;
  const box = await records.sealText('pages', id, v, text);
  return { id, from: messages[0]?.id ?? 0, n: messages.length, v, box };
}

/** What finds the page by the ids and topics in it; none where its key alone does. */
function idsRow(account: number, peer: number, { messages }: CutPage): PageIdsRow[] {
  const topics = [...new Set(messages.flatMap(({ topic }) => topic ?? []))];
  const ids = messages.map(({ id }) => id);
  const [from = 0] = ids;
  const to = ids.at(-1) ?? 0;
  if (!isCommon(peer) && topics.length === 0) return [];
  return [
    {
      id: pageId(`${account}:${peer}`, to),
      ...(isCommon(peer) ? { account } : {}),
      from,
      to,
      ids: packIds(ids),
      ...(topics.length > 0 ? { topics: topics.map((topic) => `${account}:${peer}:${topic}`) } : {}),
    },
  ];
}

/** What a plan does to the tables of messages. */
export function changesOf({ put, putIds, remove, removeIds, journal }: Rewriting): TableChange[] {
  return [
    { table: 'pages', remove, put },
    { table: 'pageIds', remove: removeIds, put: putIds },
    { table: 'journal', remove: journal },
  ];
}
