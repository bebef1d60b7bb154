import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import type { LocalTelegram } from '../telegram';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';
import { keep, option, pick, templatesPage } from './fixture/templates';

const anna = { peer: 5000000002 };

/** Puts files that Anna sent into the library. */
async function keepFiles(tez: Tez, telegram: LocalTelegram, names: readonly string[]) {
  const chat = { account: mainPerson(telegram).id, ...anna };
  const files: { id: string; name: string }[] = [];
  for (const name of names) {
    const { id: message } = await telegram.receives({ from: 'Anna Berg', file: { name, kilobytes: 20 } });
    files.push({ name, ...(await tez.ask<{ id: string }>('files.keep', { chat, message })) });
  }
  const here = async () => (await tez.ask<{ is: string }[]>('files.stored')).filter(({ is }) => is === 'here').length;
  await expect.poll(here).toBe(names.length);
  return files;
}

/** What Anna got from us after her own files: files by name, or words. */
function sent(telegram: LocalTelegram) {
  const all = telegram.messagesOf({ chat: 'Anna Berg' });
  const theirs = all.map(({ out }) => out).lastIndexOf(false);
  return all.slice(theirs + 1).map(({ media, text, album }) => {
    const named = media?.kind === 'file' && media.file.kind === 'document' ? media.file.attributes : [];
    const name = named.find((it) => it._ === 'documentAttributeFilename')?.fileName;
    return { text, ...(name ? { name } : {}), ...(album === undefined ? {} : { album }) };
  });
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a template takes files from the library, and is sent with them as one message, without an upload', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const [offer] = await keepFiles(tez, telegram, ['Offer.pdf', 'Plans.zip']);
      await tez.ask('files.tag', { id: offer?.id, tags: ['prices'] });
      const web = await openWeb(client, { chat: anna });
      const sidebar = await web.sidebar();
      await expect(sidebar.getByRole('heading', { level: 1 })).toHaveText('Anna Berg');
      const workspace = await templatesPage(tez);
      await workspace.getByRole('button', { name: 'New template' }).click();
      const editor = workspace.getByRole('region', { name: 'Template', exact: true });
      await editor.getByLabel('Name').fill('Offer');
      await editor.getByLabel('Shortcut').fill('offer');
      await editor.getByRole('textbox', { name: 'Text' }).fill('Dear {first name}, here it is.');
      const attach = async (choose: (dialog: Locator) => Promise<void>, act: string) => {
        await editor.getByRole('button', { name: 'Attach from library' }).click();
        const dialog = workspace.getByRole('dialog', { name: 'Attach from the library' });
        await choose(dialog);
        await dialog.getByRole('button', { name: act }).click();
      };
      await attach(async (dialog) => {
        await expect(dialog.getByRole('checkbox')).toHaveCount(2);
        await dialog.getByLabel('Find by name or tag').fill('prices');
        await expect(dialog.getByRole('checkbox')).toHaveCount(1);
        await dialog.getByRole('checkbox', { name: /Offer\.pdf/ }).check();
        await dialog.getByLabel('Find by name or tag').fill('');
        await dialog.getByRole('checkbox', { name: /Plans\.zip/ }).check();
      }, 'Attach 2 files');
      const chips = editor.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
      await expect(chips).toHaveText(['Offer.pdf', 'Plans.zip']);
      await editor.getByRole('button', { name: 'Remove Plans.zip' }).click();
      await expect(chips).toHaveText(['Offer.pdf']);
      await attach(async (dialog) => {
        await expect(dialog.getByRole('checkbox')).toHaveCount(1);
        await dialog.getByRole('checkbox', { name: /Plans\.zip/ }).check();
      }, 'Attach 1 file');
      await editor.getByRole('button', { name: 'Save template' }).click();
      await expect(workspace.getByRole('region', { name: 'All templates' }).getByRole('button')).toHaveText([
        /^Offer.*2 files/,
      ]);

      await web.page.bringToFront();
      const { list, field } = await pick(sidebar);
      await expect(option(list, 'Offer').getByRole('img', { name: '2 files' })).toBeVisible();
      await option(list, 'Offer').click();
      await expect(list.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(2);
      await expect(list.getByText('takes the text only')).toBeVisible();
      await list.getByRole('button', { name: 'Use' }).click();
      const composer = sidebar.getByRole('region', { name: 'Answer' });
      const attached = composer.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
      await expect(attached).toHaveText(['Offer.pdf', 'Plans.zip']);
      expect(telegram.saw.sends).toEqual([]);
      await field.press('Enter');
      await expect.poll(() => sent(telegram).length).toBe(2);
      const [first, second] = sent(telegram);
      expect([first, second]).toEqual([
        { text: 'Dear Anna, here it is.', name: 'Offer.pdf', album: first?.album },
        { text: '', name: 'Plans.zip', album: first?.album },
      ]);
      expect(first?.album).toBeDefined();
      await expect(attached).toHaveCount(0);

      await field.pressSequentially('/off');
      await expect(option(sidebar, 'Offer').getByRole('img', { name: '2 files' })).toBeVisible();
      await field.press('Enter');
      await composer.getByRole('button', { name: 'Remove Plans.zip' }).click();
      await field.press('Enter');
      await expect.poll(() => sent(telegram).slice(2)).toEqual([{ text: 'Dear Anna, here it is.', name: 'Offer.pdf' }]);
      await expect(attached).toHaveCount(0);

      await field.fill('/offer');
      await field.press('Enter');
      await expect(attached).toHaveCount(2);
      const long = 'All about it. '.repeat(80).trim();
      await field.fill(long);
      await expect(composer.getByText('Longer than a caption')).toBeVisible();
      await field.press('Enter');
      await expect
        .poll(() =>
          sent(telegram)
            .slice(3)
            .map(({ text, name }) => [text, name]),
        )
        .toEqual([
          [long, undefined],
          ['', 'Offer.pdf'],
          ['', 'Plans.zip'],
        ]);
      expect(telegram.saw.count('upload.saveFilePart')).toBe(0);
    });

    test('a file that is gone from the library is named, and left out only when that was asked; a kill sends once', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const files = await keepFiles(tez, telegram, ['Offer.pdf', 'Plans.zip']);
      await keep(tez, 'Offer', 'Here it is, {first name}.', { files });
      const sidebar = await (await openWeb(client, { chat: anna })).sidebar();
      await tez.ask('files.letGo', { id: files[1]?.id });
      const { list, field } = await pick(sidebar);
      await option(list, 'Offer').click();
      await expect(list.getByText('“Plans.zip” is not in this library any more.')).toBeVisible();
      await list.getByRole('button', { name: 'Use' }).click();
      await expect(field).toBeFocused();
      await field.press('Enter');
      const dialog = sidebar.getByRole('dialog', { name: 'Send without this file?' });
      await expect(dialog).toContainText('Plans.zip');
      await dialog.getByRole('button', { name: 'Keep writing' }).click();
      expect(telegram.saw.sends).toEqual([]);
      await field.press('Enter');
      await dialog.getByRole('button', { name: 'Send without it' }).click();
      await tez.killWorker();
      await tez.wakeWorker();
      const row = sidebar.getByRole('region', { name: 'On its way' }).getByRole('listitem');
      await expect(row).toHaveAttribute('data-state', 'sent');
      expect(sent(telegram)).toEqual([{ text: 'Here it is, Anna.', name: 'Offer.pdf' }]);
    });
  });
}

