import type { Contact } from '@/lib/contacts/model';
import type { LocalTelegram, Scenario } from '../telegram';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';

const CROWD = 230;
const crowd = Array.from({ length: CROWD }, (_, n) => ({ name: `Customer ${n}`, id: 6000 + n }));
const ANNA = 5000000002;
const VERA = 5000000004;
const OLGA = 5000000006;

const scenario: Scenario = {
  name: 'Many people to keep in step',
  main: 'Mikhail Sorokin',
  people: [
    { name: 'Mikhail Sorokin', id: 5000000001, phone: '+49 151 23456789' },
    { name: 'Anna Berg', id: ANNA, username: 'annaberg', phone: '+49 160 5550101', contact: true },
    { name: 'Olga Weiss', id: OLGA, phone: '+43 660 5550104', contact: true },
    { name: 'Vera Lindqvist', id: VERA, username: 'vera_l', phone: '+46 70 5550103' },
    ...crowd,
  ],
  accounts: [{ person: 'Mikhail Sorokin' }],
  chats: [
    { type: 'private', with: 'Anna Berg', messages: [{ at: '2h ago', text: 'Can you hold the price?' }] },
    { type: 'private', with: 'Vera Lindqvist', messages: [{ at: '3h ago', text: 'Hej' }] },
    ...crowd.map(({ id }) => ({ type: 'private' as const, with: id, messages: [{ at: '5d ago', text: 'Hello' }] })),
  ],
};

test.use({ scenario });

/** What Telegram says of somebody from now on; nobody is told, as while Tez was away. */
function becomes(telegram: LocalTelegram, id: number, more: object): void {
  Object.assign(telegram.world.people.get(id) ?? {}, more);
}

async function trackAll(tez: Tez, telegram: LocalTelegram, chats: number[], addressBook = false): Promise<void> {
  await tez.ask('sync.track', { key: crypto.randomUUID(), account: mainPerson(telegram).id, chats, addressBook });
}

/** The sealed bytes of the CRM: whatever is written is sealed anew. */
async function sealed(tez: Tez): Promise<string> {
  const tables = ['contacts', 'chatLinks', 'reviews', 'changes'];
  const stores = (await tez.dumpStores()).filter(({ store }) => tables.includes(store));
  expect(stores).toHaveLength(tables.length);
  return stores.map(({ bytes }) => bytes).join();
}

test('contacts follow Telegram when asked: what came of it is told and taken back; what is unclear is reviewed', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  await trackAll(tez, telegram, [ANNA, ...crowd.map(({ id }) => id)]);
  await tez.ask('sync.setOptions', { addressBook: true });
  becomes(telegram, ANNA, { lastName: 'Stein' });
  becomes(telegram, 6001, { username: 'first_customer' });
  becomes(telegram, 6002, { isDeleted: true });
  const workspace = await tez.workspace();
  await workspace.getByRole('link', { name: 'Add chats' }).click();
  const panel = workspace.getByRole('region', { name: 'In step with Telegram' });
  await expect(panel.getByRole('status')).toHaveText('Not synced yet. People in Tez follow Telegram at each sync.');
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect(panel.getByRole('status')).toContainText('1 new, 3 changed');
  await expect(workspace.getByText('1 new, 3 changed').last()).toBeVisible();

  // Nothing is written where nothing is new.
  const before = await sealed(tez);
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect(panel.getByRole('status')).toContainText('nothing new');
  expect((await sealed(tez)) === before).toBe(true);

  // A number went to somebody else: Tez does not guess who they are.
  becomes(telegram, VERA, { phone: telegram.world.people.get(ANNA)?.phone });
  await trackAll(tez, telegram, [VERA]);
  const reviews = workspace.getByRole('region', { name: 'To review' });
  const vera = reviews.getByRole('article', { name: 'Vera Lindqvist' });
  await expect(vera).toContainText('The contact is another Telegram user already.');
  await vera.getByRole('button', { name: 'Somebody new' }).click();
  await expect(reviews).toHaveCount(0);
  await workspace.getByRole('button', { name: 'Undo' }).click();
  await vera.getByRole('button', { name: /^Same as Anna Stein/ }).click();
  await expect(workspace.getByText('Vera Lindqvist is Anna Stein now')).toBeVisible();
  await expect(reviews).toHaveCount(0);
  const card = await tez.ask<{ contact: Contact }>('chats.card', {
    chat: { account: mainPerson(telegram).id, peer: VERA },
  });
  expect(card.contact).toMatchObject({ name: 'Anna Stein', telegram: [ANNA, VERA] });
});

test('a sync that Telegram asks to wait waits, outlives the worker, and goes on by itself', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  await trackAll(
    tez,
    telegram,
    crowd.map(({ id }) => id),
  );
  for (const { id } of crowd) becomes(telegram, id, { lastName: 'of ours' });
  telegram.failNext({ method: 'users.getUsers', error: 'FLOOD_WAIT_8', after: 1, times: 1 });
  const workspace = await tez.workspace();
  await workspace.getByRole('link', { name: 'Add chats' }).click();
  const panel = workspace.getByRole('region', { name: 'In step with Telegram' });
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect(panel.getByRole('status')).toContainText('Telegram asks');
  await tez.killWorker();
  await tez.wakeWorker();
  await expect(panel.getByRole('status')).toContainText(`${CROWD} changed`, { timeout: 60_000 });
  const asked = telegram.saw.calls.filter(({ method }) => method === 'users.getUsers');
  const refused = asked.findIndex(({ error }) => error === 'FLOOD_WAIT_8');
  expect(refused).toBeGreaterThan(0);
  expect((asked[refused + 1]?.at ?? 0) - (asked[refused]?.at ?? 0)).toBeGreaterThanOrEqual(8_000);
  const card = await tez.ask<{ contact: Contact }>('chats.card', {
    chat: { account: mainPerson(telegram).id, peer: 6229 },
  });
  expect(card.contact.name).toContain('of ours');
});
