import { buildLocal } from '../../../scripts/setup/build.mjs';
import type { Fault } from '../registry';
import { type BigRun, runBigFiles } from './run';

const MIB = 1024 * 1024;
/** The largest file that every account may send. https://core.telegram.org/api/files#uploading-files */
const SIZE = 4000 * 512 * 1024;
/**
 * What the extension's processes may take for a file, whatever its size: parts under way, what is not collected yet, and what
 * they tell Playwright of the parts that a page gives.
 */
export const MOST_GROWTH = 512 * MIB;

export const bigFiles: Fault = {
  name: 'big-files',
  runs: 2,
  async run({ runs, onProgress }) {
    if (!process.env.TEZ_BUILT) await buildLocal();
    const all: BigRun[] = [];
    while (all.length < runs) {
      all.push(...(await runBigFiles({ size: SIZE, mostGrowth: MOST_GROWTH })));
      onProgress(all.length, all.filter(({ bad }) => bad.length > 0).length);
    }
    const what = `a file of ${SIZE / MIB} MiB from Telegram to disk, and one from disk to Telegram`;
    return {
      bad: all.filter(({ bad }) => bad.length > 0).length,
      note: [what, ...all.map(told)].join('; '),
    };
  },
};

function told({ what, bad, seconds, memory }: BigRun): string {
  const far = (of: { most: number; grew: number }) =>
    `${Math.round(of.most / MIB)} MiB (+${Math.round(of.grew / MIB)})`;
  const took = memory ? `extension ${far(memory.extension)}, browser ${far(memory.browser)}` : 'memory not measured';
  return [`${what} ${seconds} s, at most ${took}`, ...bad].join(', ');
}
