import { expect, test } from '@playwright/test';
import { runKills } from '../faults/worker-kills/run';

/** As many as a minute or two allow; `npm run faults` kills a thousand times. */
const KILLS = 25;

test('nothing is lost, doubled or sent twice, whenever the worker is killed', async () => {
  test.setTimeout(400_000);
  expect(await runKills({ runs: KILLS, seed: 20_261 })).toEqual([]);
});
