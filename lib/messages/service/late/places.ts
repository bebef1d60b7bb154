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

/**
 * The pages of a chat that hold ids (ascending), or would. A page holds what is above the page before it, up to its own
 * highest id; what is above all pages goes to the last one while that has room.
 */
export async function findPlaces({ db }: Records, chat: string, ids: readonly number[]): Promise<Place[]> {
  const pages = db.sealed('pages');
  const [first, end] = keysOf(chat);
  const found: Place[] = [];
  let place: Place | null = null;
  let to = -1;
  for (const id of ids) {
    if (!place || id > to) {
      const row = (await pages.where('id').between(pageId(chat, id), end).first()) as PageRow | undefined;
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
}

/** Pages that may hold ids between two, both outside. */
export async function pagesBetween({ db }: Records, chat: string, after: number, before: number): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (let low = after + 1; low < before; ) {
    const [row] = (await db
      .sealed('pages')
      .where('id')
      .between(pageId(chat, low), keysOf(chat)[1])
      .limit(1)
      .toArray()) as PageRow[];
    if (!row || row.from >= before) break;
    rows.push(row);
    low = lastNumber(row.id) + 1;
  }
  return rows;
}

/**
 * Whether what is to be put before a page fills one by itself, or does not fit into it: then the page is left as it is,
 * and not even opened.
 */
export function standsApart({ row, ids }: Place): boolean {
  if (!row || ids.length === 0 || ids.some((id) => id >= row.from)) return false;
  return ids.length >= OWN_PAGE || ids.length + row.n > PAGE_MESSAGES;
}
