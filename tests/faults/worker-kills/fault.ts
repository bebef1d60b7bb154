import { buildLocal } from '../../../scripts/setup/build.mjs';
import type { Fault } from '../registry';
import { runKills } from './run';

const SHOWN = 3;

export const workerKills: Fault = {
  name: 'worker-kills',
  runs: 1_000,
  async run({ runs, seed, onProgress }) {
    if (!process.env.TEZ_BUILT) await buildLocal();
    const bad = await runKills({ runs, seed, onProgress });
    const what =
      'kills of the worker during imports, arrivals, edits, deletions and sends; then kept and sent against the server';
    return {
      bad: bad.length,
      note: [what, ...bad.slice(0, SHOWN).map((found) => found.slice(0, 5).join(', '))].join('; '),
    };
  },
};
