import { expect, heading, mainPerson, signIn, test } from './fixture';

const ANNA = 5000000002;
const DMITRY = 5000000003;

/** Seeded, so that a failing moment can be had again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test('a reply in a linked chat is told once, and a click opens the chat in the Telegram tab', async ({
  tez,
  telegram,
  openWeb,
}) => {
  const me = mainPerson(telegram).id;
  await signIn(tez, telegram);
  const web = await openWeb('a', { chat: { peer: DMITRY } });
  await expect(heading(await web.sidebar())).toHaveText('Дмитрий Орлов');
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Can we talk?' });
  await expect.poll(() => tez.notifications()).toEqual([`${me}:${ANNA}:${id}`]);
  await tez.clickNotification(`${me}:${ANNA}:${id}`);
  await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
  await expect.poll(() => tez.notifications()).toEqual([]);
});

test('no word of chats that are not in the CRM, nor of the chat that is open', async ({ tez, telegram, openWeb }) => {
  const me = mainPerson(telegram).id;
  await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  await tez.ask('contacts.add', { chat: { account: me, peer: DMITRY } });
  const web = await openWeb('a', { chat: { peer: ANNA } });
  await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
  await telegram.receives({ from: 'Anna Berg', text: 'You see this one' });
  await telegram.receives({ from: 'Olga Weiss', text: 'Not in the CRM' });
  const { id } = await telegram.receives({ from: 'Дмитрий Орлов', text: 'А это важно' });
  await expect.poll(() => tez.notifications()).toEqual([`${me}:${DMITRY}:${id}`]);
});

test('what was read elsewhere is not told, and is taken back when it was', async ({ tez, telegram }) => {
  const me = mainPerson(telegram).id;
  await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  const first = await telegram.receives({ from: 'Anna Berg', text: 'First' });
  await expect.poll(() => tez.notifications()).toEqual([`${me}:${ANNA}:${first.id}`]);
  await telegram.readsElsewhere({ chat: 'Anna Berg' });
  await expect.poll(() => tez.notifications()).toEqual([]);

  await tez.killWorker();
  await telegram.receives({ from: 'Anna Berg', text: 'While it slept' });
  await telegram.readsElsewhere({ chat: 'Anna Berg' });
  await tez.wakeWorker();
  const last = await telegram.receives({ from: 'Anna Berg', text: 'After' });
  await expect.poll(() => tez.notifications()).toEqual([`${me}:${ANNA}:${last.id}`]);
});

test('a dead worker that nobody wakes comes back by its alarm, and tells what came meanwhile', async ({
  tez,
  telegram,
}) => {
  test.setTimeout(150_000);
  const me = mainPerson(telegram).id;
  const popup = await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  // The popup asks for its figures now and then, which would wake the worker.
  await popup.close();
  await tez.killWorker();
  const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Is anybody there?' });
  // The alarm comes every half minute; what is on screen is read without the worker.
  await expect.poll(() => tez.notifications(), { timeout: 90_000 }).toEqual([`${me}:${ANNA}:${id}`]);
});

test('the worker killed 10 times while 100 messages arrive: nothing lost, nothing doubled, all told once', async ({
  tez,
  telegram,
}) => {
  test.setTimeout(180_000);
  const me = mainPerson(telegram).id;
  await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  await expect
    .poll(
      async () =>
        (await tez.ask<{ waitingSince: number | null }>('chats.card', { chat: { account: me, peer: ANNA } }))
          .waitingSince,
    )
    .not.toBeNull();
  const roll = random(20_261_122);
  const killAfter = new Set<number>();
  while (killAfter.size < 10) killAfter.add(1 + Math.floor(roll() * 99));
  const sent: number[] = [];
  for (let n = 1; n <= 100; n++) {
    const { id } = await telegram.receives({ from: 'Anna Berg', text: `Message ${n} of a hundred` });
    sent.push(id);
    if (killAfter.has(n)) {
      await tez.killWorker();
      await tez.wakeWorker();
    }
  }
  const told = async () => (await tez.told()).filter(({ state }) => state === 'told').map(({ id }) => id);
  const expected = sent.map((id) => `${me}:${ANNA}:${id}`).sort();
  await expect.poll(async () => (await told()).sort(), { timeout: 60_000 }).toEqual(expected);
  await expect.poll(() => tez.notifications()).toEqual(expected);
  const page = { chat: { account: me, peer: ANNA }, at: { is: 'newest' }, limit: 200 };
  const { messages: kept } = await tez.ask<{ messages: { id: number; text: string }[] }>('messages.page', page);
  const onServer = telegram.messagesOf({ chat: 'Anna Berg' });
  expect(kept.map(({ id, text }) => ({ id, text }))).toEqual(onServer.map(({ id, text }) => ({ id, text })));
});
