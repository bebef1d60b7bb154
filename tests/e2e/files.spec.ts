import { createHash } from 'node:crypto';
import type { Frame } from '@playwright/test';
import { type FileView, fileUrl } from '@/lib/files/contract';
import { seededBytes } from '../telegram/made/bytes';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';

const ANNA = 5000000002;
const KIB = 1024;
const PART = 512 * KIB;

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a page of Tez gets at an address of its own. */
function fetched(frame: Frame, url: string, range?: string) {
  return frame.evaluate(
    async ({ url, range }) => {
      const answer = await fetch(url, range ? { headers: { Range: range } } : {});
      const bytes = await answer.arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return {
        status: answer.status,
        type: answer.headers.get('Content-Type'),
        length: bytes.byteLength,
        sha: [...hash].map((it) => it.toString(16).padStart(2, '0')).join(''),
      };
    },
    { url, range },
  );
}

const stored = (tez: Tez) => tez.ask<FileView[]>('files.stored');
const only = async (tez: Tez) => (await stored(tez))[0];

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a file is fetched whole, whatever the worker, the references and the data centres do', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { id: message } = await telegram.receives({
        from: 'Anna Berg',
        file: { name: 'Plans.zip', kilobytes: 40_000 },
      });
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await web.sidebar();
      const chat = { account: mainPerson(telegram).id, peer: ANNA };
      const asked = () => telegram.saw.count('upload.getFile');

      const { id } = await tez.ask<{ id: string }>('files.download', { chat, message });
      await expect.poll(asked).toBeGreaterThan(8);
      await tez.killWorker();
      telegram.ageFiles();
      await tez.wakeWorker();
      await expect.poll(async () => (await only(tez))?.done ?? 0).toBeGreaterThan(20 * PART);
      await tez.ask('files.pause', { id });
      expect((await only(tez))?.is).toBe('paused');
      await tez.ask('files.resume', { id });
      await expect.poll(async () => (await only(tez))?.is, { timeout: 60_000 }).toBe('here');
      // Resumed, not begun anew: no more than what was under way was asked for twice.
      expect(asked()).toBeLessThan(80 + 30);

      const size = 40_000 * KIB;
      const seed = Number(id.split('.')[1]);
      expect(await fetched(sidebar, fileUrl(id))).toEqual({
        status: 200,
        type: 'application/octet-stream',
        length: size,
        sha: sha(seededBytes(seed, 0, size)),
      });
      const [from, to] = [PART - 7, 3 * PART + 5];
      expect(await fetched(sidebar, fileUrl(id), `bytes=${from}-${to}`)).toMatchObject({
        status: 206,
        sha: sha(seededBytes(seed, 0, size).subarray(from, to + 1)),
      });
      await tez.ask('files.remove', { id });
      expect(await stored(tez)).toEqual([]);
      expect((await fetched(sidebar, fileUrl(id))).status).toBe(404);
    });
  });
}

for (const client of ['a', 'k'] as const) {
  test(`Web ${client.toUpperCase()}: files of the chat are found by kind, looked at and written to disk`, async ({
    tez,
    telegram,
    openWeb,
  }) => {
    await signIn(tez, telegram);
    const from = 'Anna Berg';
    await telegram.receives({ from, photo: true });
    await telegram.receives({ from, photo: { width: 900, height: 1200 }, text: 'The shop window' });
    await telegram.receives({ from, video: { seconds: 12 } });
    await telegram.receives({ from, file: { name: 'Offer.pdf', kilobytes: 40 } });
    await telegram.receives({ from, file: { name: 'Plans.zip', kilobytes: 3_000 } });
    await telegram.receives({ from, voice: 7 });
    await telegram.receives({ from, text: 'See https://example.com/catalogue for all' });
    const web = await openWeb(client, { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
    const files = sidebar.getByRole('region', { name: 'Files' });
    const tab = (name: string) => files.getByRole('tab', { name });

    // Photos: the blurred ones at once, then the real ones.
    await expect(files.getByRole('button', { name: /^Open photo/ })).toHaveCount(2);
    await expect(files.locator('[data-picture="here"]')).toHaveCount(2);
    await files
      .getByRole('button', { name: /^Open photo/ })
      .first()
      .click();
    const preview = sidebar.getByRole('dialog', { name: 'Preview' });
    await expect(preview).toContainText('The shop window');
    const wide = () => preview.getByRole('img').evaluate((it: HTMLImageElement) => it.naturalWidth);
    await expect.poll(wide).toBeGreaterThan(500);
    await preview.getByRole('button', { name: 'Close' }).click();

    await tab('Videos').click();
    await files.getByRole('button', { name: /^Open video/ }).click();
    const length = () => preview.locator('video').evaluate((it: HTMLVideoElement) => it.duration || 0);
    await expect.poll(length).toBeGreaterThan(0);
    await preview.getByRole('button', { name: 'Close' }).click();

    await tab('Files').click();
    await expect(files.getByRole('listitem')).toHaveCount(2);
    const saved = web.page.waitForEvent('download');
    await files.getByRole('button', { name: 'Save Plans.zip' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('Plans.zip');
    const seed = Number((await stored(tez)).find(({ file }) => file.name === 'Plans.zip')?.file.at.id);
    const bytes = await streamed(await download.createReadStream());
    expect(sha(bytes)).toBe(sha(seededBytes(seed, 0, 3_000 * KIB)));
    const opened = tez.context.waitForEvent('page');
    await files.getByRole('button', { name: /^Offer\.pdf/ }).click();
    expect((await opened).url()).toMatch(/^chrome-extension:\/\/[a-z]+\/file\//);

    await tab('Voice').click();
    await files.getByRole('button', { name: /^Voice message/ }).click();
    const seconds = () => preview.locator('audio').evaluate((it: HTMLAudioElement) => it.duration || 0);
    await expect.poll(seconds).toBeGreaterThan(6);
    await preview.getByRole('button', { name: 'Close' }).click();
    await tab('Links').click();
    await expect(files.getByRole('link')).toHaveAttribute('href', 'https://example.com/catalogue');

    // What is sent while it is open comes in by itself.
    await tab('Files').click();
    await telegram.receives({ from, file: { name: 'Late.csv', kilobytes: 1 } });
    await expect(files.getByRole('listitem').first()).toContainText('Late.csv');
  });
}

test('files of a chat of which nothing is kept come from Telegram, and it says why when they cannot', async ({
  tez,
  telegram,
  openWeb,
}) => {
  await signIn(tez, telegram);
  await telegram.receives({ from: 'Anna Berg', file: { name: 'Offer.pdf', kilobytes: 40 } });
  const web = await openWeb('a', { chat: { peer: ANNA } });
  const sidebar = await web.sidebar();
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  const chat = { account: mainPerson(telegram).id, peer: ANNA };
  await tez.ask('messages.setKeeping', { chat, keep: 'nothing' });
  telegram.failNext({ method: 'messages.search', error: 'FLOOD_WAIT_40' });
  await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
  const files = sidebar.getByRole('region', { name: 'Files' });
  await expect(files.getByText('Telegram asks to wait.')).toBeVisible();
  await expect(files.getByText('No photos yet')).toBeVisible();
});

async function streamed(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
