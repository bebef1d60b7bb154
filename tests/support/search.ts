import type { BlockStore } from '@/lib/search/blocks';
import type { Source } from '@/lib/search/engine';
import type { Doc, DocKey, Id } from '@/lib/search/entry';
import type { IdRange } from '@/lib/search/memory';
import { bind, importKey, open, seal } from '@/lib/store/box';

/** Blocks sealed as in the database, in a map that a test can look into and damage. */
export function sealedBlocks() {
  const boxes = new Map<string, Uint8Array>();
  const key = importKey(new Uint8Array(32).fill(7)).then((own) => ({ current: 1, byNumber: new Map([[1, own]]) }));
  /** Set by a test: the write after so many fails. */
  const faults = { writesLeft: Number.POSITIVE_INFINITY };
  const cleared: string[] = [];
  /** Set by a test: reads wait for it. */
  const gate: { opens: Promise<unknown> | null; waiting: number } = { opens: null, waiting: 0 };
  const store: BlockStore = {
    async read(ids) {
      if (gate.opens) {
        gate.waiting++;
        await gate.opens;
      }
      const keys = await key;
      return Promise.all(
        ids.map(async (id) => {
          const box = boxes.get(id);
          return box && open(keys, box, bind('search', id, 1));
        }),
      );
    },
    async write(blocks, removed = []) {
      const keys = await key;
      const sealed = await Promise.all(
        blocks.map(async ({ id, bytes }) => [id, await seal(keys, bytes, bind('search', id, 1))] as const),
      );
      if (faults.writesLeft-- <= 0) throw new Error('the worker died');
      for (const [id, box] of sealed) boxes.set(id, box);
      for (const id of removed) boxes.delete(id);
    },
    async clear(prefix) {
      cleared.push(prefix);
      for (const id of [...boxes.keys()]) if (id.startsWith(prefix)) boxes.delete(id);
    },
  };
  return { boxes, store, faults, cleared, gate };
}

/** Documents in memory with a log of what changed, as a store would have it. */
export function fakeSource() {
  const docs = new Map<string, Doc>();
  const log = new Map<string, { at: number; key: DocKey }>();
  let last = 0;
  /** Marks below this were given by an earlier state of the documents. */
  let oldest = 0;
  const nameOf = ({ space, id }: DocKey) => `${space}|${id}`;

  function changed(key: DocKey): void {
    log.delete(nameOf(key));
    log.set(nameOf(key), { at: ++last, key: { space: key.space, id: key.id } });
  }

  const source: Source = {
    epoch: 'test',
    knows: async (mark) => mark === '' || Number(mark) >= oldest,
    async changes(mark, limit) {
      const after = [...log.values()].filter(({ at }) => at > Number(mark));
      const ranges = after.slice(0, limit).map(({ key: { space, id } }): IdRange => ({ space, from: id, to: id }));
      return { ranges, upTo: String(after[limit - 1]?.at ?? last), left: Math.max(0, after.length - limit) };
    },
    async docs({ space, from, to }) {
      return [...docs.values()].filter((doc) => doc.space === space && doc.id >= from && doc.id <= to);
    },
  };
  return {
    source,
    docs,
    put(doc: Doc) {
      docs.set(nameOf(doc), doc);
      changed(doc);
    },
    remove(key: DocKey) {
      if (docs.delete(nameOf(key))) changed(key);
    },
    /** The documents are those of another time. */
    restore() {
      oldest = ++last;
    },
  };
}

/** One thing asked for, in plain words, and as a person types it. */
export type Asked = { words: string[]; quoted: boolean };

export function typed(asked: readonly Asked[]): string {
  return asked.map(({ words, quoted }) => (quoted ? `"${words.join(' ')}"` : words.join('-'))).join(' ');
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
const split = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The slow and obvious search: every document, every place. Right for texts of plain Latin and Cyrillic letters. */
export function scan(
  docs: Iterable<Doc>,
  asked: readonly Asked[],
  filter: { attributes?: string[][]; since?: number; until?: number } = {},
): (DocKey & { at: number; score: number })[] {
  const found: (DocKey & { at: number; score: number })[] = [];
  for (const doc of docs) {
    if (doc.at < (filter.since ?? 0) || doc.at >= (filter.until ?? Number.POSITIVE_INFINITY)) continue;
    const own = [...doc.attributes, `in ${doc.space}`];
    if (!(filter.attributes ?? []).every((names) => names.some((name) => own.includes(name)))) continue;
    const scores = asked.map(({ words, quoted }) => {
      const wanted = words.map(fold);
      const scoresOf = (text: string, title: boolean) => {
        const all = split(text);
        return all.map((_, i) => {
          const last = wanted.length - 1;
          const hit = wanted.every((word, k) => {
            const here = all[i + k] ?? '';
            return k === last && !quoted ? here.startsWith(word) : here === word;
          });
          if (!hit) return 0;
          return (title ? (i === 0 ? 4 : 2) : 0) + (all[i + last] === wanted[last] ? 2 : 1);
        });
      };
      return Math.max(0, ...scoresOf(doc.title, true), ...doc.body.flatMap((text) => scoresOf(text, false)));
    });
    if (scores.every((score) => score > 0)) {
      found.push({ space: doc.space, id: doc.id, at: doc.at, score: scores.reduce((a, b) => a + b, 0) });
    }
  }
  return found;
}

/** Newest first, or best first. */
export function inOrder(found: ReturnType<typeof scan>, scored: boolean) {
  const byId = (a: Id, b: Id) => (a === b ? 0 : a > b ? -1 : 1);
  return found.sort(
    (a, b) =>
      (scored ? b.score - a.score : 0) ||
      b.at - a.at ||
      (a.space < b.space ? -1 : a.space > b.space ? 1 : byId(a.id, b.id)),
  );
}
