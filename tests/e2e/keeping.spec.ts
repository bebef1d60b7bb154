import type { Frame } from '@playwright/test';
import type { ChatRef } from '@/lib/chats/model';
import { type FileView, pictureUrl } from '@/lib/files/contract';
import type { KeepingView } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import type { OutboxView } from '@/lib/outbox/contract';
import type { LocalTelegram } from '../telegram';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';
import { anna, kept, message, read, withAnna } from './fixture/talk';

const DMITRY = 5000000003;
const HISTORY = 'messages.getHistory';

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test.describe('a chat of 8,000 messages', () => {
      test.use({ scenario: withAnna({ filler: { count: 8000, from: '60d ago', to: '3d ago' } }) });

      test('is brought in whole though the worker dies in the middle', async ({ tez, telegram, openWeb }) => {
        test.setTimeout(240_000);
        await signIn(tez, telegram);
        const chat = { account: mainPerson(telegram).id, ...anna };
        // Telegram has it wait in the midst of it, so that the worker dies between two answers.
        const waitAfter = (after: number) => telegram.failNext({ method: HISTORY, error: 'FLOOD_WAIT_5', after });
        const refused = () => telegram.saw.calls.filter(({ method, error }) => method === HISTORY && error).length;
        waitAfter(6);
        const { messages } = await read(await openWeb(client, { chat: anna }));
        for (const more of [25, null]) {
          await expect.poll(refused, { timeout: 60_000 }).toBe(more === null ? 2 : 1);
          expect((await tez.ask<KeepingView>('messages.keeping', { chat })).import?.is).not.toBe('done');
          await tez.killWorker();
          if (more !== null) waitAfter(more);
          await tez.wakeWorker();
        }
        await expect(messages.getByRole('region', { name: 'Import of older messages' })).toHaveCount(0, {
          timeout: 120_000,
        });
        const server = telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id);
        expect(server.length).toBeGreaterThan(8000);
        expect(await kept(tez, telegram)).toEqual(server);
      });
    });

    test.describe('a chat of a year', () => {
      test.use({ scenario: withAnna({ filler: { count: 2600, from: '360d ago', to: '3d ago' } }) });

      test('older messages: an estimate, then pause, a death of the worker, and on', async ({
        tez,
        telegram,
        openWeb,
      }) => {
        test.setTimeout(240_000);
        await signIn(tez, telegram);
        const { sidebar, messages } = await read(await openWeb(client, { chat: anna }));
        const line = messages.getByRole('region', { name: 'Import of older messages' });
        await expect(line).toHaveCount(0, { timeout: 60_000 });
        const first = (await kept(tez, telegram)).length;
        const all = telegram.messagesOf({ chat: 'Anna Berg' }).length;
        expect(first).toBeLessThan(all);

        await messages.getByRole('button', { name: 'More of these messages' }).click();
        await messages.getByRole('menuitem', { name: 'What Tez keeps' }).click();
        const panel = messages.getByRole('region', { name: 'What Tez keeps' });
        await expect(panel.getByText(/^Kept since /)).toBeVisible();
        await panel.getByRole('button', { name: 'Older messages' }).click();
        const dialog = sidebar.getByRole('dialog', { name: 'Import older messages' });
        await dialog.getByRole('radio', { name: /^All of them/ }).check();
        // Telegram holds it up, so that it is seen on its way.
        telegram.failNext({ method: HISTORY, error: 'FLOOD_WAIT_30' });
        await dialog.getByRole('button', { name: `Import ${(all - first).toLocaleString('en')} messages` }).click();
        await expect(line.getByRole('status')).toHaveText(/^Telegram asks to wait\. Goes on by itself in 0:\d\d\.$/);
        await line.getByRole('button', { name: 'Pause' }).click();
        await expect(line.getByRole('status')).toHaveText(/^Paused/);
        await tez.killWorker();
        await tez.wakeWorker();
        await expect(line.getByRole('status')).toHaveText(/^Paused/);
        expect(await kept(tez, telegram)).toHaveLength(first);
        await line.getByRole('button', { name: 'Resume' }).click();
        await expect(panel.getByText('The whole chat is here.')).toBeVisible({ timeout: 120_000 });
        await expect(line).toHaveCount(0);
        expect(await kept(tez, telegram)).toEqual(telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id));
      });
    });

    test('what is kept is a choice: less asks, and deletes', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const chat = { account: mainPerson(telegram).id, ...anna };
      const ids = telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id);
      const stored = () => tez.ask<Message[]>('messages.byIds', { chat, ids });
      const { sidebar, messages } = await read(await openWeb(client, { chat: anna }));
      await expect.poll(async () => (await stored()).length).toBe(ids.length);
      const own = await withMore(tez, telegram, sidebar, chat);
      expect(await own.left()).toEqual({ words: ['On my way'], files: ['Plans.zip', 'Terms.zip'], pictures: true });
      await messages.getByRole('button', { name: 'More of these messages' }).click();
      await messages.getByRole('menuitem', { name: 'What Tez keeps' }).click();
      const choice = (name: string) => messages.getByRole('radio', { name });
      await choice('Counts only').click();
      await sidebar.getByRole('button', { name: 'Keep messages' }).click();
      await expect(choice('Full text')).toBeChecked();
      expect((await stored()).some(({ bare }) => bare)).toBe(false);

      await choice('Counts only').click();
      await sidebar.getByRole('button', { name: 'Delete words' }).click();
      await expect(choice('Counts only')).toBeChecked();
      expect((await stored()).map(({ text, bare }) => [text, bare])).toEqual(ids.map(() => ['', true]));
      await expect(messages.getByText('Tez keeps only who wrote and when.')).toBeVisible();
      // So it is with what else lies here of the chat; the library is the person's own.
      expect(await own.left()).toEqual({ words: [''], files: ['Terms.zip'], pictures: false });
      await expect(message(messages, 'Can you hold the price until Friday?')).toBeVisible();

      await choice('Nothing').click();
      await sidebar.getByRole('button', { name: 'Delete messages' }).click();
      await expect(messages.getByText('Shown from Telegram, not kept in Tez.')).toBeVisible();
      expect(await stored()).toEqual([]);
      await telegram.receives({ from: 'Anna Berg', text: 'Only passing by' });
      await expect(message(messages, 'Only passing by')).toBeVisible();

      await choice('Full text').click();
      await expect(messages.getByText('The whole chat is here.')).toBeVisible();
      expect(await kept(tez, telegram)).toEqual(telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id));
    });
  });
}

