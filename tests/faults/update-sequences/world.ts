/** The small world that sequences of updates happen in: one account, every kind of chat. */
import type { Scenario } from '@/tests/telegram';

export const SELF = 101;
export const CHATS = [
  { name: 'Anna Berg', peer: 102, writers: [102] },
  { name: 'Olga Weiss', peer: 103, writers: [103] },
  { name: 'Harbour team', peer: -201, writers: [102, 103] },
  { name: 'Timber traders', peer: -1_000_000_000_301, writers: [102, 103] },
  { name: 'Timber news', peer: -1_000_000_000_302, writers: [103] },
] as const;

export type Chat = (typeof CHATS)[number];

const hello = (from?: string) => [{ ...(from ? { from } : {}), at: '2d ago', text: 'The first one' }];

export const PHONE = '+4915123456789';
export const CODE = '12345';

export const scenario: Scenario = {
  name: 'Sequences of updates',
  main: SELF,
  dcs: [2],
  code: { fixed: CODE },
  people: [
    { name: 'Mikhail Sorokin', id: SELF, phone: PHONE },
    { name: 'Anna Berg', id: 102, contact: true },
    { name: 'Olga Weiss', id: 103, contact: true },
  ],
  accounts: [{ person: SELF, devices: [{ device: 'Pixel 9', platform: 'Android', app: 'Telegram Android' }] }],
  chats: [
    { type: 'private', with: 102, messages: hello() },
    { type: 'private', with: 103, messages: hello() },
    { type: 'group', title: 'Harbour team', id: 201, members: [102, 103], messages: hello('Anna Berg') },
    { type: 'supergroup', title: 'Timber traders', id: 301, members: [102, 103], messages: hello('Anna Berg') },
    { type: 'channel', title: 'Timber news', id: 302, creator: 103, members: [103], messages: hello() },
  ],
};
