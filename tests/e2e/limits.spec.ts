import { expect, mainPerson, signIn, test } from './fixture';

const ANNA = 5000000002;

test('a wait that Telegram asks for is shown with its countdown, and nothing is asked before its end', async ({
  tez,
  telegram,
}) => {
  const popup = await signIn(tez, telegram);
  telegram.failNext({ method: 'users.getFullUser', error: 'FLOOD_WAIT_9' });
  const chat = { account: mainPerson(telegram).id, peer: ANNA };
  await tez.ask('chats.card', { chat });
  await expect(popup.getByRole('status').filter({ hasText: /Waiting \d+ s for Telegram/ })).toBeVisible();
  const asked = telegram.saw.count('users.getFullUser');
  expect(asked).toBe(1);
  for (let again = 0; again < 3; again++) await tez.ask('chats.card', { chat });
  expect(telegram.saw.count('users.getFullUser')).toBe(asked);
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible({ timeout: 15_000 });
});

test('cut off from Telegram, Tez comes back and catches up by itself', async ({ tez, telegram }) => {
  const me = mainPerson(telegram).id;
  const popup = await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  telegram.cutConnections();
  const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Are you there?' });
  await expect.poll(() => tez.notifications()).toEqual([`${me}:${ANNA}:${id}`]);
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});
