import { composerOf, switchFast, toggleTheme, typeInComposer } from '../telegram-web';
import { chatCalled, expect, heading, mainPerson, signIn, test, topicCalled } from './fixture';

const ANNA = 5000000002;
const DMITRY = 5000000003;
const ME = 5000000001;
/** The page's variable that its accent colour stands in. */
const ACCENT = { a: '--color-primary', k: '--primary-color' } as const;

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('shows who the open chat is with, for every kind of chat', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client);
      const sidebar = await web.sidebar();
      await expect(heading(sidebar)).toHaveText('No chat open');
      await web.openChat(ANNA);
      await expect(heading(sidebar)).toHaveText('Anna Berg');
      await expect(sidebar.getByText('@annaberg')).toBeVisible();
      await expect(sidebar.getByText(/last seen/)).toBeVisible();
      await expect(sidebar.locator('.tz-avatar img').first()).toBeVisible();
      await expect(sidebar.getByText('+49 160 555 0101')).toBeVisible();
      await web.openChat(DMITRY);
      await expect(heading(sidebar)).toHaveText('Дмитрий Орлов');
      // Hidden by the person is another thing than missing.
      await expect(sidebar.getByText('Hidden', { exact: true })).toBeVisible();
      for (const title of ['Lübeck harbour team', 'Timber traders']) {
        await web.openChat(chatCalled(telegram, title));
        await expect(heading(sidebar)).toHaveText(title);
      }
      await web.closeChat();
      await expect(heading(sidebar)).toHaveText('No chat open');
    });

    test('shows Saved Messages and forum topics as what they are', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ME } });
      const sidebar = await web.sidebar();
      await expect(heading(sidebar)).toHaveText('Saved Messages');
      const { peer, topic } = topicCalled(telegram, 'Pricing');
      await web.openChat(peer, topic);
      await expect(heading(sidebar)).toHaveText('Pricing');
    });

    test('switched 200 times fast, it ends at the open chat and never shows a card of another', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client);
      const sidebar = await web.sidebar();
      const chats = [
        { peer: ANNA, title: 'Anna Berg' },
        { peer: DMITRY, title: 'Дмитрий Орлов' },
        { peer: chatCalled(telegram, 'Lübeck harbour team'), title: 'Lübeck harbour team' },
      ];
      // Every heading that ever stands, in order.
      await sidebar.evaluate(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          const shown = document.querySelector('h1')?.textContent;
          if (shown && shown !== seen.at(-1)) seen.push(shown);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      const account = mainPerson(telegram).id;
      for (let round = 0; round < 10; round++) {
        const order = Array.from({ length: 20 }, (_, i) => chats[(round * 3 + i * 7 + (i % 5)) % chats.length]);
        await switchFast(
          web.page,
          order.flatMap((chat) => chat?.peer ?? []),
        );
        const title = order.at(-1)?.title ?? '';
        await expect(heading(sidebar)).toHaveText(title);
        // Answers that were under way have come by the time one that was asked for later has.
        for (const { peer } of chats) await tez.ask('chats.card', { chat: { account, peer } });
        const seen = await sidebar.evaluate(() => Reflect.get(globalThis, 'seen') as string[]);
        expect(seen.at(-1)).toBe(title);
        expect(seen.filter((one) => one !== 'No chat open' && !chats.some((chat) => chat.title === one))).toEqual([]);
      }
    });

    test('follows light and dark, and the page’s colours', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client);
      const sidebar = await web.sidebar();
      const root = sidebar.locator(':root');
      await toggleTheme(web.page, 'dark');
      await expect(root).toHaveAttribute('data-theme', 'dark');
      await toggleTheme(web.page, 'light');
      await expect(root).toHaveAttribute('data-theme', 'light');
      // An accent that is nobody's default: what the sidebar wears then can only be the page's.
      await web.page.evaluate((name) => {
        const { style, classList } = document.documentElement;
        style.setProperty(name, '#0a7a5a');
        classList.add('repainted');
      }, ACCENT[client]);
      const accent = () =>
        sidebar.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'));
      await expect.poll(accent).toBe('#0a7a5a');
    });

    test('is as wide as it was dragged, or folded, also when the page is loaded again', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const { page } = web;
      const sidebar = () => web.sidebar();
      const width = async () => (await sidebar()).evaluate(() => innerWidth);
      await expect(heading(await sidebar())).toHaveText('Anna Berg');
      const before = await width();
      const edge = (page.viewportSize()?.width ?? 0) - before;
      await page.mouse.move(edge, 400);
      await page.mouse.down();
      await page.mouse.move(edge - 70, 400, { steps: 7 });
      await page.mouse.up();
      await expect.poll(width).toBe(before + 70);
      await page.reload();
      await expect(heading(await sidebar())).toHaveText('Anna Berg');
      expect(await width()).toBe(before + 70);
      await (await sidebar()).getByRole('button', { name: 'Collapse' }).click();
      await expect((await sidebar()).getByRole('button', { name: 'Open Tez' })).toBeVisible();
      await page.reload();
      await (await sidebar()).getByRole('button', { name: 'Open Tez' }).click();
      await expect(heading(await sidebar())).toHaveText('Anna Berg');
      expect(await width()).toBe(before + 70);
    });

    test('is a drawer in a narrow window: Esc closes it, the page keeps its width', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      await web.page.setViewportSize({ width: 800, height: 700 });
      const sidebar = await web.sidebar();
      const width = () => sidebar.evaluate(() => innerWidth);
      await expect.poll(width).toBeLessThan(320);
      await sidebar.getByRole('button', { name: /Open Tez|Show/ }).click();
      await expect.poll(width).toBeGreaterThanOrEqual(320);
      await expect(heading(sidebar)).toHaveText('Anna Berg');
      await sidebar.getByRole('button', { name: 'New deal' }).first().press('Escape');
      await expect.poll(width).toBeLessThan(320);
    });

    test('two tabs with different chats each show their own', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const [first, second] = [
        await openWeb(client, { chat: { peer: ANNA } }),
        await openWeb(client, { chat: { peer: DMITRY } }),
      ];
      await expect(heading(await first.sidebar())).toHaveText('Anna Berg');
      await expect(heading(await second.sidebar())).toHaveText('Дмитрий Орлов');
      await second.openChat(chatCalled(telegram, 'Timber traders'));
      await expect(heading(await second.sidebar())).toHaveText('Timber traders');
      await expect(heading(await first.sidebar())).toHaveText('Anna Berg');
    });

    test('the page cannot read the sidebar, nor speak to it', async ({ tez, telegram, openWeb }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await web.sidebar();
      await expect(heading(sidebar)).toHaveText('Anna Berg');
      const reach = await web.page.evaluate((frameUrl) => {
        const host = document.querySelector('tez-sidebar');
        const opened = host?.shadowRoot ?? host?.firstElementChild?.shadowRoot ?? null;
        for (let i = 0; i < window.length; i++) window[i]?.postMessage({ tez: 'page.chat', seq: 1e9 }, '*');
        const tried = { frames: window.length, shadow: opened !== null, named: host?.textContent?.includes('Anna') };
        return fetch(frameUrl).then(
          () => ({ ...tried, fetched: true }),
          () => ({ ...tried, fetched: false }),
        );
      }, tez.url('sidebar.html'));
      expect(reach).toEqual({ frames: 0, shadow: false, named: false, fetched: false });
      await expect(heading(sidebar)).toHaveText('Anna Berg');
    });

    test('an update of Tez reaches an open tab: one frame, no reload, the draft stays', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const before = await web.sidebar();
      await expect(heading(before)).toHaveText('Anna Berg');
      await typeInComposer(web.page, 'half a sentence');
      await web.page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
      await tez.update();
      await expect.poll(async () => (await web.sidebar()) !== before && web.sidebarCount()).toBe(1);
      await expect(heading(await web.sidebar())).toHaveText('Anna Berg');
      await expect(composerOf(web.page)).toHaveText('half a sentence');
      expect(await web.page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true);
    });
  });
}