test.describe('several chats', () => {
  const filler = { count: 1400, from: '360d ago', to: '3d ago' };
  test.use({ scenario: withAnna({ filler }, ['Anna Berg', 'Дмитрий Орлов']) });

  test('are brought in one after the other', async ({ tez, telegram, openWeb }) => {
    test.setTimeout(180_000);
    await signIn(tez, telegram);
    const web = await openWeb('a', { chat: anna });
    const sidebar = await web.sidebar();
    const messages = sidebar.getByRole('region', { name: 'Messages' });
    const line = messages.getByRole('region', { name: 'Import of older messages' });
    const importAll = async () => {
      await expect(messages.getByRole('feed')).toBeVisible();
      await expect(line).toHaveCount(0);
      await messages.getByRole('button', { name: 'More of these messages' }).click();
      await messages.getByRole('menuitem', { name: 'Older messages' }).click();
      const dialog = sidebar.getByRole('dialog', { name: 'Import older messages' });
      await dialog.getByRole('radio', { name: /^All of them/ }).check();
      return dialog.getByRole('button', { name: /^Import \d+ messages/ });
    };
    // Both are known, with what a first import brings.
    await web.openChat(DMITRY);
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    await web.openChat(anna.peer);
    await read(web);
    const first = await importAll();
    telegram.failNext({ method: HISTORY, error: 'FLOOD_WAIT_25' });
    await first.click();
    await expect(line.getByRole('status')).toHaveText(/^Telegram asks to wait/);
    await web.openChat(DMITRY);
    await sidebar.getByRole('button', { name: 'Chat', exact: true }).click();
    await (await importAll()).click();
    await expect(line.getByRole('status')).toHaveText('Waits for 1 other chat');
    await expect(line).toHaveCount(0, { timeout: 90_000 });
    expect(await kept(tez, telegram)).toEqual(telegram.messagesOf({ chat: 'Anna Berg' }).map((one) => one.id));
  });
});

/** What lies here of a chat beside its messages: a sent text, two files of which one is in the library, a small picture. */
async function withMore(tez: Tez, telegram: LocalTelegram, sidebar: Frame, chat: ChatRef) {
  const from = 'Anna Berg';
  const plans = await telegram.receives({ from, file: { name: 'Plans.zip', kilobytes: 40 } });
  const terms = await telegram.receives({ from, file: { name: 'Terms.zip', kilobytes: 40 } });
  const photo = await telegram.receives({ from, photo: true });
  await tez.ask('files.download', { chat, message: plans.id });
  await tez.ask('files.keep', { chat, message: terms.id });
  const here = async () => (await tez.ask<FileView[]>('files.stored')).filter(({ is }) => is === 'here');
  await expect.poll(async () => (await here()).length).toBe(2);
  const text = { is: 'text', text: 'On my way', entities: [], linkPreview: false };
  await tez.ask('outbox.send', { key: 'press-on-my-way', chat, messages: [text] });
  const items = async () => (await tez.ask<OutboxView>('outbox.view', { chat })).items;
  await expect.poll(async () => (await items()).map(({ state }) => state)).toEqual(['sent']);
  expect(await sidebar.evaluate(async (url) => (await fetch(url)).status, pictureUrl(chat, photo.id))).toBe(200);
  return {
    left: async () => ({
      words: (await items()).map(({ act }) =>
        act.is === 'message' && 'text' in act.content ? act.content.text : null,
      ),
      files: (await here()).map(({ file }) => file.name).sort(),
      pictures: (await tez.dumpStores()).some(({ store, text }) => store === 'fileParts' && text.includes('picture/')),
    }),
  };
}
