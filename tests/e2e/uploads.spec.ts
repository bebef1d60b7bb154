import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import type { LocalTelegram } from '../telegram';
import { seededBytes } from '../telegram/made/bytes';
import { encodeJpeg } from '../telegram/made/jpeg';
import { silentVoice } from '../telegram/made/ogg';
import { madeVideo } from '../telegram/made/video';
import type { MediaFile } from '../telegram/world/media';
import { expect, signIn, type TelegramTab, test } from './fixture';

const ANNA = 5000000002;
const MIB = 1024 * 1024;
const PART = MIB / 2;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tez-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file on this computer. */
function onDisk(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Tracks the open chat and opens its composer. */
async function answer(web: TelegramTab): Promise<Frame> {
  const sidebar = await web.sidebar();
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(sidebar.getByRole('textbox', { name: 'Message' })).toBeFocused();
  return sidebar;
}

/** Chooses files by the composer's menu; the dialog that shows them is open then. */
async function attach(web: TelegramTab, sidebar: Frame, how: string, paths: string[]) {
  const choosing = web.page.waitForEvent('filechooser');
  await sidebar.getByRole('button', { name: 'Attach' }).click();
  await sidebar.getByRole('menuitem', { name: how, exact: true }).click();
  await (await choosing).setFiles(paths);
  const dialog = sidebar.getByRole('dialog', { name: /^Send \d+ file/ });
  await expect(dialog.getByRole('listitem')).toHaveCount(paths.length);
  return dialog;
}

/** Messages of ours with files in Anna's chat, oldest first. */
function sent(telegram: LocalTelegram) {
  return telegram.messagesOf({ chat: 'Anna Berg' }).flatMap((message) => {
    const { media, text, album } = message;
    return media?.kind === 'file' ? [{ text, album, file: media.file }] : [];
  });
}

function bytesOf(file: MediaFile | undefined): Buffer {
  const content = file?.kind === 'photo' ? file.sizes.at(-1)?.content : file?.content;
  return content?.read(0, content.size) ?? Buffer.alloc(0);
}

const inQueue = (sidebar: Frame) => sidebar.getByRole('region', { name: 'On its way' }).getByRole('listitem');
const jpeg = (blue: number) => Buffer.from(encodeJpeg((x, y) => [x * 255, y * 255, blue], 640, 480));

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('the worker dies while a file goes up: one message is on the server, with equal bytes', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      test.setTimeout(240_000);
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await answer(web);
      const bytes = seededBytes(7, 0, 40 * MIB + 321);
      const dialog = await attach(web, sidebar, 'File', [onDisk('Plans.zip', bytes)]);
      await dialog.getByLabel('Caption').fill('As promised');
      await dialog.getByRole('button', { name: 'Send' }).click();

      const given = () => telegram.saw.count('upload.saveBigFilePart');
      for (const parts of [5, 40]) {
        await expect.poll(given, { timeout: 60_000 }).toBeGreaterThan(parts);
        await tez.killWorker();
        await tez.wakeWorker();
      }
      await expect(inQueue(sidebar).filter({ hasText: 'As promised' })).toHaveAttribute('data-state', 'sent', {
        timeout: 90_000,
      });
      const [only, ...others] = sent(telegram);
      expect(others).toEqual([]);
      expect(only?.text).toBe('As promised');
      expect(bytesOf(only?.file).equals(bytes)).toBe(true);
      // Gone on with, not begun anew.
      expect(given()).toBeLessThan(Math.ceil(bytes.length / PART) + 40);
      await expect(sidebar.getByRole('region', { name: 'Files on their way' })).toHaveCount(0);
    });

    test('photos go as an album, recordings as voice and video messages', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await answer(web);
      await sidebar.getByRole('textbox', { name: 'Message' }).fill('The shop');
      const photos = [jpeg(40), jpeg(200)];
      const dialog = await attach(web, sidebar, 'Photo or video', [
        onDisk('One.jpg', photos[0] ?? Buffer.alloc(0)),
        onDisk('Two.jpg', photos[1] ?? Buffer.alloc(0)),
      ]);
      await expect(dialog.getByLabel('Caption')).toHaveValue('The shop');
      const widths = () =>
        dialog.locator('img').evaluateAll((all) => all.map((it) => (it as HTMLImageElement).naturalWidth));
      await expect.poll(widths).toEqual([640, 640]);
      await dialog.getByRole('button', { name: 'Send' }).click();
      await expect(inQueue(sidebar)).toHaveAttribute('data-state', 'sent');
      await expect(sidebar.getByRole('textbox', { name: 'Message' })).toHaveValue('');
      const album = sent(telegram);
      expect(album.map(({ text, file }) => [text, file.kind])).toEqual([
        ['The shop', 'photo'],
        ['', 'photo'],
      ]);
      expect(album[0]?.album).toBeDefined();
      expect(album[1]?.album).toBe(album[0]?.album);
      expect(album.map(({ file }) => bytesOf(file))).toEqual(photos);

      const voice = await attach(web, sidebar, 'Voice message from a file', [onDisk('Note.ogg', silentVoice(4))]);
      await voice.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => sent(telegram).length).toBe(3);
      const note = sent(telegram)[2]?.file;
      expect(note?.kind === 'document' && note.attributes).toContainEqual(
        expect.objectContaining({ _: 'documentAttributeAudio', voice: true, duration: 4 }),
      );

      const clip = madeVideo();
      const round = await attach(web, sidebar, 'Video message from a file', [
        onDisk('Clip.mp4', clip.read(0, clip.size)),
      ]);
      await round.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => sent(telegram).length).toBe(4);
      const film = sent(telegram)[3]?.file;
      expect(film?.kind === 'document' && film.attributes).toContainEqual(
        expect.objectContaining({ _: 'documentAttributeVideo', roundMessage: true }),
      );

      const choosing = web.page.waitForEvent('filechooser');
      await sidebar.getByRole('button', { name: 'Attach' }).click();
      await sidebar.getByRole('menuitem', { name: 'Video message from a file' }).click();
      await (await choosing).setFiles([onDisk('Fake.mp4', Buffer.from('No film at all'))]);
      await expect(sidebar.getByRole('dialog', { name: /^Send/ })).toContainText('Choose a square MP4');
      expect(sent(telegram)).toHaveLength(4);
    });

    test('what cannot be sent is told in a sentence, and nothing of it is sent', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await answer(web);
      const empty = await attach(web, sidebar, 'File', [onDisk('Nothing.txt', Buffer.alloc(0))]);
      await empty.getByRole('button', { name: 'Send' }).click();
      await expect(empty.getByRole('alert')).toHaveText('This file is empty. Telegram takes no empty files.');
      await empty.getByRole('button', { name: 'Cancel' }).click();

      const path = onDisk('Draft.txt', Buffer.alloc(3 * MIB, 'a'));
      const changed = await attach(web, sidebar, 'File', [path]);
      writeFileSync(path, Buffer.alloc(2 * MIB, 'b'));
      await changed.getByRole('button', { name: 'Send' }).click();
      await expect(changed.getByRole('alert')).toHaveText(
        'This file changed while Tez read it. Nothing was sent; choose it again.',
      );
      await changed.getByRole('button', { name: 'Cancel' }).click();

      // Cancelled half way, and lost by Telegram: the one is nowhere, the other is given again by itself.
      telegram.failNext({ method: 'upload.saveBigFilePart', error: 'FLOOD_WAIT_5', after: 3, times: 1000 });
      const first = await attach(web, sidebar, 'File', [onDisk('Long.zip', seededBytes(3, 0, 30 * MIB))]);
      await first.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => telegram.saw.count('upload.saveBigFilePart'), { timeout: 60_000 }).toBeGreaterThan(2);
      await sidebar.getByRole('button', { name: 'Pause' }).click();
      await sidebar.getByRole('button', { name: 'Cancel upload' }).click();
      await expect(sidebar.getByRole('region', { name: 'Files on their way' })).toHaveCount(0);
      telegram.failNext({ method: 'messages.sendMedia', error: 'FILE_PART_0_MISSING' });
      const small = await attach(web, sidebar, 'File', [onDisk('Note.txt', Buffer.from('Good morning'))]);
      await small.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => sent(telegram).length, { timeout: 30_000 }).toBe(1);
      expect(bytesOf(sent(telegram)[0]?.file).toString()).toBe('Good morning');
      expect(telegram.saw.count('messages.sendMedia')).toBe(2);
    });
  });
}
