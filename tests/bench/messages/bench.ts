import { loadNow, quantile, round, spread } from '../figures';
import type { Bench, BenchOptions, BenchResult } from '../registry';
import { type BenchWorker, openWorker } from './browser';
import type { Who } from './worker';

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

async function importing(worker: BenchWorker, count: number, { quick, onProgress }: BenchOptions) {
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

async function reading(worker: BenchWorker, { quick, onProgress }: BenchOptions) {
  const p95: Record<Who, number[]> = { tez: [], plain: [] };
  for (const who of ['tez', 'plain'] as const) {
    await worker.tell({ do: 'open', who });
    await worker.tell({ do: 'import', who });
    await worker.tell({ do: 'receive', who, each: LIVE });
  }
  await worker.tell({ do: 'read', times: READS / 4, limit: SHOWN });
  for (let pair = 0; pair < (quick ? 3 : PAIRS.read); pair++) {
    const times = await worker.tell({ do: 'read', times: READS, limit: SHOWN });
    p95.tez.push(quantile(times.slice(0, READS), 0.95));
    p95.plain.push(quantile(times.slice(READS), 0.95));
    onProgress(`last-page: p95 ${round(p95.tez.at(-1) ?? 0)} ms, plain ${round(p95.plain.at(-1) ?? 0)} ms`);
  }
  return p95;
}

async function run(options: BenchOptions): Promise<BenchResult[]> {
  const count = options.quick ? MESSAGES / 10 : MESSAGES;
  const worker = await openWorker();
  try {
    const share = options.quick ? 0.1 : 1;
    await worker.tell({ do: 'make', count, chats: CHATS.import * share });
    const seconds = await importing(worker, count, options);
    await worker.tell({ do: 'make', count, chats: CHATS.read * share });
    const p95 = await reading(worker, options);
    const ratios = (own: readonly number[], other: readonly number[], higher: boolean) =>
      own.map((value, i) => (higher ? (other[i] ?? 0) / value : value / (other[i] ?? 0)));
    return [
      {
        ...{ name: 'message-import', against: 'dexie bulkPut', better: 'higher', floor: 1, aim: 5, unit: 'messages/s' },
        ...spread(ratios(seconds.tez, seconds.plain, true)),
        ...{ value: round(count / quantile(seconds.tez, 0.5)), n: seconds.tez.length, load: loadNow() },
      },
      {
        ...{ name: 'last-page', against: 'dexie last 50', better: 'lower', floor: 2, aim: 1, unit: 'ms' },
        ...spread(ratios(p95.tez, p95.plain, false)),
        ...{ value: round(quantile(p95.tez, 0.5)), n: p95.tez.length, load: loadNow() },
      },
    ];
  } finally {
    await worker.close();
  }
}

export const messages: Bench = { names: ['message-import', 'last-page'], run };
