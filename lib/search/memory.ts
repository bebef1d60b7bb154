import { addBit, type Bits, hasBit, noBits } from './bits';
import { compareDocs, type Entry, type Id } from './entry';
import { type Ask, scoreEntry } from './match';
import type { Found } from './search-segments';

/** Ids of one space, both ends inclusive. */
export interface IdRange {
  space: string;
  from: Id;
  to: Id;
}

/** An indexed document in memory; `kill` takes it out. */
export interface Known {
  id: Id;
  print: number;
  kill: () => void;
}

/** Documents that are not in a segment yet: few, and looked through one by one. */
export interface Memory {
  readonly size: number;
  put(entry: Entry): void;
  known(range: IdRange): Known[];
  entries(): Entry[];
}

export function createMemory(): Memory {
  const spaces = new Map<string, Map<Id, Entry>>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    put(entry) {
      let space = spaces.get(entry.space);
      if (!space) {
        space = new Map();
        spaces.set(entry.space, space);
      }
      if (!space.has(entry.id)) size++;
      space.set(entry.id, entry);
    },
    known({ space, from, to }) {
      const own = spaces.get(space);
      const within = [...(own?.values() ?? [])].filter(({ id }) => id >= from && id <= to);
      return within.map(({ id, print }) => ({
        id,
        print,
        kill: () => {
          if (own?.delete(id)) size--;
        },
      }));
    },
    entries: () => [...spaces.values()].flatMap((space) => [...space.values()]),
  };
}

/** Documents that are being written into a segment: in its order, and those that were taken out meanwhile. */
export interface Frozen {
  docs: readonly Entry[];
  dead: Bits;
}

export function freeze(memory: Memory): Frozen {
  const docs = memory.entries().sort(compareDocs);
  return { docs, dead: noBits(docs.length) };
}

export function knownFrozen({ docs, dead }: Frozen, { space, from, to }: IdRange): Known[] {
  return docs.flatMap((doc, i) => {
    const { id, print } = doc;
    if (doc.space !== space || id < from || id > to || hasBit(dead, i)) return [];
    return [{ id, print, kill: () => addBit(dead, i) }];
  });
}

/** Documents of memory that answer a question. */
export function searchEntries(ask: Ask, entries: readonly Entry[], scored: boolean): Found[] {
  return entries.flatMap((entry) => {
    const score = scoreEntry(ask, entry);
    if (score === null) return [];
    return [{ space: entry.space, id: entry.id, at: entry.at, score: scored ? score : 0 }];
  });
}

export function living({ docs, dead }: Frozen): Entry[] {
  return docs.filter((_, i) => !hasBit(dead, i));
}
