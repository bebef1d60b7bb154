import type { Locator, Page } from '@playwright/test';
import { addNote, addTask, createDeal, expect, heading, setValue, signIn, test } from './fixture';

const ANNA = 5000000002;

const box = (page: Page) => page.getByRole('combobox', { name: 'Search', exact: true });
const found = (page: Page, kind: string): Locator => page.getByRole('group', { name: kind }).getByRole('option');

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: everything about a person is found by a few letters, and opened by keyboard`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    const region = await createDeal(sidebar);
    await setValue(region, '48,500', '€48,500');
    await addNote(sidebar, 'Ждёт расчёт доставки в Ростов.');
    await addTask(sidebar, 'Send the final quote');
    await web.closeChat();

    const workspace = await tez.workspace();
    await expect(workspace.getByRole('article', { name: /^Anna Berg/ })).toBeVisible();
    await workspace.keyboard.press('Control+k');
    await expect(box(workspace)).toBeFocused();
    await workspace.keyboard.type('РАСЧЕТ рос');
    await expect(found(workspace, 'Notes')).toHaveText([/Ждёт расчёт доставки в Ростов\./]);
    await expect(found(workspace, 'Notes').locator('mark')).toHaveText(['расчёт', 'Рос']);
    await box(workspace).fill('fin');
    await expect(found(workspace, 'Tasks')).toHaveText([/Send the final quote/]);
    await box(workspace).fill('ann be');
    await expect(found(workspace, 'Contacts')).toHaveAttribute('aria-selected', 'true');
    await expect(found(workspace, 'Deals')).toHaveText([/^Anna Berg.*Lead · €48,500/]);

    await workspace.keyboard.press('ArrowDown');
    await expect(found(workspace, 'Deals')).toHaveAttribute('aria-selected', 'true');
    await workspace.keyboard.press('Enter');
    await expect(workspace.getByRole('dialog').getByLabel('Deal title')).toHaveValue('Anna Berg');
    await workspace.keyboard.press('Escape');

    await workspace.keyboard.press('Control+k');
    await workspace.keyboard.type('final in:anna');
    await expect(found(workspace, 'Tasks')).toHaveCount(1);
    await workspace.keyboard.press('Enter');
    await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
  });

  test(`Web ${client.toUpperCase()}: what is not on this computer is searched on Telegram, and its chat opened`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const text = 'Пришлите прайс на сентябрь';
    await telegram.receives({ from: 'Anna Berg', text });
    const web = await openWeb(client);
    const workspace = await tez.workspace();
    await workspace.getByRole('button', { name: /^Search/ }).click();
    await box(workspace).fill('прайс');
    await expect(workspace.getByText('Nothing found here')).toBeVisible();
    expect(telegram.saw.count('messages.searchGlobal')).toBe(0);
    await workspace.keyboard.press('Enter');
    const group = workspace.getByRole('group', { name: /^On Telegram/ });
    await expect(group.getByRole('option')).toHaveText([new RegExp(`Anna Berg.*${text}`)]);
    await expect(group.locator('mark')).toHaveText(['прайс']);
    await workspace.keyboard.press('Enter');
    await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
  });
}

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: what was written is found on this computer, as it is now, and shown in its chat`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    await createDeal(await web.sidebar());
    const offer = await telegram.receives({ from: 'Anna Berg', text: 'Пришлю расчёт завтра' });
    await telegram.sends({ chat: 'Anna Berg', text: 'Жду расчета, спасибо' });
    await telegram.receives({ from: 'Anna Berg', text: 'Signed', file: { name: 'Contract_2026.pdf', kilobytes: 5 } });
    await web.closeChat();

    const workspace = await tez.workspace();
    await expect(workspace.getByRole('article', { name: /^Anna Berg/ })).toBeVisible();
    await workspace.keyboard.press('Control+k');
    await box(workspace).fill('РАСЧЕТ');
    const messages = found(workspace, 'Messages');
    await expect(messages).toHaveText([/Anna Berg.*You.*Жду расчета/, /Anna Berg.*Пришлю расчёт завтра/]);
    await expect(messages.locator('mark')).toHaveText(['расчет', 'расчёт']);
    await box(workspace).fill('расчет from:anna in:anna');
    await expect(messages).toHaveText([/Пришлю расчёт завтра/]);
    await box(workspace).fill('contr has:file');
    await expect(found(workspace, 'Files')).toHaveText([/Contract_2026\.pdf.*Anna Berg.*Signed/]);
    // The history that was there before Tez.
    await box(workspace).fill('price list before:today in:anna');
    await expect(messages).toHaveText([/here is the price list/]);
    await box(workspace).fill('расчет before:today');
    await expect(workspace.getByText('Nothing found here')).toBeVisible();

    await box(workspace).fill('расчет');
    await expect(messages).toHaveCount(2);
    await telegram.edits({ chat: 'Anna Berg', id: offer.id, newText: 'Пришлю смету завтра' });
    await expect(messages, 'an open box shows what changed').toHaveText([/Жду расчета/]);
    await telegram.deletes({ chat: 'Anna Berg', text: 'Жду расчета, спасибо' });
    await expect(messages).toHaveCount(0);
    await box(workspace).fill('смету');
    await expect(messages).toHaveText([/Пришлю смету завтра/]);
    for (let i = 1; i <= 60; i++)
      await telegram.receives({ from: 'Anna Berg', text: `One more question, number ${i}` });
    await box(workspace).fill('price list');
    await expect(messages).toHaveText([/here is the price list/]);
    expect(telegram.saw.count('messages.searchGlobal')).toBe(0);
    await workspace.keyboard.press('Enter');
    await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
    await expect(web.page.getByText('here is the price list')).toBeInViewport();
  });
}

test('what is found survives the worker and a restart of the browser', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const sidebar = await (await openWeb('a', { chat: { peer: ANNA } })).sidebar();
  await createDeal(sidebar);
  const search = async () =>
    (await tez.ask<{ groups: { kind: string }[] }>('search.here', { text: 'ber', limit: 5 })).groups.map(
      ({ kind }) => kind,
    );
  expect(await search()).toEqual(['contacts', 'deals']);
  await tez.killWorker();
  expect(await search()).toEqual(['contacts', 'deals']);
  const written = async () => (await tez.dumpStores()).find(({ store }) => store === 'search')?.text ?? '';
  await tez.ask('deals.create', { title: 'Bergen harbour' });
  await expect.poll(written, { message: 'the index is written down', timeout: 20_000 }).toContain('records/manifest');
  expect(await written()).not.toContain('berg');
  await telegram.receives({ from: 'Anna Berg', text: 'Zebrafish or canary?' });
  const told = async () =>
    (await tez.ask<{ groups: { kind: string }[] }>('search.here', { text: 'zebraf', limit: 5 })).groups;
  await expect.poll(told).toMatchObject([{ kind: 'messages' }]);
  await expect.poll(written, { message: 'so is that of messages', timeout: 20_000 }).toContain('messages/manifest');
  await tez.restartBrowser();
  expect(await search()).toEqual(['contacts', 'deals']);
  expect(await told()).toMatchObject([{ kind: 'messages' }]);
});
