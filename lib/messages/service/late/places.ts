import { PAGE_MESSAGES } from '@/lib/messages/pages';
import { keysOf, lastNumber, type PageRow, pageId } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';

/** A page, or (`row` null) the place where one will be, and the ids in it that something is to happen to. */
export interface Place {
  row: PageRow | null;
  ids: number[];
}

/** Messages that fill so much of a page get one of their own, so that its neighbour need not be written anew. */
const OWN_PAGE = PAGE_MESSAGES / 2;

/** Looks for the pages of a chat, reading each once. For one transaction. */
export function placesIn({ db }: Records, chat: string) {
  const pages = db.sealed('pages');
  const [first, end] = keysOf(chat);
  const known = new Map<number, PageRow | undefined>();

  /** The page that holds an id, or else the next above it. */
  async function from(id: number): Promise<PageRow | undefined> {
    if (!known.has(id)) {
      const [row] = await pages.where('id').between(pageId(chat, id), end).limit(1).toArray();
      known.set(id, row as PageRow | undefined);
    }
    return known.get(id);
  }

  return {
    /**
     * The pages that hold ids (ascending), or would. A page holds what is above the page before it, up to its own highest
     * id; what is above all pages goes to the last one while that has room.
     */
    async find(ids: readonly number[]): Promise<Place[]> {
      const found: Place[] = [];
      let place: Place | null = null;
      let to = -1;
      for (const id of ids) {
        if (!place || id > to) {
          const row = await from(id);
          to = row ? lastNumber(row.id) : Number.POSITIVE_INFINITY;
          place = { row: row ?? null, ids: [] };
          found.push(place);
        }
        place.ids.push(id);
      }
      const tail = found.at(-1);
      if (!tail || tail.row || tail.ids.length >= OWN_PAGE) return found;
      const last = (await pages.where('id').between(first, end).last()) as PageRow | undefined;
      if (!last || last.n + tail.ids.length > PAGE_MESSAGES) return found;
      const same = found.find(({ row }) => row?.id === last.id);
      if (!same) {
        tail.row = last;
        return found;
      }
      same.ids.push(...tail.ids);
      return found.slice(0, -1);
    },

    /** Pages that may hold ids between two, both outside. */
    async between(after: number, before: number): Promise<PageRow[]> {
      const rows: PageRow[] = [];
      for (let low = after + 1; low < before; ) {
        const row = await from(low);
        if (!row || row.from >= before) break;
        rows.push(row);
        low = lastNumber(row.id) + 1;
      }
      return rows;
    },
  };
}

/**
 * Ranges of ids (both ends outside) with those joined that meet or overlap: a history's answers follow each other, and
 * are looked for together.
 */
export function joinRanges(ranges: readonly { after: number; before: number }[]): { after: number; before: number }[] {
  const joined: { after: number; before: number }[] = [];
  for (const { after, before } of [...ranges].sort((a, b) => a.after - b.after)) {
    const last = joined.at(-1);
    if (last && after < last.before) last.before = Math.max(last.before, before);
    else joined.push({ after, before });
  }
  return joined;
}

/**
 * Whether what is to be put before a page fills one by itself, or does not fit into it: then the page is left as it is,
 * and not even opened.
 */
export function standsApart({ row, ids }: Place): boolean {
  if (!row || ids.length === 0 || ids.some((id) => id >= row.from)) return false;
  return ids.length >= OWN_PAGE || ids.length + row.n > PAGE_MESSAGES;
}
