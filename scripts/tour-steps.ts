import type { Page } from '@playwright/test';
import { expect } from '../tests/e2e/fixture/expect';
import { addNote, addTask, column, createDeal, deal, heading, moveDeal, setValue } from '../tests/e2e/fixture/sidebar';
import { codeSentTo, consent, giveApi, giveCode, givePhone, mainPerson } from '../tests/e2e/fixture/sign-in';
import type { Tez } from '../tests/e2e/fixture/tez';
import { TelegramTab } from '../tests/e2e/fixture/web';
import type { LocalTelegram } from '../tests/telegram';

export interface Tour {
  tez: Tez;
  telegram: LocalTelegram;
  client: 'a' | 'k';
}

export interface TourStep {
  /** What happens, in a few words; the screenshot's file is named after it. */
  name: string;
  /** Does it and waits until it is done. Resolves to the page to be pictured, and to what else is worth a word. */
  run(): Promise<{ page: Page; says?: string }>;
}

/** Who the tour sells to. */
export const BUYER = 'Alexandra Konstantinopolskaya-Weiss';
/** Whose chat is open when the buyer answers. */
const OTHER = 'Lena Hartmann';

/** The main job as steps that build on each other. */
export function tourSteps({ tez, telegram, client }: Tour): TourStep[] {
  const { phone } = mainPerson(telegram);
  const buyer = personCalled(telegram, BUYER);
  let web: TelegramTab;

  return [
    {
      name: 'First run',
      async run() {
        const page = await tez.popup();
        await expect(page.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
        return { page };
      },
    },
    {
      name: 'Phone number',
      async run() {
        const page = await tez.popup();
        await consent(page);
        await giveApi(page, telegram);
        await expect(page.getByLabel('Phone number')).toBeVisible();
        await page.getByLabel('Phone number').fill(phone);
        return { page, says: phone };
      },
    },
    {
      name: 'Code',
      async run() {
        const page = await tez.popup();
        await givePhone(page, phone);
        await expect(page.getByLabel('Code', { exact: true })).toBeVisible();
        return { page, says: await codeSentTo(telegram, phone) };
      },
    },
    {
      name: 'Signed in',
      async run() {
        const page = await tez.popup();
        await giveCode(page, await codeSentTo(telegram, phone));
        await expect(page.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
        return { page };
      },
    },
    {
      name: 'Telegram Web with Tez',
      async run() {
        web = await TelegramTab.open(tez, telegram, client);
        const sidebar = await web.sidebar();
        await expect(heading(sidebar)).toContainText('No chat open');
        return { page: web.page, says: client === 'k' ? 'Web K' : 'Web A' };
      },
    },
    {
      name: 'Open a chat',
      async run() {
        await web.openChat(buyer);
        await expect(heading(await web.sidebar())).toHaveText(BUYER);
        return { page: web.page, says: BUYER };
      },
    },
    {
      name: 'New deal',
      async run() {
        await createDeal(await web.sidebar());
        return { page: web.page, says: 'a click and Enter' };
      },
    },
    {
      name: 'Value and stage',
      async run() {
        const region = deal(await web.sidebar(), BUYER);
        await setValue(region, '48,500', '€48,500');
        await moveDeal(region, 'Proposal');
        return { page: web.page, says: '€48,500 in Proposal' };
      },
    },
    {
      name: 'Note and task',
      async run() {
        const sidebar = await web.sidebar();
        await addNote(sidebar, 'Wants the customs broker as a separate line.');
        await addTask(sidebar, 'Send the final quote', tomorrowAt('10:00'));
        return { page: web.page };
      },
    },
    {
      name: 'Board',
      async run() {
        const page = await tez.workspace();
        const card = column(page, 'Proposal').getByRole('article').filter({ hasText: BUYER });
        await expect(card).toContainText('€48,500');
        return { page };
      },
    },
    {
      name: 'Move the deal on the board',
      async run() {
        const page = await tez.workspace();
        const card = column(page, 'Proposal').getByRole('article').filter({ hasText: BUYER });
        await card.hover();
        await card.getByRole('button', { name: /^More for/ }).click();
        await page.getByRole('menuitemradio', { name: 'Negotiation' }).click();
        await expect(column(page, 'Negotiation').getByRole('article').filter({ hasText: BUYER })).toBeVisible();
        const select = deal(await web.sidebar(), BUYER).getByLabel('Stage', { exact: true });
        await expect(select.locator('option:checked')).toHaveText(/^Negotiation/);
        return { page, says: 'the sidebar agrees' };
      },
    },
    {
      name: 'A reply while another chat is open',
      async run() {
        await web.page.bringToFront();
        await web.openChat(personCalled(telegram, OTHER));
        await expect(heading(await web.sidebar())).toHaveText(OTHER);
        await telegram.receives({ from: BUYER, text: 'The board said yes. Please send the contract today!' });
        await expect.poll(() => tez.notifications(), { message: 'one notification' }).toHaveLength(1);
        return { page: web.page, says: 'one notification' };
      },
    },
    {
      name: 'Click the notification',
      async run() {
        const [id = ''] = await tez.notifications();
        await tez.clickNotification(id);
        await expect(heading(await web.sidebar())).toHaveText(BUYER);
        return { page: web.page, says: 'the chat is open' };
      },
    },
    {
      name: 'Restart of the browser',
      async run() {
        await tez.restartBrowser();
        const page = await tez.workspace();
        await expect(column(page, 'Negotiation').getByRole('article').filter({ hasText: BUYER })).toBeVisible();
        const popup = await tez.popup();
        await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
        return { page: popup, says: 'still signed in, the deal is where it was' };
      },
    },
  ];
}

function personCalled(telegram: LocalTelegram, name: string): number {
  const found = [...telegram.world.people.values()].find((one) => `${one.firstName} ${one.lastName}`.trim() === name);
  if (!found) throw new Error(`The scenario has nobody called ${name}.`);
  return found.id;
}

/** Tomorrow at a time of day, as the browser's own field takes it. */
function tomorrowAt(clock: string): string {
  const day = new Date(Date.now() + 24 * 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T${clock}`;
}
