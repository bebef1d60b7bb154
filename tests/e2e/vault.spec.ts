import { createDeal, expect, heading, mainPerson, signIn, type Tez, test } from './fixture';

const ANNA = 5000000002;
const PASSPHRASE = 'correct horse battery';

test('locked, the sidebar only offers to unlock, and Tez is disconnected', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const web = await openWeb('a', { chat: { peer: ANNA } });
  const sidebar = await web.sidebar();
  await createDeal(sidebar);
  await tez.ask('privacy.setPassphrase', { current: null, next: PASSPHRASE });
  const popup = await tez.popup();
  await popup.getByRole('button', { name: /Lock Tez/ }).click();
  await expect(popup.getByLabel('Passphrase')).toBeVisible();
  await expect(sidebar.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await expect(sidebar.getByRole('textbox')).toHaveCount(0);
  await expect(sidebar.getByText('Anna Berg')).toHaveCount(0);
  await expect.poll(() => telegram.connections()).toBe(0);

  await popup.getByLabel('Passphrase').fill('wrong horse battery');
  await popup.getByRole('button', { name: 'Unlock' }).click();
  await expect(popup.getByLabel('Passphrase')).toHaveAccessibleDescription(/./);
  await popup.getByLabel('Passphrase').fill(PASSPHRASE);
  await popup.getByRole('button', { name: 'Unlock' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  await expect(heading(sidebar)).toHaveText('Anna Berg');
});

test('a passphrase asked for at first run is asked for after a restart', async ({ tez, telegram }) => {
  await signIn(tez, telegram);
  await tez.ask('privacy.setPassphrase', { current: null, next: PASSPHRASE });
  await tez.restartBrowser();
  const popup = await tez.popup();
  await expect(popup.getByLabel('Passphrase')).toBeVisible();
  await popup.getByLabel('Passphrase').fill(PASSPHRASE);
  await popup.getByRole('button', { name: 'Unlock' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});

test('locked and closed, the profile holds none of 1,000 planted strings nor the auth key; a plain control holds them', async ({
  tez,
  telegram,
}) => {
  test.setTimeout(180_000);
  const me = mainPerson(telegram).id;
  await signIn(tez, telegram);
  await tez.ask('contacts.add', { chat: { account: me, peer: ANNA } });
  const canaries = Array.from({ length: 1000 }, (_, n) => `канарейка-canary-${(n * 7919 + 104_729).toString(36)}-${n}`);
  const chat = { account: me, peer: ANNA };
  const every4th = (from: number) => canaries.filter((_, n) => n % 4 === from);
  await tez.askAll([
    ...every4th(0).map((text) => ({ name: 'notes.add', input: { chat, text } })),
    ...every4th(1).map((title) => ({ name: 'tasks.add', input: { chat, title, due: null } })),
    ...every4th(2).map((title) => ({ name: 'deals.create', input: { chat, title } })),
  ]);
  for (const text of every4th(3)) await telegram.receives({ from: 'Anna Berg', text });
  await expect
    .poll(async () => (await keptTexts(tez, chat)).filter((text) => text.includes('canary')).length)
    .toBe(250);
  const authKeys = telegram.authKeys();
  expect(authKeys.length).toBeGreaterThan(0);
  await tez.ask('privacy.setPassphrase', { current: null, next: PASSPHRASE });
  await tez.ask('privacy.lock');
  await expect.poll(() => tez.notifications()).toEqual([]);
  // The control: the same strings and keys, written as a database without a vault would hold them.
  await tez.plantPlainControl(canaries, authKeys);
  await tez.restartBrowser();

  const stores = await tez.dumpStores();
  const plain = stores.filter(({ database }) => database === 'plain-control');
  const own = stores.filter(({ database }) => database !== 'plain-control');
  const found = (where: typeof stores, what: string) => where.some(({ text }) => text.includes(what));
  expect(own.length).toBeGreaterThan(10);
  expect(canaries.filter((canary) => found(plain, canary)).length).toBeGreaterThanOrEqual(990);
  expect(canaries.filter((canary) => found(own, canary))).toEqual([]);
  const holdsKey = (where: typeof stores, key: Buffer) => {
    const forms = [key.toString('latin1'), key.toString('base64'), key.toString('hex')];
    return where.some(({ bytes, text }) => forms.some((form) => bytes.includes(form) || text.includes(form)));
  };
  expect(authKeys.filter((key) => !holdsKey(plain, key))).toEqual([]);
  expect(authKeys.filter((key) => holdsKey(own, key))).toEqual([]);
});

/** The texts of all kept messages of a chat. */
async function keptTexts(tez: Tez, chat: { account: number; peer: number }): Promise<string[]> {
  const texts: string[] = [];
  for (let at: object = { is: 'newest' }; ; ) {
    type Page = { messages: { id: number; text: string }[]; hasOlder: boolean };
    const { messages, hasOlder }: Page = await tez.ask('messages.page', { chat, at, limit: 200 });
    texts.push(...messages.map(({ text }) => text));
    const [first] = messages;
    if (!hasOlder || !first) return texts;
    at = { is: 'before', id: first.id };
  }
}
