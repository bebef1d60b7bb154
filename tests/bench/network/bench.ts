import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startTelegram } from '../../telegram';
import { DEFAULT_API } from '../../telegram/world/build';
import { loadNow, quantile, round, spread } from '../figures';
import { openWorker } from '../messages/browser';
import type { Bench, BenchOptions, BenchResult } from '../registry';
import type { Order, Who } from './worker';
import { longChat } from './world';

/** Messages of the one chat; a tenth where it is quick. */
const MESSAGES = 9_000;
const PAIRS = 7;
const WASM = '@mtcute/wasm/mtcute-simd.wasm';

async function run({ quick, onProgress }: BenchOptions): Promise<BenchResult[]> {
  const count = quick ? MESSAGES / 10 : MESSAGES;
  const telegram = await startTelegram({ scenario: longChat(count), seed: 1 });
  const wasm = await readFile(createRequire(import.meta.url).resolve(WASM));
  const worker = await openWorker<Order>(new URL('./worker.ts', import.meta.url), {
    '/mtcute.wasm': { type: 'application/wasm', body: wasm },
  });
  const local = {
    url: telegram.wsUrl(0).replace('/dc0/', '/dc{dc}/'),
    homeDc: telegram.homeDc,
    dcs: telegram.dcs,
    publicKeys: telegram.publicKeys.map(({ pem }) => pem),
  };
  const seconds: Record<Who, number[]> = { tez: [], bare: [] };
  try {
    // The first pair is not counted: wasm and code are compiled in it.
    for (let pair = -1; pair < (quick ? 3 : PAIRS); pair++) {
      const order: Who[] = Math.abs(pair) % 2 === 0 ? ['tez', 'bare'] : ['bare', 'tez'];
      for (const who of order) {
        await worker.tell({ do: 'open', who, local, api: DEFAULT_API });
        const [ms = 0, came] = await worker.tell({ do: 'import', who });
        if (came !== count) throw new Error(`${who} got ${came} of ${count} messages`);
        if (pair >= 0) seconds[who].push(ms / 1000);
        await worker.tell({ do: 'close', who });
      }
      if (pair >= 0)
        onProgress(`network-import: ${round(seconds.tez.at(-1) ?? 0)} s, bare ${round(seconds.bare.at(-1) ?? 0)} s`);
    }
  } finally {
    await worker.close();
    await telegram.close();
  }
  return [
    {
      ...{ name: 'network-import', against: 'mtcute alone', better: 'higher', floor: 0.7, aim: 0.95 },
      ...spread(seconds.tez.map((value, i) => (seconds.bare[i] ?? 0) / value)),
      ...{ unit: 'messages/s', value: round(count / quantile(seconds.tez, 0.5)) },
      ...{ n: seconds.tez.length, load: loadNow() },
    },
  ];
}

export const network: Bench = { names: ['network-import'], run };
