import { readFile } from 'node:fs/promises';

import { deal, expect, importFile, openContacts, signIn, test } from './fixture';

const ANNA = 5000000002;

interface Row {
  name: string;
  role?: string;
  phones: string[];
  companyName: string;
}
const everybody = (tez: { ask<T>(name: string): Promise<T> }) =>
  tez.ask<{ rows: Row[] }>('contacts.list').then(({ rows }) => rows);

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: a table of deals finds its chats among those of the CRM, says what it does before, and one undo takes it back`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await expect(sidebar.getByRole('button', { name: 'Add contact' })).toHaveCount(0);

    const page = await openContacts(tez);
    const dialog = await importFile(
      page,
      'deals.csv',
      'Клиент;Телеграм;Сделка;Сумма;Валюта;Этап;Следующий шаг;Срок\n' +
        'Анна;https://t.me/annaberg;Доска;48 500;EUR;Proposal;Позвонить;26.11.2031 18:00\n' +
        'Вера;@vera_l;Брус;1,5 млн ₽;;;;\n' +
        'Павел;;Рейка;много;EUR;;;\n',
    );
    await expect(dialog.getByRole('status')).toContainText('1 new, 0 changed, 1 skipped · 2 deals · 1 remark');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('row', { name: /Вера/ })).toBeVisible();
    await expect(deal(sidebar, 'Доска').getByLabel('Value')).toHaveValue('€48,500');
    await expect(sidebar.getByText('Позвонить')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('row', { name: /Вера/ })).toHaveCount(0);
    await expect(sidebar.getByText('Позвонить')).toHaveCount(0);
    expect(await tez.ask('deals.board')).toMatchObject({ cards: [] });
  });
}

test('columns are guessed and can be changed, who is here is added to, and the report names every line', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  await tez.ask('contacts.create', { id: 'story-anna', fields: { name: 'Anna', phones: ['491605550101'] } });
  const page = await openContacts(tez);
  const dialog = await importFile(
    page,
    'people.csv',
    'Full name,Phone,Office\nAnna B.,0160 5550101,Berg Timber\nOlga,+43 660 5550104,Weiss\nNobody,12,\n,,Alone\nOlga,+43 660 5550104,Weiss\n',
  );
  await dialog.getByLabel('Numbers without a country code are from').selectOption({ label: 'Germany' });
  await expect(dialog.getByLabel('Column Phone')).toHaveValue('phone');
  await expect(dialog.getByRole('status')).toContainText('2 new, 0 changed, 3 skipped');
  await dialog.getByLabel('Column Office').selectOption({ label: 'Company' });
  await expect(dialog.getByRole('status')).toContainText('3 new, 1 changed, 1 skipped · 1 remark');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the report' }).click();
  const report = await readFile(await (await saved).path(), 'utf8');
  expect(report.trim().split('\r\n')).toEqual([
    'Line,Result,Reason,Value',
    '4,Imported,This is no phone number. It was left out.,12',
    '6,Skipped,All of it is here already.,',
  ]);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const row = page.getByRole('row', { name: /^.*Anna.*Berg Timber/ });
  await expect(row).toBeVisible();
  expect((await everybody(tez)).map(({ name, companyName }) => [name, companyName]).sort()).toEqual([
    ['Alone', 'Alone'],
    ['Anna', 'Berg Timber'],
    ['Nobody', ''],
    ['Olga', 'Weiss'],
  ]);
  expect(await tez.ask('settings.get')).toMatchObject({ region: 'DE' });
});

test('cards and tables go out and come back; nothing in a table runs', async ({ tez, telegram }) => {
  await signIn(tez, telegram);
  const fields = { name: '=1+2', company: 'Skog, AB', phones: ['46705550103', '4915123456789'], username: 'vera_l' };
  await tez.ask('contacts.create', {
    id: 'story-vera',
    fields: { ...fields, emails: ['v@skog.example'], tags: ['vip'] },
  });
  const page = await openContacts(tez);
  await expect(page.getByRole('row', { name: /=1\+2/ })).toBeVisible();
  const before = await everybody(tez);
  for (const form of ['Export to CSV', 'Export to vCard 3.0', 'Export to vCard 4.0']) {
    await page.getByRole('button', { name: 'More with contacts' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const file = await readFile(await (await saved).path(), 'utf8');
    if (form.endsWith('CSV')) expect(file).toContain("'=1+2");
    await tez.ask('contacts.delete', { id: (await tez.ask<{ rows: { id: string }[] }>('contacts.list')).rows[0]?.id });
    await expect(page.getByText('No contacts yet')).toBeVisible();
    const dialog = await importFile(page, 'back', file);
    await expect(dialog.getByRole('status')).toContainText('1 new, 0 changed, 0 skipped');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('row', { name: /=1\+2/ })).toBeVisible();
    const plain = (rows: Row[]) => rows.map(({ name, phones, companyName }) => ({ name, phones, companyName }));
    expect(plain(await everybody(tez))).toEqual(plain(before));
  }
});

test('an import that is given up leaves nothing; one whose worker is killed is there once', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const page = await openContacts(tez);
  const table = (count: number) =>
    `Name,Phone\n${Array.from({ length: count }, (_, i) => `Person ${i},+4915123${String(i).padStart(6, '0')}`).join('\n')}\n`;
  const dialog = await importFile(page, 'many.csv', table(8000));
  await expect(dialog.getByRole('status')).toContainText('8,000 new');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByRole('button', { name: 'Cancel import' }).click();
  await expect(page.getByText('Import cancelled. Nothing was changed.')).toBeVisible();
  expect(await everybody(tez)).toEqual([]);

  const second = await importFile(page, 'many.csv', table(3000));
  await expect(second.getByRole('status')).toContainText('3,000 new');
  await second.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(second.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await tez.killWorker();
  await expect(page.getByText('3,000 contacts')).toBeVisible({ timeout: 60_000 });
  expect(new Set((await everybody(tez)).map(({ name }) => name)).size).toBe(3000);
});
