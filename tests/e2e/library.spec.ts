import type { Frame } from '@playwright/test';
import type { LocalTelegram } from '../telegram';
import type { MediaFile } from '../telegram/world/media';
import { expect, signIn, type TelegramTab, type Tez, test } from './fixture';

const ANNA = 5000000002;

/** Tracks the open chat and keeps its newest files in Tez, by their names. */
async function keepFiles(web: TelegramTab, names: readonly string[]): Promise<Frame> {
  const sidebar = await web.sidebar();
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
  const files = sidebar.getByRole('region', { name: 'Files' });
  await files.getByRole('tab', { name: 'Files' }).click();
  for (const name of names) {
    const keep = files.getByRole('button', { name: `Keep ${name} in Tez` });
    await keep.click();
    await expect(keep).toHaveAttribute('aria-pressed', 'true');
  }
  return sidebar;
}

/** What Tez has of its files, by name. */
async function states(tez: Tez): Promise<Record<string, string>> {
  const files = await tez.ask<{ file: { name: string }; is: string }[]>('files.stored');
  return Object.fromEntries(files.map(({ file, is }) => [file.name, is]));
}

/** Chooses a kept file and sends it with what stands in the composer. */
async function sendKept(sidebar: Frame, name: string): Promise<void> {
  await sidebar.getByRole('button', { name: 'Attach' }).click();
  await sidebar.getByRole('menuitem', { name: 'From the library' }).click();
  const dialog = sidebar.getByRole('dialog', { name: 'Send from the library' });
  await dialog.getByRole('radio', { name: new RegExp(name) }).check();
  await dialog.getByRole('button', { name: 'Send' }).click();
}

/** Files in Anna's chat, oldest first. */
function filesOf(telegram: LocalTelegram) {
  return telegram
    .messagesOf({ chat: 'Anna Berg' })
    .flatMap(({ media, text }) => (media?.kind === 'file' ? [{ text, file: media.file }] : []));
}

function bytesOf(file: MediaFile | undefined): Buffer {
  const content = file?.kind === 'document' ? file.content : undefined;
  return content?.read(0, content.size) ?? Buffer.alloc(0);
}

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: a file that is kept is found by its tags, and sent again without an upload`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    await telegram.receives({ from: 'Anna Berg', file: { name: 'Offer.pdf', kilobytes: 40 } });
    await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 40 } });
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await keepFiles(web, ['Offer.pdf', 'Plans.zip']);

    const workspace = await tez.workspace();
    await workspace.getByRole('link', { name: 'Files' }).click();
    const tags = workspace.getByRole('textbox', { name: 'Tags of Offer.pdf' });
    await tags.fill('prices,  spring  2027, prices');
    await tags.press('Enter');
    await expect(workspace.getByText('#prices · #spring 2027')).toBeVisible();
    await workspace.getByLabel('Find by name or tag').fill('spring');
    await expect(workspace.getByRole('listitem')).toHaveCount(1);
    await expect(workspace.getByRole('listitem')).toContainText('Offer.pdf');

    await web.page.bringToFront();
    telegram.ageFiles();
    await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
    await sidebar.getByRole('textbox', { name: 'Message' }).fill('Here it is again');
    await sidebar.getByRole('button', { name: 'Attach' }).click();
    await sidebar.getByRole('menuitem', { name: 'From the library' }).click();
    const dialog = sidebar.getByRole('dialog', { name: 'Send from the library' });
    await dialog.getByLabel('Find by name or tag').fill('prices');
    await dialog.getByRole('radio', { name: /Offer\.pdf/ }).check();
    await dialog.getByRole('button', { name: 'Send' }).click();
    const row = sidebar.getByRole('region', { name: 'On its way' }).getByRole('listitem');
    await expect(row).toHaveAttribute('data-state', 'sent');
    const [received, ...others] = telegram
      .messagesOf({ chat: 'Anna Berg' })
      .flatMap(({ media, text }) => (media?.kind === 'file' ? [{ id: media.file.id, text }] : []));
    expect(others.at(-1)).toEqual({ id: received?.id, text: 'Here it is again' });
    expect(telegram.saw.count('upload.saveFilePart')).toBe(0);

    // Let go of, it is in the library no more.
    await workspace.getByRole('button', { name: 'Do not keep Offer.pdf' }).click();
    await expect(workspace.getByText('Nothing kept is called so')).toBeVisible();
  });

  test(`Web ${client.toUpperCase()}: a kept file that Telegram has no more goes up from the vault, once, and then by what Telegram has again`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    test.setTimeout(240_000);
    await signIn(tez, telegram);
    const posted = await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 24_000 } });
    const [original] = filesOf(telegram);
    const bytes = bytesOf(original?.file);
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await keepFiles(web, ['Plans.zip']);
    await expect.poll(async () => (await states(tez))['Plans.zip'], { timeout: 60_000 }).toBe('here');
    await telegram.deletes({ chat: 'Anna Berg', id: posted.id });
    telegram.ageFiles();

    await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
    await sidebar.getByRole('textbox', { name: 'Message' }).fill('As promised');
    await sendKept(sidebar, 'Plans');
    const given = () => telegram.saw.count('upload.saveBigFilePart');
    await expect.poll(given, { timeout: 60_000 }).toBeGreaterThan(3);
    await tez.killWorker();
    await tez.wakeWorker();
    const queue = sidebar.getByRole('region', { name: 'On its way' }).getByRole('listitem');
    await expect(queue).toHaveAttribute('data-state', 'sent', { timeout: 90_000 });
    await expect(sidebar.getByRole('region', { name: 'Files on their way' })).toHaveCount(0);
    const sent = filesOf(telegram);
    expect(sent.map(({ text }) => text)).toEqual(['As promised']);
    expect(sent[0]?.file.id).not.toBe(original?.file.id);
    expect(bytesOf(sent[0]?.file).equals(bytes)).toBe(true);

    // What Telegram has of it now is remembered, and is asked for again where its reference is too old.
    const before = given();
    telegram.ageFiles();
    await sendKept(sidebar, 'Plans');
    await expect(queue).toHaveCount(2);
    await expect(queue.last()).toHaveAttribute('data-state', 'sent');
    expect(filesOf(telegram).map(({ file }) => file.id)).toEqual(Array(2).fill(sent[0]?.file.id));
    expect(given()).toBe(before);
  });

  test(`Web ${client.toUpperCase()}: a file that neither Telegram nor the vault has is not sent, nor what goes with it`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const posted = await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 1_200 } });
    const web = await openWeb(client, { chat: { peer: ANNA } });
    telegram.failNext({ method: 'upload.getFile', error: 'FLOOD_WAIT_900', times: 1000 });
    const sidebar = await keepFiles(web, ['Plans.zip']);
    await telegram.deletes({ chat: 'Anna Berg', id: posted.id });
    telegram.ageFiles();
    await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
    await sidebar.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(1_100));
    await sendKept(sidebar, 'Plans');
    await expect(sidebar.getByText('Telegram has lost this file, and Tez keeps no copy of it.')).toBeVisible();
    await expect(sidebar.getByRole('region', { name: 'On its way' })).toHaveCount(0);
    expect(telegram.saw.sends).toEqual([]);
  });
}
