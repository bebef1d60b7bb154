import type { Fault } from '../registry';
import { runSequences } from './run';

/** So many at a time: mostly they wait, for gaps that may yet be filled and for connections. */
const LANES = 40;
const SHOWN = 3;

export const updateSequences: Fault = {
  name: 'update-sequences',
  runs: 100_000,
  async run({ runs, seed, onProgress }) {
    const bad = await runSequences({ runs, seed, lanes: LANES, onProgress });
    const shown = bad.slice(0, SHOWN).map((it) => `seed ${it.seed}: ${it.steps.join(', ')}: ${it.found[0]}`);
    const what = 'random events, updates lost, doubled, late, logs too long, cuts, kills; then database against server';
    return { bad: bad.length, note: [what, ...shown].join('; ') };
  },
};
