import { expect, it } from 'vitest';
import type { WebClient } from '@/lib/page/contract';
import { type BrowserTabs, createTabs } from './tabs';

const ACCOUNT = 1;
const FORUM = -1_002_100_000_046;

/** One Telegram tab of the account, whose page cannot open what it is asked to. */
function make(client: WebClient) {
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
  return { tabs: createTabs(browser), opened };
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
