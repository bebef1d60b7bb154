import { expect, it } from 'vitest';
import { differences } from './update-sequences/compare';
import { Lane } from './update-sequences/lane';
import { runSequences } from './update-sequences/run';

/** As many as a few seconds allow; `npm run faults` runs 100,000. */
const RUNS = 80;

it('what the sink was told equals the server, whatever happened to the updates', async () => {
  expect(await runSequences({ runs: RUNS, seed: 20_240, lanes: 16 })).toEqual([]);
}, 120_000);

it('would notice a message that is missing, one that is too many, and one that differs', async () => {
  const lane = await Lane.start(1);
  const { telegram, kept } = lane;
  expect(differences(kept, telegram)).toEqual([]);
  const [anna] = telegram.messagesOf({ chat: 102 });
  const held = kept.of(102).get(anna?.id ?? 0);
  if (!held) throw new Error('the first message should be there');
  kept.of(102).set(held.id, { ...held, text: 'Something else' });
  kept.of(103).set(999, { ...held, id: 999 });
  kept.of(-201).clear();
  kept.readInbox.set(102, 0);
  expect(differences(kept, telegram).map((line) => line.replace(/\{.*/, '…'))).toEqual([
    `Anna Berg: ${held.id} is …`,
    `Anna Berg: read by us up to ${held.id}, not 0`,
    'Olga Weiss: 999 is gone from the server',
    ...telegram.messagesOf({ chat: -201 }).map(({ id }) => `Harbour team: ${id} is missing`),
  ]);
  await lane.close();
});
