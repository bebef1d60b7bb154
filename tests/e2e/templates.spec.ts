import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { composerOf } from '../telegram-web';
import { createDeal, expect, mainPerson, setValue, signIn, test } from './fixture';
import { keep, option, pick, templatesPage } from './fixture/templates';

const ANNA = 5000000002;
const anna = { peer: ANNA };

const QUOTE = 'Hi {first name}, {deal title} is {value} less {discount|10 %}, until {today+3d}.';

/** As Tez writes days. */
function inDays(days: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(
    Date.now() + days * 86_400_000,
  );
  return ['weekday', 'day', 'month'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a template is found, filled by the chat and the person, and stands in the composer unsent', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      await keep(tez, 'Reminder', 'Any news?');
      await keep(tez, 'Quote', QUOTE, { category: 'Sales' });
      const sidebar = await (await openWeb(client, { chat: anna })).sidebar();
      const region = await createDeal(sidebar);
      await setValue(region, '48,500', '€48,500');
      const { list, field } = await pick(sidebar);
      await expect(list.getByRole('option')).toHaveCount(2);
      await sidebar.getByRole('combobox', { name: 'Find a template' }).pressSequentially('quo');
      await expect(list.getByRole('option')).toHaveText([/^Quote.*Sales/]);
      await sidebar.getByRole('combobox', { name: 'Find a template' }).press('Enter');
      const discount = list.getByLabel('discount');
      await expect(discount).toBeFocused();
      await expect(discount).toHaveValue('10 %');
      await discount.fill('');
      await expect(list.getByRole('button', { name: 'Use' })).toBeDisabled();
      await discount.fill('5 %');
      const words = `Hi Anna, Anna Berg is €48,500 less 5 %, until ${inDays(3)}.`;
      await expect(list.getByRole('region', { name: 'Preview' })).toHaveText(words);
      await discount.press('Enter');
      await expect(field).toHaveValue(words);
      await expect(field).toBeFocused();
      expect(telegram.saw.sends).toEqual([]);
      await field.press('Enter');
      await expect.poll(() => telegram.messagesOf({ chat: 'Anna Berg' }).at(-1)?.text).toBe(words);
    });

    test('what is typed into a template stays while the chat goes on', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      await keep(tez, 'Terms', '{discount} within {days}, {first name}.');
      const sidebar = await (await openWeb(client, { chat: anna })).sidebar();
      const { list, field } = await pick(sidebar);
      await expect(option(list, 'Terms').locator('mark')).toHaveText(['discount', 'days']);
      await option(list, 'Terms').click();
      await list.getByLabel('discount').pressSequentially('2 %');
      await list.getByLabel('days').pressSequentially('14');
      await telegram.receives({ from: 'Anna Berg', text: 'Hello?' });
      await tez.ask('notes.add', { chat: { account: mainPerson(telegram).id, ...anna }, text: 'Wrote again.' });
      await expect(sidebar.getByText('Wrote again.')).toBeVisible();
      await expect(list.getByLabel('days')).toBeFocused();
      await list.getByLabel('days').pressSequentially(' days');
      await expect(list.getByLabel('discount')).toHaveValue('2 %');
      await list.getByRole('button', { name: 'Use' }).click();
      await expect(field).toHaveValue('2 % within 14 days, Anna.');
    });

    test('a shortcut gives way to its template; what is written already stays before another', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      await keep(tez, 'Thanks', 'Thank you, {first name}!', { shortcut: 'thanks' });
      await keep(tez, 'Terms', 'Net {days} days.', { shortcut: 'terms' });
      const sidebar = await (await openWeb(client, { chat: anna })).sidebar();
      const { list, field } = await pick(sidebar);
      await list.getByRole('combobox').press('Escape');
      await expect(field).toBeFocused();
      await field.pressSequentially('/th');
      await expect(option(sidebar, 'Thanks')).toHaveAttribute('aria-selected', 'true');
      await field.press('Enter');
      await expect(field).toHaveValue('Thank you, Anna!');
      await pick(sidebar);
      await option(list, 'Terms').click();
      await list.getByLabel('days').fill('30');
      await list.getByLabel('days').press('Enter');
      await expect(field).toHaveValue('Thank you, Anna!\nNet 30 days.');
      await field.fill('/terms');
      await field.press('Enter');
      await list.getByLabel('days').fill('60');
      await list.getByLabel('days').press('Enter');
      await expect(field).toHaveValue('Net 60 days.');
      expect(telegram.saw.sends).toEqual([]);
    });

    test('a template goes into Telegram’s own field, from the sidebar and from the search', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      await keep(tez, 'Opening hours', 'Dear {first name},\nwe open at {hour|9}.');
      const web = await openWeb(client, { chat: anna });
      const { list } = await pick(await web.sidebar());
      await option(list, 'Opening hours').click();
      await list.getByRole('button', { name: 'Insert into Telegram' }).click();
      await expect(composerOf(web.page)).toHaveText(/Dear Anna,\s*we open at 9\./);

      const workspace = await tez.workspace();
      await workspace.getByRole('button', { name: /^Search/ }).click();
      await workspace.getByRole('combobox', { name: 'Search', exact: true }).fill('open ho');
      await expect(workspace.getByRole('group', { name: 'Templates' }).getByRole('option')).toHaveText([
        /^Opening hours/,
      ]);
      await workspace.keyboard.press('Enter');
      const dialog = workspace.getByRole('dialog', { name: 'Opening hours' });
      await expect(dialog.getByText('For Anna Berg', { exact: true })).toBeVisible();
      await dialog.getByRole('textbox', { name: 'hour' }).fill('8');
      await dialog.getByRole('button', { name: 'Insert into Telegram' }).click();
      await expect(composerOf(web.page)).toHaveText(/we open at 9\.\s*Dear Anna,\s*we open at 8\./);
      expect(telegram.saw.sends).toEqual([]);
    });

    test('a template is made with the open chat before one’s eyes, changed, and deleted with a way back', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      await expect(await web.sidebar().then((it) => it.getByRole('heading', { level: 1 }))).toHaveText('Anna Berg');
      const workspace = await templatesPage(tez);
      await workspace.getByRole('button', { name: 'New template' }).click();
      const editor = workspace.getByRole('region', { name: 'Template', exact: true });
      await expect(editor.getByLabel('Name')).toBeFocused();
      await editor.getByLabel('Name').fill('Quote');
      await editor.getByLabel('Shortcut').fill('/quote');
      const text = editor.getByRole('textbox', { name: 'Text' });
      await text.fill('Hi {{first name}}');
      await editor.getByRole('button', { name: 'Save template' }).click();
      await expect(text).toHaveAccessibleDescription(/A brace stands alone/);
      await text.fill('Hi ');
      await editor.getByRole('button', { name: 'Add a gap' }).click();
      await editor.getByRole('menuitem', { name: '{first name}' }).click();
      await text.press('End');
      await text.pressSequentially(', see {page}');
      await expect(editor.getByRole('region', { name: 'Preview' })).toHaveText('Hi Anna, see page');
      await expect(editor.getByText('Asks for: page')).toBeVisible();
      await editor.getByRole('button', { name: 'Save template' }).click();
      const list = workspace.getByRole('region', { name: 'All templates' });
      await expect(list.getByRole('button', { name: /^Quote/ })).toHaveText(/Quote\/quote$/);
      await editor.getByLabel('Name').fill('Short quote');
      await editor.getByRole('button', { name: 'Save template' }).click();
      await expect(list.getByRole('button')).toHaveText([/^Short quote/]);
      await editor.getByRole('button', { name: 'Delete' }).click();
      await expect(workspace.getByText('No templates yet')).toBeVisible();
      await workspace.getByRole('button', { name: 'Undo' }).click();
      await expect(list.getByRole('button')).toHaveText([/^Short quote/]);
      await tez.restartBrowser();
      expect(await tez.ask('templates.all')).toMatchObject([{ name: 'Short quote', shortcut: 'quote' }]);
    });
  });
}

