import { loadNow, quantile, round, spread } from '../figures';
import type { Bench, BenchOptions, BenchResult } from '../registry';
import { type BenchWorker, openWorker } from './browser';
import type { Order, Who } from './worker';

/** Messages that are imported, and chats they are of; a tenth where it is quick. */
const MESSAGES = 100_000;
const CHATS = { import: 10, read: 100 };
const PAIRS = { import: 5, read: 9 };
/** Last pages read in a round, and as many messages as a view asks for. */
const READS = 200;
const SHOWN = 50;
/** Live messages in each chat since its pages were written. */
const LIVE = 8;

/** Which comes first in a pair: they take turns (ABBA). */
const turns = (pair: number): Who[] => (pair % 2 === 0 ? ['tez', 'plain'] : ['plain', 'tez']);

async function importing(worker: BenchWorker<Order>, count: number, { quick, onProgress }: BenchOptions) {
  const seconds: Record<Who, number[]> = { tez: [], plain: [] };
  for (let pair = 0; pair < (quick ? 2 : PAIRS.import); pair++) {
    for (const who of turns(pair)) {
      await worker.tell({ do: 'open', who });
      const [ms = 0, kept] = await worker.tell({ do: 'import', who });
      if (kept !== count) throw new Error(`${who} kept ${kept} of ${count} messages`);
      seconds[who].push(ms / 1000);
      await worker.tell({ do: 'close', who });
    }
    onProgress(`message-import: ${round(seconds.tez.at(-1) ?? 0)} s, plain ${round(seconds.plain.at(-1) ?? 0)} s`);
  }
  return seconds;
}

/** @param again of chats that were opened before */
async function reading(
  worker: BenchWorker<Order>,
  again: boolean,
  { quick, onProgress }: BenchOptions,
): Promise<Omit<BenchResult, 'name'>> {
  const p95: Record<Who, number[]> = { tez: [], plain: [] };
  await worker.tell({ do: 'read', times: READS / 2, limit: SHOWN, again });
  for (let pair = 0; pair < (quick ? 3 : PAIRS.read); pair++) {
    const times = await worker.tell({ do: 'read', times: READS, limit: SHOWN, again });
    p95.tez.push(quantile(times.slice(0, READS), 0.95));
    p95.plain.push(quantile(times.slice(READS), 0.95));
    const [own = 0, other = 0] = [p95.tez.at(-1), p95.plain.at(-1)];
    onProgress(`last-page${again ? '-again' : ''}: p95 ${round(own)} ms, plain ${round(other)} ms`);
  }
  return {
    ...{ against: 'dexie last 50', better: 'lower', floor: 2, aim: 1, unit: 'ms' },
    ...spread(p95.tez.map((value, i) => value / (p95.plain[i] ?? 0))),
    ...{ value: round(quantile(p95.tez, 0.5)), n: p95.tez.length, load: loadNow() },
  };
}

async function withWorker<T>(
  { quick }: BenchOptions,
  chats: number,
  measure: (worker: BenchWorker<Order>, count: number) => Promise<T>,
): Promise<T> {
  const share = quick ? 0.1 : 1;
  const worker = await openWorker<Order>(new URL('./worker.ts', import.meta.url));
  try {
    await worker.tell({ do: 'make', count: MESSAGES * share, chats: chats * share });
    return await measure(worker, MESSAGES * share);
  } finally {
    await worker.close();
  }
}

export const imports: Bench = {
  names: ['message-import'],
  run: (options) =>
    withWorker(options, CHATS.import, async (worker, count): Promise<BenchResult[]> => {
      const seconds = await importing(worker, count, options);
      return [
        {
          ...{ name: 'message-import', against: 'dexie bulkPut', better: 'higher', floor: 1, aim: 5 },
          ...spread(seconds.tez.map((value, i) => (seconds.plain[i] ?? 0) / value)),
          ...{ unit: 'messages/s', value: round(count / quantile(seconds.tez, 0.5)) },
          ...{ n: seconds.tez.length, load: loadNow() },
        },
      ];
    }),
};

export const lastPages: Bench = {
  names: ['last-page', 'last-page-again'],
  run: (options) =>
    withWorker(options, CHATS.read, async (worker): Promise<BenchResult[]> => {
      for (const who of ['tez', 'plain'] as const) {
        await worker.tell({ do: 'open', who });
        await worker.tell({ do: 'import', who });
        await worker.tell({ do: 'receive', who, each: LIVE });
      }
      return [
        { name: 'last-page', ...(await reading(worker, false, options)) },
        { name: 'last-page-again', ...(await reading(worker, true, options)) },
      ];
    }),
};
