import type { Page } from '@playwright/test';
import { composerOf } from '../telegram-web';
import {
  column,
  deal,
  expect,
  heading,
  openComposer,
  sentRow,
  signIn,
  type TelegramTab,
  type Tez,
  test,
} from './fixture';

const ANNA = 5000000002;

/** Makes a deal that has no chat, and opens it on the board. */
async function dealWithoutChat(tez: Tez, title: string): Promise<Page> {
  await tez.ask('deals.create', { title });
  const workspace = await tez.workspace();
  const card = column(workspace, 'Lead').getByRole('article', { name: new RegExp(title) });
  await card.focus();
  await card.press('Enter');
  return workspace;
}

/** Web A loads anew for somebody it never met: the sidebar that is looked at may go meanwhile. */
async function showsChatWith(web: TelegramTab, name: string): Promise<void> {
  const title = async () => heading(await web.sidebar()).textContent({ timeout: 1_000 });
  await expect.poll(() => title().catch(() => '')).toBe(name);
}

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a deal gets its chat by a username: Telegram Web opens it ready to be written in, and nothing is sent', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const workspace = await dealWithoutChat(tez, 'Birch for Göteborg');
      const dialog = workspace.getByRole('dialog', { name: 'Birch for Göteborg' });
      const who = dialog.getByLabel('Start a chat with');
      await who.fill('Vera Lindqvist');
      await who.press('Enter');
      await expect(who).toHaveAccessibleDescription(/^Write a username/);
      await who.fill('@nobody_at_all');
      await who.press('Enter');
      await expect(who).toHaveAccessibleDescription(/^Telegram shows you nobody by this/);
      // His number is hidden from strangers.
      await who.fill('+7 912 5550102');
      await who.press('Enter');
      await expect(who).toHaveAccessibleDescription(/They may hide their number/);
      expect(await tez.ask('chats.waiting', { limit: 5 })).toMatchObject({ total: 0 });

      await who.fill('t.me/vera_l');
      await dialog.getByRole('button', { name: 'Start chat' }).click();
      await expect(dialog.getByRole('button', { name: 'Open chat' })).toBeVisible();
      await showsChatWith(web, 'Vera Lindqvist');
      await expect(composerOf(web.page)).toBeVisible();
      expect(telegram.saw.sends).toEqual([]);
      const sidebar = await web.sidebar();
      await expect(deal(sidebar, 'Birch for Göteborg')).toBeVisible();

      const { composer, field } = await openComposer(sidebar);
      await field.fill('Good morning, Vera');
      await field.press('Enter');
      await expect(sentRow(composer, 'Good morning, Vera')).toHaveAttribute('data-state', 'sent');
      expect(telegram.messagesOf({ chat: 'Vera Lindqvist' }).map(({ text }) => text)).toEqual(['Good morning, Vera']);
    });

    test('a deal gets its chat by a phone number, and gives it back', async ({ tez, telegram, openWeb }) => {
      const pavel = telegram.world.people.get(5000000005);
      if (pavel) pavel.username = undefined;
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const workspace = await dealWithoutChat(tez, 'Oak');
      const dialog = workspace.getByRole('dialog', { name: 'Oak' });
      await dialog.getByLabel('Start a chat with').fill('+420 601 555-010');
      await dialog.getByLabel('Start a chat with').press('Enter');
      await showsChatWith(web, 'Pavel Novak');
      expect(telegram.saw.sends).toEqual([]);
      await workspace.bringToFront();
      await dialog.getByRole('button', { name: 'Undo' }).click();
      await expect(dialog.getByRole('button', { name: 'Start chat' })).toBeVisible();
    });
  });
}