test('files of templates are named in their file; those of another library are left out, and counted', async ({
  tez,
  telegram,
}) => {
  await signIn(tez, telegram);
  const files = await keepFiles(tez, telegram, ['Offer.pdf']);
  await keep(tez, 'Offer', 'Here it is.', { files: [...files, { id: '1.2', name: 'Elsewhere.pdf' }] });
  const workspace = await templatesPage(tez);
  const menu = async (act: string) => {
    await workspace.getByRole('button', { name: 'Import and export' }).click();
    await workspace.getByRole('menuitem', { name: act }).click();
  };
  const saved = workspace.waitForEvent('download');
  await menu('Export to a file');
  const buffer = await readFile(await (await saved).path());
  expect(JSON.parse(buffer.toString()).templates[0].files.map(({ name }: { name: string }) => name)).toEqual([
    'Offer.pdf',
    'Elsewhere.pdf',
  ]);
  await tez.ask('templates.delete', { id: 'story-offer' });
  const chooser = workspace.waitForEvent('filechooser');
  await menu('Import from a file');
  await (await chooser).setFiles({ name: 'some.json', mimeType: 'application/json', buffer });
  await workspace.getByRole('button', { name: 'Import 1 template' }).click();
  await expect(
    workspace.getByText('1 template imported; 1 file is not in this library and was left out'),
  ).toBeVisible();
  expect(await tez.ask('templates.all')).toMatchObject([{ name: 'Offer', files }]);
});
