import type { OutboxView } from '@/lib/outbox/contract';
import { composerOf } from '../telegram-web';
import { expect, mainPerson, openComposer, sentRow as row, signIn, type TelegramTab, test } from './fixture';
import { actOn } from './fixture/talk';

const ANNA = 5000000002;
const anna = { peer: ANNA };

async function answer(web: TelegramTab) {
  const sidebar = await web.sidebar();
  return { sidebar, ...(await openComposer(sidebar)) };
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('an answer is written with marks, sent without sound, and followed until it is read', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      const { sidebar, composer, field } = await answer(web);

      await sidebar.getByRole('button', { name: 'Chat', exact: true }).click();
      await actOn(sidebar, 'Perfect.', 'Answer it');
      await expect(composer.getByText('Answer to Anna Berg')).toBeVisible();
      await field.pressSequentially('Until Friday, ');
      await field.press('Control+b');
      await field.pressSequentially('surely');
      for (let i = 0; i < 'surely'.length; i += 1) await field.press('Shift+ArrowLeft');
      await field.press('Control+b');
      await field.press('End');
      await field.press('Shift+Enter');
      await field.pressSequentially('See the list');
      for (let i = 0; i < 'list'.length; i += 1) await field.press('Shift+ArrowLeft');
      await composer.getByRole('button', { name: 'Link (Ctrl K)' }).click();
      await composer.getByLabel('Link to').fill('example.com/list');
      await composer.getByLabel('Link to').press('Enter');
      await composer.getByRole('button', { name: 'Send without sound' }).click();
      await field.press('Enter');

      await expect(row(composer, 'Until Friday, surely')).toHaveAttribute('data-state', 'sent');
      await expect(field).toHaveValue('');
      const [last, ...others] = telegram
        .messagesOf({ chat: 'Anna Berg' })
        .filter(({ text }) => text.startsWith('Until Friday'));
      expect(others).toEqual([]);
      expect(last).toMatchObject({
        text: 'Until Friday, surely\nSee the list',
        silent: true,
        entities: [
          { _: 'messageEntityBold', offset: 14, length: 6 },
          { _: 'messageEntityTextUrl', offset: 29, length: 4, url: 'https://example.com/list' },
        ],
      });
      await telegram.seen({ chat: 'Anna Berg' });
      await expect(row(composer, 'Until Friday, surely')).toHaveAttribute('data-state', 'read');
    });

    test('what is written goes into Telegram’s own field, and is not sent', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      const { sidebar, composer, field } = await answer(web);
      await field.fill('Dear Anna,\nthe quote is ready.');
      await composer.getByRole('button', { name: 'Insert into Telegram' }).click();
      await expect(composerOf(web.page)).toHaveText(/Dear Anna,\s*the quote is ready\./);
      await expect(field).toHaveValue('');
      await sidebar.getByRole('button', { name: 'Undo' }).click();
      await expect(field).toHaveValue('Dear Anna,\nthe quote is ready.');
      expect(telegram.saw.sends).toEqual([]);
    });

    test('the worker dies while it sends: each message is on the server once', async ({ tez, telegram, openWeb }) => {
      test.setTimeout(240_000);
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      const { composer, field } = await answer(web);
      const sent = () => telegram.saw.count('messages.sendMessage');
      for (const [n, when] of (['pressed', 'asked', 'pressed', 'asked'] as const).entries()) {
        const before = sent();
        await field.fill(`Through all ${n}`);
        await field.press('Enter');
        // As it was pressed, or as Telegram was asked: before its answer is stored, as often as not.
        if (when === 'asked') await expect.poll(sent).toBeGreaterThan(before);
        await tez.killWorker();
        await tez.wakeWorker();
        await expect(row(composer, `Through all ${n}`)).toHaveAttribute('data-state', 'sent');
        await expect(field).toHaveValue('');
      }
      const texts = telegram.messagesOf({ chat: 'Anna Berg' }).map(({ text }) => text);
      expect(texts.filter((text) => text.startsWith('Through all'))).toEqual(
        [0, 1, 2, 3].map((n) => `Through all ${n}`),
      );
    });
  });
}

test('what is refused says why and is tried again; a deadline of Telegram’s is waited out, also by the next worker', async ({
  tez,
  telegram,
  openWeb,
}) => {
  await signIn(tez, telegram);
  const { composer, field } = await answer(await openWeb('a', { chat: anna }));
  telegram.failNext({ method: 'messages.sendMessage', error: 'MEDIA_EMPTY' });
  await field.fill('Now or later');
  await field.press('Enter');
  const failed = row(composer, 'Now or later');
  await expect(failed).toHaveAttribute('data-state', 'failed');

  telegram.failNext({ method: 'messages.sendMessage', error: 'CHAT_WRITE_FORBIDDEN' });
  await failed.getByRole('button', { name: 'Cancel' }).click();
  await expect(failed).toHaveCount(0);
  await field.fill('May I');
  await field.press('Enter');
  await expect(row(composer, 'May I').getByRole('alert')).toHaveText('You may read here, but not write.');
  await field.fill('And again');
  await expect(composer.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await row(composer, 'May I').getByRole('button', { name: 'Retry' }).click();
  await expect(row(composer, 'May I')).toHaveAttribute('data-state', 'sent');

  telegram.failNext({ method: 'messages.sendMessage', error: 'FLOOD_WAIT_12' });
  await field.press('Enter');
  const waits = row(composer, 'And again');
  await expect(waits).toHaveText(/Sends by itself in 0:\d\d/);
  const asked = telegram.saw.count('messages.sendMessage');
  await tez.killWorker();
  await tez.wakeWorker();
  await expect(waits).toHaveText(/Sends by itself in 0:\d\d/);
  expect(telegram.saw.count('messages.sendMessage')).toBe(asked);
  await expect(waits).toHaveAttribute('data-state', 'sent');
  const { items } = await tez.ask<OutboxView>('outbox.view', { chat: { account: mainPerson(telegram).id, ...anna } });
  expect(items.map(({ state }) => state)).toEqual(['sent', 'sent']);
});
