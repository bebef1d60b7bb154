import { expect, signIn, test } from './fixture';
import { actOn, anna, read, said } from './fixture/talk';

const OURS = 'Yes, from 20 m³ on.';
const HERS = 'Can you hold the price until Friday?';

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a message is answered, edited, reacted to, forwarded and deleted from the list', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { sidebar, messages } = await read(await openWeb(client, { chat: anna }));
      const onServer = (text: string) => telegram.messagesOf({ chat: 'Anna Berg' }).find((one) => one.text === text);
      const composer = sidebar.getByRole('region', { name: 'Answer' });
      const field = composer.getByRole('textbox', { name: 'Message' });

      await actOn(sidebar, HERS, 'Answer it');
      await expect(composer.getByText('Answer to Anna Berg')).toBeVisible();
      await field.fill('Gladly');
      await field.press('Enter');
      await expect(said(messages, 'Gladly')).toContainText('Answer to Anna Berg');
      const hers = telegram.messagesOf({ chat: 'Anna Berg' }).find(({ text }) => text.includes(HERS));
      expect(onServer('Gladly')?.replyTo).toBe(hers?.id);

      await actOn(sidebar, OURS, 'Edit');
      await expect(field).toHaveValue(OURS);
      await field.fill('Yes, from 15 m³ on.');
      await field.press('Enter');
      await expect(said(messages, 'Yes, from 15 m³ on.')).toContainText('edited');
      expect(onServer('Yes, from 15 m³ on.')).toBeDefined();

      await actOn(sidebar, HERS, 'React with 🔥');
      await expect(said(messages, HERS).getByText('🔥 from 1')).toBeAttached();
      await actOn(sidebar, HERS, 'Take back 🔥');
      await expect(said(messages, HERS).getByText('🔥 from 1')).toHaveCount(0);

      await actOn(sidebar, HERS, 'Forward');
      const forward = sidebar.getByRole('dialog', { name: 'Forward to' });
      await forward.getByRole('radio', { name: 'Saved Messages' }).check();
      await forward.getByRole('checkbox', { name: 'With the sender’s name' }).uncheck();
      await forward.getByRole('button', { name: 'Forward' }).click();
      const saved = () => telegram.messagesOf({ chat: 'Mikhail Sorokin' }).filter(({ text }) => text.includes(HERS));
      await expect.poll(() => saved().map((one) => one.forward)).toEqual([undefined]);

      await actOn(sidebar, 'Gladly', 'Delete in Telegram');
      await sidebar.getByRole('button', { name: 'Delete message' }).click();
      await expect(said(messages, 'Gladly')).toHaveCount(0);
      expect(onServer('Gladly')).toBeUndefined();
    });

    test('several are selected by keyboard, and forwarded and deleted together', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const { sidebar, messages } = await read(await openWeb(client, { chat: anna }));
      const last = said(messages, HERS);
      await last.focus();
      await last.press('Space');
      await last.press('ArrowUp');
      await said(messages, OURS).press('Space');
      const bar = messages.getByRole('toolbar', { name: '2 selected' });
      await bar.getByRole('button', { name: 'Forward' }).click();
      const forward = sidebar.getByRole('dialog', { name: 'Forward to' });
      await forward.getByRole('radio', { name: 'Saved Messages' }).check();
      await forward.getByRole('button', { name: 'Forward' }).click();
      await expect(bar).toHaveCount(0);
      const forwarded = () => telegram.messagesOf({ chat: 'Mikhail Sorokin' }).filter((one) => one.forward);
      await expect.poll(() => forwarded().length).toBe(2);

      await said(messages, OURS).press('Space');
      await said(messages, HERS).getByRole('checkbox').check();
      await messages.getByRole('toolbar').getByRole('button', { name: 'Delete in Telegram' }).click();
      await sidebar.getByRole('checkbox', { name: 'Also for Anna Berg' }).uncheck();
      await sidebar.getByRole('button', { name: 'Delete 2 messages' }).click();
      await expect(messages.getByRole('article')).toHaveCount(2);
      expect(telegram.messagesOf({ chat: 'Anna Berg' })).toHaveLength(2);
    });
  });
}