test('a contact shows what Telegram shows, and a new name at once', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const sidebar = await (await openWeb('a', { chat: { peer: ANNA } })).sidebar();
  await expect(heading(sidebar)).toHaveText('Anna Berg');
  await telegram.renames({ person: 'Anna Berg', name: 'Anna Bergman' });
  await expect(heading(sidebar)).toHaveText('Anna Bergman');
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  const facts = sidebar.getByRole('region', { name: 'What Telegram shows' });
  await expect(sidebar.getByRole('button', { name: 'New note' })).toBeVisible();
  await expect(facts.getByText('+49 160 555 0101')).toBeVisible();
  await expect(facts.getByText('Buys timber in Lübeck')).toBeVisible();
});

test('a contact added by mistake and undone leaves nothing behind', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const chat = { account: mainPerson(telegram).id, peer: ANNA };
  const sent: number[] = [];
  const kept = async () => (await tez.ask<unknown[]>('messages.byIds', { chat, ids: sent })).length;
  const waiting = async () => (await tez.ask<{ total: number }>('chats.waiting', { limit: 5 })).total;
  const sidebar = await (await openWeb('a', { chat: { peer: ANNA } })).sidebar();
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  sent.push((await telegram.receives({ from: 'Anna Berg', text: 'Are you there?' })).id);
  await expect.poll(kept).toBe(1);
  await expect.poll(waiting).toBe(1);
  await sidebar.getByRole('button', { name: 'Undo' }).click();
  await expect(sidebar.getByRole('button', { name: 'Add contact' })).toBeVisible();
  await expect.poll(kept).toBe(0);
  expect(await waiting()).toBe(0);
  await telegram.receives({ from: 'Anna Berg', text: 'Nobody keeps this' });
  await sidebar.getByRole('button', { name: 'Add contact' }).click();
  await expect.poll(waiting).toBe(1);
});

test('an account that Tez does not know is offered sign-in', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const vera = 5000000004;
  const web = await openWeb('a', { account: vera });
  const sidebar = await web.sidebar();
  await expect(sidebar.getByRole('button', { name: /Sign in/ })).toBeVisible();
});

test('the same page works in the side panel', async ({ tez, telegram, openWeb }) => {
  await signIn(tez, telegram);
  const panel = await tez.sidePanel();
  const web = await openWeb('a', { chat: { peer: ANNA } });
  await web.page.bringToFront();
  await expect(heading(panel)).toHaveText('Anna Berg');
});
