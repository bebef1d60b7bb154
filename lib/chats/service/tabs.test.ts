import { expect, it } from 'vitest';
import type { PageRequest, WebClient } from '@/lib/page/contract';
import { type BrowserTabs, createTabs, type TabState } from './tabs';

const ACCOUNT = 1;
const FORUM = -1_002_100_000_046;

/** One Telegram tab of the account, whose page cannot open what it is asked to. */
function make(client: WebClient, later: Parameters<typeof createTabs>[1] = () => () => {}) {
  const opened: string[] = [];
  const browser: BrowserTabs = {
    telegramTabs: async () => [7],
    focus: async () => {},
    open: async (url) => {
      opened.push(url);
    },
    ask: async () => false,
    remembered: async () => [{ tab: 7, client, account: ACCOUNT, chat: null, visible: true }],
    remember: async () => {},
  };
  return { tabs: createTabs(browser, later), opened };
}

it.each([
  ['a', { peer: 5 }, '/a/#5'],
  ['a', { peer: FORUM }, `/a/#${FORUM}`],
  ['a', { peer: FORUM, topic: 8 }, `/a/#${FORUM}_8`],
  ['k', { peer: 5 }, '/k/#5'],
  ['k', { peer: -4_000_043 }, '/k/#-4000043'],
  ['k', { peer: FORUM }, '/k/#-2100000046'],
  ['k', { peer: FORUM, topic: 8 }, '/k/#-2100000046?thread=8'],
] as const)('opens a fresh tab of Web %s at %o where the open one could not', async (client, chat, address) => {
  const { tabs, opened } = make(client);
  await tabs.openChat({ account: ACCOUNT, ...chat });
  expect(opened).toEqual([`https://web.telegram.org${address}`]);
});

it('shows a message as soon as a tab shows its chat, and says where the page does not have it', async () => {
  let remembered: TabState[] = [{ tab: 7, client: 'a', account: ACCOUNT, chat: null, visible: true }];
  const asked: PageRequest[] = [];
  let has = true;
  const tabs = createTabs(
    {
      telegramTabs: async () => [7],
      focus: async () => {},
      open: async () => {},
      async ask(_, request) {
        asked.push(request);
        return request.tez === 'page.goTo' || has;
      },
      remembered: async () => remembered,
      remember: async (states) => {
        remembered = states;
      },
    },
    () => () => {},
  );
  const chat = { account: ACCOUNT, peer: 5 };
  const shown = tabs.showMessage(chat, 77);
  const report = { tez: 'page.chat', client: 'a', account: ACCOUNT, visible: true } as const;
  await tabs.heard(7, { ...report, seq: 1, chat: { kind: 'chat', peer: 6 } });
  await tabs.heard(7, { ...report, seq: 2, chat: { kind: 'chat', peer: 5 } });
  expect(await shown).toBe(true);
  expect(asked).toEqual([
    { tez: 'page.goTo', peer: 5 },
    { tez: 'page.show', peer: 5, message: 77 },
  ]);
  has = false;
  expect(await tabs.showMessage(chat, 78)).toBe(false);
});

it('gives up a message whose chat no tab comes to show', async () => {
  const { tabs } = make('a', (work) => {
    work();
    return () => {};
  });
  expect(await tabs.showMessage({ account: ACCOUNT, peer: 5 }, 77)).toBe(false);
});
