import { type ChatRef, parseChatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { NEWEST } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import { idsOf, unpackIds, unpackOps } from '@/lib/messages/pages';
import type { Changes, Source } from '@/lib/search/engine';
import type { IdRange } from '@/lib/search/memory';
import { MESSAGES_EPOCH, messageDoc } from '@/lib/search/message-docs';
import { type FeedRow, type JournalRow, keysOf, lastNumber, pageId } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';
import { type FeedMark, readMark, type WalkMark, writeMark } from './message-marks';

/** Kept messages, as lib/messages reads them. */
export interface KeptMessages {
  between(chat: ChatRef, from: number, to: number): Promise<Message[]>;
  byIds(chat: ChatRef, ids: readonly number[]): Promise<Message[]>;
}

/**
 * Kept messages as documents. The feed tells what changed. An index that begins anew walks through everything first: the
 * journals before the pages, since what is folded meanwhile goes from there to here, and then what the feed has since.
 */
export function messageSource({ records, kept }: { records: Records; kept: () => KeptMessages }): Source {
  const { db } = records;
  const pages = db.sealed('pages');
  const journal = db.sealed('journal');

  /** Everything, up to the feed's end: read before the messages, so that nothing falls between. */
  async function begin(limit: number): Promise<Changes> {
    const newest = await db.feed.orderBy('n').last();
    return walkJournals({ stage: 'journal', feed: newest?.n ?? 0, after: '' }, limit);
  }

  async function walkJournals(mark: WalkMark, limit: number): Promise<Changes> {
    const rows = (await journal.where('id').above(mark.after).limit(limit).toArray()) as JournalRow[];
    const last = rows.at(-1);
    if (!last) return walkPages({ ...mark, stage: 'pages', after: '' }, limit);
    const ranges: IdRange[] = [];
    for (const row of rows) ranges.push(...(await rangesOf(chatOf(row.id), await idsIn(row))));
    const [rest, all, fed] = await Promise.all([
      journal.where('id').above(last.id).count(),
      pages.count(),
      db.feed.where('n').above(mark.feed).count(),
    ]);
    // One more, so that whoever takes in changes comes back for the pages.
    return { ranges, upTo: writeMark({ ...mark, after: last.id }), left: rest + all + fed + 1 };
  }

  async function walkPages(mark: WalkMark, limit: number): Promise<Changes> {
    const keys = await pages.where('id').above(mark.after).limit(limit).primaryKeys();
    const last = keys.at(-1);
    if (last === undefined) return follow({ stage: 'feed', n: mark.feed, id: NEWEST }, limit);
    // A page holds what is above the page before it.
    const before = [mark.after, ...keys];
    const ranges = keys.map((key, i): IdRange => {
      const space = chatOf(key);
      const below = before[i] ?? '';
      return { space, from: below !== '' && chatOf(below) === space ? lastNumber(below) + 1 : 0, to: lastNumber(key) };
    });
    const [rest, fed] = await Promise.all([
      pages.where('id').above(last).count(),
      db.feed.where('n').above(mark.feed).count(),
    ]);
    return { ranges, upTo: writeMark({ ...mark, after: last }), left: rest + fed + 1 };
  }

  async function follow(mark: FeedMark, limit: number): Promise<Changes> {
    const rows = await db.feed.where('n').aboveOrEqual(mark.n).limit(limit).toArray();
    const ranges: IdRange[] = [];
    let upTo = mark;
    for (const row of rows) {
      const n = row.n ?? 0;
      const done = n === mark.n ? mark.id : 0;
      if (done >= NEWEST) continue;
      const own = await rangesAbove(row, done, limit - ranges.length);
      ranges.push(...own.ranges);
      upTo = { stage: 'feed', n, id: own.whole ? NEWEST : Number(own.ranges.at(-1)?.to ?? done) };
      if (!own.whole) break;
    }
    const [rest, last] = await Promise.all([db.feed.where('n').above(upTo.n).count(), upTo.id < NEWEST ? 1 : 0]);
    return { ranges, upTo: writeMark(upTo), left: rest + last };
  }

  /** What a row of the feed speaks of, above an id, in at most so many ranges; `whole`: there is no more. */
  async function rangesAbove(
    { account, peer, ids }: FeedRow,
    after: number,
    limit: number,
  ): Promise<{ ranges: IdRange[]; whole: boolean }> {
    if (limit <= 0) return { ranges: [], whole: false };
    const space = `${account}:${peer}`;
    if (!ids) {
      const ends = await pages
        .where('id')
        .between(pageId(space, after + 1), keysOf(space)[1])
        .limit(limit)
        .primaryKeys();
      const whole = ends.length < limit;
      const tos = [...ends.map(lastNumber), ...(whole ? [NEWEST] : [])];
      return { ranges: tos.map((to, i) => ({ space, from: (tos[i - 1] ?? after) + 1, to })), whole };
    }
    const ranges = await rangesOf(
      space,
      unpackIds(ids).filter((id) => id > after),
    );
    return { ranges: ranges.slice(0, limit), whole: ranges.length <= limit };
  }

  /** Ids of a chat (ascending), those in one page as one range. */
  async function rangesOf(space: string, ids: readonly number[]): Promise<IdRange[]> {
    const [first] = ids;
    const last = ids.at(-1);
    if (first === undefined || last === undefined) return [];
    const ends = (await pages.where('id').between(pageId(space, first), pageId(space, last)).primaryKeys()).map(
      lastNumber,
    );
    const ranges: { space: string; from: number; to: number }[] = [];
    let page = 0;
    let open = -1;
    for (const id of ids) {
      while (page < ends.length && (ends[page] as number) < id) page++;
      const range = open === page ? ranges.at(-1) : undefined;
      if (range) range.to = id;
      else ranges.push({ space, from: id, to: id });
      open = page;
    }
    return ranges;
  }

  /** The ids a row of the journal speaks of, ascending; none where it does not open: the messages are asked for again. */
  async function idsIn(row: JournalRow): Promise<number[]> {
    try {
      const ops = unpackOps(0, await records.openText('journal', row));
      return [...new Set(ops.flatMap(idsOf))].sort((a, b) => a - b);
    } catch (error) {
      if (error instanceof SyntaxError || TezError.from(error).kind === 'damaged') return [];
      throw error;
    }
  }

  return {
    epoch: MESSAGES_EPOCH,

    async knows(text) {
      const mark = readMark(text);
      if (mark === null) return text === '';
      // The row that was taken in last stays, so that a store of another time is told from this one.
      const n = mark.stage === 'feed' ? mark.n : mark.feed;
      return n === 0 || (await db.feed.where('n').equals(n).count()) > 0;
    },

    async changes(text, limit) {
      const mark = readMark(text);
      if (mark === null) return begin(limit);
      if (mark.stage === 'feed') return follow(mark, limit);
      return mark.stage === 'journal' ? walkJournals(mark, limit) : walkPages(mark, limit);
    },

    async docs({ space, from, to }) {
      const chat = parseChatKey(space);
      const messages = await kept().between(chat, Number(from), Number(to));
      return messages.flatMap((message) => messageDoc(chat.account, message) ?? []);
    },

    async stored(text) {
      const mark = readMark(text);
      if (mark)
        await db.feed
          .where('n')
          .below(mark.stage === 'feed' ? mark.n : mark.feed)
          .delete();
    },
  };
}

/** `account:peer` of a key in `pages` or `journal`. */
function chatOf(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}
