import { expect, test } from '@playwright/test';
import { MOST_GROWTH } from '../faults/big-files/fault';
import { runBigFiles } from '../faults/big-files/run';

/** As much as a minute allows; `npm run faults` takes the largest file there is. */
const SIZE = 64 * 1024 * 1024 + 4096;

test('a big file is written to disk, and sent from it, with equal bytes', async () => {
  test.setTimeout(240_000);
  const runs = await runBigFiles({ size: SIZE, mostGrowth: MOST_GROWTH });
  expect(runs.flatMap(({ bad }) => bad)).toEqual([]);
});
