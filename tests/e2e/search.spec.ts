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
  await tez.restartBrowser();
  expect(await search()).toEqual(['contacts', 'deals']);
});
