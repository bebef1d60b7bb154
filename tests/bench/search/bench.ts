import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import MiniSearch from 'minisearch';
import { createSearchIndex, type SearchIndex } from '@/lib/search/engine';
import { parseQuery } from '@/lib/search/query';
import { snippetOf } from '@/lib/search/snippet';
import { wordsOf } from '@/lib/search/words';
import { loadNow, quantile, round, spread } from '../figures';
import type { Bench, BenchOptions, BenchResult } from '../registry';
import { queriesFor, salesTalk } from '../sales-talk';
import { keepPages } from './corpus';
import { createDisk } from './disk';

/** Messages; a tenth where it is quick. */
const MESSAGES = 1_000_000;
/** Pairs of rounds, each of so many queries that nobody has asked before. */
const PAIRS = 9;
const QUERIES = 40;
/** Results that are shown at once, each with a snippet of so many units. */
const SHOWN = 20;
const SNIPPET = 120;
/** Bytes of opened blocks that the product keeps as well (lib/search/service). */
const BUDGET = 8 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
/** What MiniSearch was seen to take, and what is promised and hoped for: 50 and 16 ms against 97, a tenth of the heap. */
const FASTER = { floor: 0.52, aim: 0.165 };
const SMALLER = { floor: 1, aim: 0.1 };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that live: the heap, and the buffers outside it, which are counted once their owners are swept. */
async function living(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    collect();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Peer {
  search(query: string): Promise<unknown> | unknown;
}

async function build(options: BenchOptions) {
  const count = options.quick ? MESSAGES / 10 : MESSAGES;
  const disk = createDisk();
  options.onProgress(`search: keeping ${count} messages`);
  const kept = await keepPages(salesTalk(count), disk.store);
  const before = await living();
  const start = performance.now();
  const index = createSearchIndex({
    ...{ name: 'm', store: disk.store, source: kept.source, budget: BUDGET },
    now: Date.now,
    pause: () => new Promise(setImmediate),
  });
  await index.work();
  const seconds = (performance.now() - start) / 1000;
  options.onProgress(`search: indexed in ${round(seconds)} s, ${round(disk.size('m/') / MEGABYTE)} MB on disk`);
  return { count, disk, kept, index, before };
}

/** A query of the product: the newest answers, with snippets from their sealed pages. */
function product(index: SearchIndex, texts: Awaited<ReturnType<typeof keepPages>>['texts']): Peer {
  return {
    async search(query) {
      const { conditions } = parseQuery(query, 0);
      const { found } = await index.search({ conditions, attributes: [] }, { limit: SHOWN, scored: false }, 0);
      return (await texts(found)).map((text) => snippetOf(text, conditions, SNIPPET));
    },
  };
}

/** All words, the last as a beginning, as its documentation has it; folded by Tez's own words, and without snippets. */
function miniSearch(count: number, onProgress: (line: string) => void): Peer {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => wordsOf(text).words,
    processTerm: (term) => term,
    searchOptions: { combineWith: 'AND', prefix: (_, i, terms) => i === terms.length - 1 },
  });
  onProgress('search: building MiniSearch');
  let id = 0;
  for (const { text } of salesTalk(count)) index.add({ id: ++id, text });
  return { search: (query) => index.search(query).slice(0, SHOWN) };
}

async function p95(peer: Peer, queries: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await peer.search(query);
    times.push(performance.now() - start);
  }
  return quantile(times, 0.95);
}

async function run(options: BenchOptions): Promise<BenchResult[]> {
  const { count, disk, kept, index, before } = await build(options);
  try {
    const queries = queriesFor([...salesTalk(20_000, 1)], PAIRS * QUERIES);
    const ours = product(index, kept.texts);
    // What a worker that has answered for a while holds. Pages and their list are the store's, not the search's.
    for (const query of queries.slice(0, QUERIES)) await ours.search(query);
    const withOurs = await living();
    const theirs = miniSearch(count, options.onProgress);
    const [ownBytes, theirBytes] = [withOurs - before, (await living()) - withOurs];

    const [ownTimes, ratios]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < PAIRS; pair++) {
      const asked = queries.slice(pair * QUERIES, (pair + 1) * QUERIES);
      const oursFirst = pair % 2 === 0;
      const first = await p95(oursFirst ? ours : theirs, asked);
      const second = await p95(oursFirst ? theirs : ours, asked);
      const [own, other] = oursFirst ? [first, second] : [second, first];
      ownTimes.push(own);
      ratios.push(own / other);
      options.onProgress(`search: p95 ${round(own)} ms, MiniSearch ${round(other)} ms`);
    }
    const share = round(ownBytes / theirBytes);
    options.onProgress(`search: holds ${round(ownBytes / MEGABYTE)} MB, MiniSearch ${round(theirBytes / MEGABYTE)} MB`);
    const common = { against: 'minisearch', better: 'lower', load: loadNow() } as const;
    return [
      {
        name: 'search-p95',
        ...common,
        ...spread(ratios),
        ...FASTER,
        unit: 'ms',
        value: round(quantile(ownTimes, 0.5)),
        n: PAIRS,
      },
      {
        ...{ name: 'search-heap', ...common, ratio: share, low: share, high: share, ...SMALLER },
        ...{ unit: 'MB', value: round(ownBytes / MEGABYTE), n: 1 },
      },
    ];
  } finally {
    disk.close();
  }
}

export const search: Bench = { names: ['search-p95', 'search-heap'], run };
