import { createDeal, deal, expect, signIn, test } from './fixture';
import { actOn, anna, read, said } from './fixture/talk';

const HERS = 'Can you hold the price until Friday?';
const ASKED = 'Is delivery to Lübeck included?';

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a task and a note keep their quote; what became of it shows beside it, and leads back', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: anna });
      const { sidebar } = await read(web);
      await actOn(sidebar, HERS, 'Make a task');
      const task = sidebar.getByRole('dialog', { name: 'Make a task' });
      await expect(task.getByLabel('What to do')).toHaveValue(`Perfect. ${HERS}`);
      await task.getByLabel('What to do').fill('Hold the price');
      await task.getByRole('button', { name: 'Add task' }).click();
      const tasks = sidebar.getByRole('region', { name: 'Tasks' });
      await expect(tasks.getByText('Hold the price', { exact: true })).toBeVisible();
      const quote = tasks.getByRole('region', { name: 'From Telegram' });
      await expect(quote).toContainText(`Perfect. ${HERS}`);

      await actOn(sidebar, ASKED, 'Make a note');
      const note = sidebar.getByRole('dialog', { name: 'Make a note' });
      await note.getByLabel('Your words on it').fill('Asks for delivery');
      await note.getByRole('button', { name: 'Save note' }).click();
      const notes = sidebar.getByRole('region', { name: 'Notes' });
      await expect(notes.getByRole('article')).toContainText(['Asks for delivery']);
      await expect(notes.getByRole('region', { name: 'From Telegram' })).toContainText(ASKED);

      // In Telegram both change.
      const ids = telegram.messagesOf({ chat: 'Anna Berg' });
      const idOf = (text: string) => ids.find((one) => one.text.includes(text))?.id ?? 0;
      const [held, asked] = [idOf(HERS), idOf(ASKED)];
      await telegram.edits({ chat: 'Anna Berg', id: held, newText: 'Perfect. Can you hold it until Monday?' });
      await expect(quote).toContainText(`Perfect. ${HERS}`);
      await expect(quote).toContainText('Edited since: Perfect. Can you hold it until Monday?');
      await telegram.deletes({ chat: 'Anna Berg', id: asked });
      await expect(notes.getByRole('region', { name: 'From Telegram' })).toContainText('Deleted in Telegram since');
      await expect(notes.getByRole('region', { name: 'From Telegram' })).toContainText(ASKED);

      await web.openChat(5000000003);
      await web.openChat(anna.peer);
      await quote.getByRole('button', { name: 'Open in Telegram' }).click();
      await expect(web.page.locator(`[data-message-id="${held}"], [data-mid="${held}"]`).first()).toBeInViewport();
    });

    test('several are logged to a deal, and one proves its value', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const { sidebar, messages } = await read(await openWeb(client, { chat: anna }));
      await createDeal(sidebar);
      await actOn(sidebar, ASKED, 'Select');
      await said(messages, HERS).getByRole('checkbox').check();
      await messages
        .getByRole('toolbar', { name: '2 selected' })
        .getByRole('button', { name: 'Log to a deal' })
        .click();
      await sidebar.getByRole('button', { name: 'Log to deal' }).click();
      const logged = sidebar.getByRole('region', { name: 'Notes' }).getByRole('region', { name: 'From Telegram' });
      await expect(logged).toContainText(ASKED);
      await expect(logged).toContainText(HERS);

      await actOn(sidebar, HERS, 'Pin as proof');
      const dialog = sidebar.getByRole('dialog', { name: 'Pin as proof' });
      await dialog.getByLabel('What it proves').selectOption({ label: 'Value' });
      await dialog.getByRole('button', { name: 'Pin as proof' }).click();
      const proof = deal(sidebar, 'Anna Berg').getByRole('region', { name: 'Proves the value' });
      await expect(proof).toContainText(HERS);
      await tez.killWorker();
      await proof.getByRole('button', { name: 'Take the proof away' }).click();
      await expect(proof).toHaveCount(0);
      await sidebar.getByRole('button', { name: 'Undo' }).click();
      await expect(proof).toContainText(HERS);
      // None of it stands anywhere in the clear.
      for (const { text } of await tez.dumpStores()) expect(text).not.toContain('hold the price until Friday');
    });
  });
}