test('templates go into a file and come back; what is wrong with a file is told, nothing is doubled unasked', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  await keep(tez, 'Quote', QUOTE, { shortcut: 'quote', category: 'Sales' });
  await keep(tez, 'Thanks', 'Thank you!');
  const workspace = await templatesPage(tez);
  const menu = async (act: string) => {
    await workspace.getByRole('button', { name: 'Import and export' }).click();
    await workspace.getByRole('menuitem', { name: act }).click();
  };
  const saved = workspace.waitForEvent('download');
  await menu('Export to a file');
  const path = await (await saved).path();
  const choose = async (file: Parameters<Locator['setInputFiles']>[0]) => {
    const chooser = workspace.waitForEvent('filechooser');
    await menu('Import from a file');
    await (await chooser).setFiles(file);
  };
  const json = (text: string) => ({ name: 'some.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose(json('{'));
  await expect(workspace.getByText('This file is not JSON.')).toBeVisible();

  await tez.ask('templates.delete', { id: 'story-quote' });
  await choose({ name: 'tez-templates.json', mimeType: 'application/json', buffer: await readFile(path) });
  const dialog = workspace.getByRole('dialog', { name: 'Import 2 templates?' });
  await expect(dialog.getByRole('list', { name: 'Names that are here already' })).toHaveText('Thanks');
  await dialog.getByRole('button', { name: 'Import 1 template' }).click();
  const list = workspace.getByRole('region', { name: 'All templates' });
  await expect(list.getByRole('button')).toHaveText([/^QuoteSales · \/quote/, /^Thanks/]);

  const templates = [{ name: 'Thanks', text: 'Thanks a lot!' }, { name: 'Broken', text: 'Hi {{name}}' }, { text: 'x' }];
  await choose(json(JSON.stringify({ format: 'tez-templates', version: 1, templates })));
  const second = workspace.getByRole('dialog', { name: 'Import 1 template?' });
  await expect(second.getByRole('list', { name: 'What cannot be taken' }).getByRole('listitem')).toHaveText([
    /^2\. Broken: A brace stands alone/,
    /^Template 3: “name” is missing/,
  ]);
  await second.getByLabel('What becomes of those').selectOption({ label: 'Keep both' });
  await second.getByRole('button', { name: 'Import 1 template' }).click();
  await expect(list.getByRole('button')).toHaveText([/^Quote/, /^Thanks$/, /^Thanks 2$/]);
  await workspace.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('button')).toHaveCount(2);
});
