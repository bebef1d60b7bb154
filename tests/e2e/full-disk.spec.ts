import type { FileView } from '@/lib/files/contract';
import type { KeepingView, MessagesPage } from '@/lib/messages/contract';
import { createDeal, deal, expect, mainPerson, setValue, signIn, test } from './fixture';
import { anna, kept, read, withAnna } from './fixture/talk';

const SENTENCE = 'The disk is full. Free some space; what is stored is safe.';

test.use({ limited: true });

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}, on a full disk`, () => {
    test('a deal keeps what it had, and a file is not half kept; with space again all goes on', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 900 } });
      const web = await openWeb(client, { chat: anna });
      const sidebar = await web.sidebar();
      await sidebar.getByRole('button', { name: 'Add contact' }).click();
      const region = await createDeal(sidebar);
      await setValue(region, '500', '€500');
      await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
      const files = sidebar.getByRole('region', { name: 'Files' });
      await files.getByRole('tab', { name: 'Files' }).click();
      const keep = files.getByRole('button', { name: 'Keep Plans.zip in Tez' });
      await expect(keep).toBeVisible();
      const asked = () => telegram.saw.count('upload.getFile');
      const before = asked();

      await tez.fillDisk();
      await region.getByLabel('Value').fill('900');
      await region.getByLabel('Value').press('Enter');
      await expect(sidebar.getByText(SENTENCE).first()).toBeVisible();
      await keep.click();
      await expect(sidebar.getByText(SENTENCE).first()).toBeVisible();
      await expect(keep).toHaveAttribute('aria-pressed', 'false');
      expect(await tez.ask<FileView[]>('files.stored')).toEqual([]);
      expect(asked()).toBe(before);
      await telegram.receives({ from: 'Anna Berg', text: 'Came on a full disk' });

      await tez.freeDisk();
      await setValue(deal(sidebar, 'Anna Berg'), '700', '€700');
      await keep.click();
      await expect(keep).toHaveAttribute('aria-pressed', 'true');
      await expect.poll(async () => (await tez.ask<FileView[]>('files.stored'))[0]?.is).toBe('here');
      const chat = { account: mainPerson(telegram).id, ...anna };
      const last = async () => {
        const page = await tez.ask<MessagesPage>('messages.page', { chat, at: { is: 'newest' }, limit: 1 });
        return page.messages[0]?.text;
      };
      await expect.poll(last, { timeout: 90_000 }).toBe('Came on a full disk');
    });

    test('a file that comes while it fills up says so, is not half kept, and comes when there is space again', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      test.setTimeout(240_000);
      await signIn(tez, telegram);
      await telegram.receives({ from: 'Anna Berg', file: { name: 'Plans.zip', kilobytes: 6_000 } });
      const web = await openWeb(client, { chat: anna });
      const sidebar = await web.sidebar();
      await sidebar.getByRole('button', { name: 'Add contact' }).click();
      await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
      const files = sidebar.getByRole('region', { name: 'Files' });
      await files.getByRole('tab', { name: 'Files' }).click();
      // It waits for as long as the browser may take to refuse anything.
      telegram.failNext({ method: 'upload.getFile', error: 'FLOOD_WAIT_45', after: 5 });
      await files.getByRole('button', { name: 'Save Plans.zip' }).click();
      await expect(files.getByText('Telegram asks to wait.')).toBeVisible();
      await tez.fillDisk();
      await expect(files.getByText(SENTENCE)).toBeVisible({ timeout: 90_000 });
      await expect(files.getByRole('button', { name: 'Cancel download' })).toBeInViewport({ ratio: 1 });
      // What it took is given back.
      expect((await tez.ask<FileView[]>('files.stored'))[0]?.done).toBe(0);
      const saved = web.page.waitForEvent('download', { timeout: 90_000 });
      await tez.freeDisk();
      expect((await saved).suggestedFilename()).toBe('Plans.zip');
    });

    test.describe('a long chat', () => {
      test.use({ scenario: withAnna({ filler: { count: 3000, from: '60d ago', to: '3d ago' } }) });

      test('an import waits with its sentence, loses nothing, and goes on by itself', async ({
        tez,
        telegram,
        openWeb,
      }) => {
        test.setTimeout(240_000);
        await signIn(tez, telegram);
        const chat = { account: mainPerson(telegram).id, ...anna };
        telegram.failNext({ method: 'messages.getHistory', error: 'FLOOD_WAIT_50', after: 8 });
        const { messages } = await read(await openWeb(client, { chat: anna }));
        const line = messages.getByRole('region', { name: 'Import of older messages' });
        await expect(line.getByRole('status')).toHaveText(/^Telegram asks to wait/);
        const before = await kept(tez, telegram);
        await tez.fillDisk();
        await expect(line.getByRole('status')).toHaveText('The disk is full. Goes on by itself when there is space.', {
          timeout: 90_000,
        });
        expect(await kept(tez, telegram)).toEqual(before);
        await tez.freeDisk();
        const state = () => tez.ask<KeepingView>('messages.keeping', { chat });
        await expect.poll(async () => (await state()).complete, { timeout: 90_000 }).toBe(true);
        expect(await kept(tez, telegram)).toEqual(telegram.messagesOf({ chat: 'Anna Berg' }).map(({ id }) => id));
      });
    });
  });
}
