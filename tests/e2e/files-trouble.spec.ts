import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { expect, signIn, type TelegramTab, test } from './fixture';

const ANNA = 5000000002;
const GB = 4000 * 512 * 1024;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tez-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of zeros that takes no room on the disk. */
function sparse(name: string, size: number): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  truncateSync(path, size);
  return path;
}

async function choose(web: TelegramTab, sidebar: Frame, path: string) {
  const choosing = web.page.waitForEvent('filechooser');
  await sidebar.getByRole('button', { name: 'Attach' }).click();
  await sidebar.getByRole('menuitem', { name: 'File', exact: true }).click();
  await (await choosing).setFiles([path]);
  return sidebar.getByRole('dialog', { name: 'Send 1 file' });
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('what cannot be shown says so, and can be saved', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const broken = { 'Broken.jpg': 40, 'Broken.mp4': 40, 'Broken.pdf': 34_000 };
      for (const [name, kilobytes] of Object.entries(broken)) {
        await telegram.receives({ from: 'Anna Berg', file: { name, kilobytes } });
      }
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await web.sidebar();
      await sidebar.getByRole('button', { name: 'Add contact' }).click();
      await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
      const files = sidebar.getByRole('region', { name: 'Files' });
      await files.getByRole('tab', { name: 'Files' }).click();
      const preview = sidebar.getByRole('dialog', { name: 'Preview' });
      for (const name of Object.keys(broken)) {
        await files.getByRole('button', { name: new RegExp(`^${name}`) }).click();
        await expect(preview.getByRole('alert')).toContainText('This cannot be shown here');
        if (name === 'Broken.jpg') {
          const saved = web.page.waitForEvent('download');
          await preview.getByRole('button', { name: 'Save', exact: true }).click();
          expect((await saved).suggestedFilename()).toBe(name);
        }
        await preview.getByRole('button', { name: 'Close' }).click();
      }
    });

    test('what is too big for the account is refused before anything is read', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await web.sidebar();
      await sidebar.getByRole('button', { name: 'Add contact' }).click();
      await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
      const refused = 'Too big for Telegram: it takes 2 GB, or 4 GB with Premium. Split the file.';
      const plain = await choose(web, sidebar, sparse('Plain.bin', GB + 1));
      await plain.getByRole('button', { name: 'Send' }).click();
      await expect(plain.getByRole('alert')).toHaveText(refused);
      await plain.getByRole('button', { name: 'Cancel' }).click();

      const me = telegram.world.main?.person;
      if (me) me.isPremium = true;
      const most = await choose(web, sidebar, sparse('Premium.bin', 2 * GB + 1));
      await most.getByRole('button', { name: 'Send' }).click();
      await expect(most.getByRole('alert')).toHaveText(refused);
      await most.getByRole('button', { name: 'Cancel' }).click();

      const fits = await choose(web, sidebar, sparse('Fits.bin', GB + 1));
      await fits.getByRole('button', { name: 'Send' }).click();
      await expect(fits.getByRole('progressbar')).toBeVisible();
      await expect(fits.getByRole('alert')).toHaveCount(0);
      expect(telegram.saw.count('upload.saveBigFilePart')).toBe(0);
    });
  });
}
