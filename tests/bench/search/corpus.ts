import type { BlockStore } from '@/lib/search/blocks';
import type { Source } from '@/lib/search/engine';
import type { Doc, DocKey, Id } from '@/lib/search/entry';
import type { SaidMessage } from '../sales-talk';

/** Messages in one sealed page, as the product keeps them. */
const PAGE = 128;

interface Kept {
  id: number;
  date: number;
  text: string;
}

const spaceOf = (chat: number) => `1:${1000 + chat}`;

/** Sealed pages of messages, by chat; ids rise within the account. A source for an index, and where snippets are read. */
export async function keepPages(messages: Iterable<SaidMessage>, store: BlockStore) {
  const open = new Map<number, Kept[]>();
  const pages = new Map<string, { ids: number[]; names: string[] }>();
  const order: { space: string; from: number; to: number }[] = [];
  const text = new TextEncoder();

  async function end(chat: number, kept: readonly Kept[]): Promise<void> {
    const [first, last] = [kept[0]?.id ?? 0, kept.at(-1)?.id ?? 0];
    const space = spaceOf(chat);
    const name = `pages/${space}/${last}`;
    await store.write([{ id: name, bytes: text.encode(JSON.stringify(kept)) }]);
    const known = pages.get(space) ?? { ids: [], names: [] };
    known.ids.push(last);
    known.names.push(name);
    pages.set(space, known);
    order.push({ space, from: first, to: last });
  }

  let id = 0;
  for (const { chat, text: words, date } of messages) {
    const page = open.get(chat) ?? [];
    page.push({ id: ++id, date, text: words });
    open.set(chat, page);
    if (page.length < PAGE) continue;
    open.delete(chat);
    await end(chat, page);
  }
  for (const [chat, page] of open) await end(chat, page);

  async function readPage(name: string): Promise<Kept[]> {
    const [bytes] = await store.read([name]);
    return JSON.parse(new TextDecoder().decode(bytes)) as Kept[];
  }

  function pageOf(space: string, id: Id): string {
    const known = pages.get(space);
    const at = known?.ids.findIndex((last) => last >= Number(id)) ?? -1;
    const name = known?.names[at];
    if (name === undefined) throw new Error('every message lies in a page');
    return name;
  }

  const source: Source = {
    epoch: 'bench',
    knows: async () => true,
    async changes(mark, limit) {
      const from = Number(mark);
      const ranges = order.slice(from, from + limit);
      return { ranges, upTo: String(from + ranges.length), left: order.length - from - ranges.length };
    },
    async docs({ space, from, to }) {
      const kept = await readPage(pageOf(space, to));
      return kept
        .filter(({ id }) => id >= Number(from) && id <= Number(to))
        .map(({ id, date, text: words }): Doc => {
          return { space, id, at: Math.floor(date / 1000), title: '', body: [words], attributes: [] };
        });
    },
  };
  return {
    source,
    /** The texts of messages, each page opened once. */
    async texts(found: readonly DocKey[]): Promise<string[]> {
      const names = found.map(({ space, id }) => pageOf(space, id));
      const opened = new Map(
        await Promise.all([...new Set(names)].map(async (name) => [name, await readPage(name)] as const)),
      );
      return found.map(({ id }, i) => opened.get(names[i] ?? '')?.find((own) => own.id === id)?.text ?? '');
    },
  };
}
