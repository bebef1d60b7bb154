import { expect, mainPerson, openContacts, signIn, test } from './fixture';

const ANNA = 5000000002;

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: a contact of a chat is found in the table, edited in its card, undone, and leads to its chat and its deal`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const chat = { account: mainPerson(telegram).id, peer: ANNA };
    const web = await openWeb(client, { chat: { peer: ANNA } });
    await expect((await web.sidebar()).getByRole('heading', { level: 1 })).toHaveText('Anna Berg');
    await tez.ask('deals.create', { chat, title: 'Pine boards' });
    await tez.ask('notes.add', { chat, text: 'Decides together with Marat.' });
    await web.closeChat();

    const page = await openContacts(tez);
    await page.getByRole('button', { name: 'Anna Berg' }).click();
    const card = page.getByRole('region', { name: 'Contact' });
    await expect(card.getByText('Decides together with Marat.')).toBeVisible();
    await card.getByLabel('Company').fill('Berg Timber');
    await card.getByLabel('Company').press('Enter');
    const row = page.getByRole('row', { name: /Anna Berg/ });
    await expect(row).toContainText('Berg Timber');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).not.toContainText('Berg Timber');
    await expect(card.getByLabel('Company')).toHaveValue('');

    await card.getByRole('button', { name: 'Open chat with Anna Berg' }).click();
    await expect((await web.sidebar()).getByRole('heading', { level: 1 })).toHaveText('Anna Berg');
    await page.bringToFront();
    await card.getByRole('button', { name: 'Pine boards' }).click();
    await expect(page.getByRole('dialog', { name: 'Pine boards' })).toBeVisible();
  });
}

test('contacts are made by hand, sorted, filtered by tag, deleted with a way back, and there after a restart', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const page = await openContacts(tez);
  await expect(page.getByText('No contacts yet')).toBeVisible();
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Name', { exact: true }).fill('Vera Lindqvist');
  await dialog.getByLabel('Phone').fill('nonsense');
  await dialog.getByRole('button', { name: 'Create contact' }).click();
  await expect(dialog.getByLabel('Phone')).toHaveAccessibleDescription(/no phone number/);
  await dialog.getByLabel('Phone').fill('+46 70 555 01 03');
  await dialog.getByLabel('Company').fill('Alpha');
  await dialog.getByRole('button', { name: 'Create contact' }).click();
  const card = page.getByRole('region', { name: 'Contact' });
  await expect(card.getByLabel('Phone', { exact: true })).toHaveValue(/^\+46.705.550.103$/);
  await card.getByLabel('Tags').fill('vip, Lübeck');
  await card.getByLabel('Tags').press('Enter');
  await card.getByLabel('Add e-mail').fill('vera@');
  await expect(card.getByLabel('Add e-mail')).toHaveAccessibleDescription(/address/);
  await card.getByLabel('Add e-mail').fill('vera@alpha.example');
  await card.getByLabel('Add e-mail').press('Enter');
  await expect(card.getByLabel('E-mail', { exact: true })).toHaveValue('vera@alpha.example');
  await tez.ask('contacts.create', { id: 'story-boris', fields: { name: 'Boris', company: 'Zeta' } });

  const people = page.getByRole('table', { name: 'Contacts' }).locator('bdi');
  await expect(people).toHaveText(['Boris', 'Vera Lindqvist']);
  await page.getByRole('button', { name: 'Company' }).click();
  await expect(people).toHaveText(['Vera Lindqvist', 'Boris']);
  await page.getByLabel('Tag', { exact: true }).selectOption('vip');
  await expect(people).toHaveText(['Vera Lindqvist']);
  await page.getByLabel('Tag', { exact: true }).selectOption('');
  await page.getByRole('searchbox', { name: 'Find a contact' }).fill('+46 70');
  await expect(people).toHaveText(['Vera Lindqvist']);
  await page.getByRole('searchbox', { name: 'Find a contact' }).fill('nobody');
  await page.getByRole('button', { name: 'Clear search' }).click();

  await card.getByRole('button', { name: 'Delete contact' }).click();
  await expect(people).toHaveText(['Boris']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(people).toHaveText(['Vera Lindqvist', 'Boris']);
  await tez.restartBrowser();
  await expect((await openContacts(tez)).getByRole('row', { name: /Vera Lindqvist.*Alpha.*vip/ })).toBeVisible();
});

test('of many contacts only those in sight are drawn, wherever the table is scrolled', async ({ tez, telegram }) => {
  await signIn(tez, telegram);
  await tez.askAll(
    Array.from({ length: 120 }, (_, i) => ({
      name: 'contacts.create',
      input: { id: `story-${1000 + i}`, fields: { name: `Person ${1000 + i}` } },
    })),
  );
  const page = await openContacts(tez);
  await expect(page.getByText('120 contacts')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Contacts' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Person 1000' })).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await page.locator('.ct-scroll').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(rows.filter({ hasText: 'Person 1119' })).toBeVisible();
  await expect(rows.filter({ hasText: 'Person 1000' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'Person 1119' })).toHaveAttribute('aria-rowindex', '121');
});
