import { KillLane } from './lane';

/** Kills in one browser, and after how many of them its database is compared with the server. */
const IN_LANE = 50;
const BETWEEN_LOOKS = 5;

export interface KillOptions {
  runs: number;
  seed: number;
  onProgress?: (done: number, bad: number) => void;
}

/** Kills the worker so many times; what was wrong afterwards, a list for each look that found something. */
export async function runKills({ runs, seed, onProgress }: KillOptions): Promise<string[][]> {
  const bad: string[][] = [];
  for (let done = 0; done < runs; ) {
    const lane = await KillLane.start(seed + done);
    try {
      for (let own = 0; own < IN_LANE && done < runs; own++) {
        await lane.kill();
        done += 1;
        onProgress?.(done, bad.length);
        if (done % BETWEEN_LOOKS !== 0 && done < runs) continue;
        const found = await lane.differences();
        if (found.length === 0) continue;
        bad.push(found);
        // What is wrong once stays wrong: the next ones start afresh.
        break;
      }
    } finally {
      await lane.close();
    }
  }
  return bad;
}
