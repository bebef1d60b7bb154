import type { Scenario } from '@/tests/telegram';

export const API = { id: 4711, hash: '0123456789abcdef0123456789abcdef' };

/** One of each kind of person and chat, with ids that tests can name. */
export const scenario: Scenario = {
  name: 'Port contract',
  main: 'Mikhail Sorokin',
  dcs: [2, 4],
  homeDc: 2,
  api: [API],
  code: { fixed: '12345', resendAfter: 60 },
  people: [
    { name: 'Mikhail Sorokin', id: 101, username: 'msorokin', phone: '+49 151 23456789' },
    {
      name: 'Anna Berg',
      id: 102,
      username: 'annaberg',
      phone: '+49 160 5550101',
      contact: true,
      photo: true,
      bio: 'Buys timber in Lübeck',
      lastSeen: 'online',
    },
    { name: 'Dmitri Orlov', id: 103, phone: '+7 912 5550102', hidesPhone: true, lastSeen: 'hidden' },
    { name: 'Vera Lindqvist', id: 104, username: 'vera_l', phone: '+46 70 5550103' },
    { name: 'Pavel Novak', id: 105, username: 'pnovak', phone: '+420 601 555 010' },
    { name: 'Olga Weiss', id: 106, phone: '+43 660 5550104' },
    { name: 'Parcel Bot', id: 107, username: 'parcel_track_bot', bot: true },
    { name: 'Gone Person', id: 108, deleted: true },
    { name: 'Premium Only', id: 109, premiumOnly: true },
    { name: 'Paid Person', id: 110, stars: 25 },
    { name: 'Cross Person', id: 111, blocksUs: true },
  ],
  accounts: [
    { person: 'Mikhail Sorokin', devices: [{ device: 'Pixel 9', platform: 'Android', app: 'Telegram Android' }] },
    { person: 'Vera Lindqvist', password: 'correct horse', hint: 'the usual one' },
    { person: 'Pavel Novak', dc: 4 },
  ],
  chats: [
    {
      type: 'private',
      with: 'Anna Berg',
      unread: 1,
      messages: [
        { from: 'me', at: '1d 3h ago', text: 'Hi Anna, here is the price list.' },
        { at: '1d 2h ago', text: 'Thank you! Is delivery included?' },
        { from: 'me', at: '1d 1h ago', text: 'Yes, from 20 m³ on.', replyTo: 2 },
        { at: '2h ago', text: 'Can you hold the price until Friday?' },
      ],
    },
    { type: 'private', with: 'Dmitri Orlov', muted: true, messages: [{ at: '3d ago', text: 'Добрый день!' }] },
    { type: 'private', with: 'Olga Weiss', archived: true, messages: [{ at: '3d ago', text: 'Grüß Gott', voice: 7 }] },
    { type: 'private', with: 'Parcel Bot', messages: [{ at: '6d ago', text: 'Parcel 00340434 was delivered.' }] },
    { type: 'private', with: 108, messages: [{ at: '60d ago', text: 'Bye' }] },
    { type: 'private', with: 109, messages: [{ from: 'me', at: '9d ago', text: 'Hello?' }] },
    { type: 'private', with: 110, messages: [{ from: 'me', at: '9d ago', text: 'Hello?' }] },
    { type: 'private', with: 111, messages: [{ at: '9d ago', text: 'No.' }] },
    {
      type: 'group',
      title: 'Harbour team',
      id: 201,
      members: ['Anna Berg', 'Olga Weiss'],
      messages: [{ from: 'Olga Weiss', at: '5h ago', text: 'The crane is booked.' }],
    },
    {
      type: 'supergroup',
      title: 'Timber traders',
      id: 301,
      username: 'timber_traders',
      about: 'Prices and talk',
      members: ['Anna Berg', 'Olga Weiss'],
      messages: [{ from: 'Olga Weiss', at: '8h ago', text: 'Spruce is up 4 %.' }],
    },
    {
      type: 'forum',
      title: 'Project room',
      id: 302,
      members: ['Anna Berg', 'Vera Lindqvist'],
      messages: [{ from: 'Anna Berg', at: '9d ago', text: 'Welcome, everybody!' }],
      topics: [{ title: 'Pricing', messages: [{ from: 'Vera Lindqvist', at: '3h ago', text: 'New quote.' }] }],
    },
    {
      type: 'channel',
      title: 'Timber news',
      id: 303,
      username: 'timber_news',
      subscribers: 5400,
      messages: [{ at: '12h ago', text: 'Export duties change in January.' }],
    },
    {
      type: 'supergroup',
      title: 'Slow market',
      id: 304,
      slowMode: 600,
      creator: 'Olga Weiss',
      messages: [{ from: 'Olga Weiss', at: '10h ago', text: 'One offer every ten minutes.' }],
    },
    {
      type: 'supergroup',
      title: 'Read only',
      id: 305,
      creator: 'Olga Weiss',
      mayNotWrite: ['me'],
      messages: [{ from: 'Olga Weiss', at: '11h ago', text: 'Rules.' }],
    },
    {
      type: 'channel',
      title: 'Sealed news',
      id: 306,
      creator: 'me',
      isProtected: true,
      messages: [{ at: '13h ago', text: 'For members only.', author: 'The editor' }],
    },
    { type: 'saved', messages: [{ at: '2d ago', text: 'Ask Anna about the second site' }] },
  ],
};

export const PHONES = {
  mikhail: '+4915123456789',
  vera: '+46705550103',
  pavel: '+420601555010',
  nobody: '+4915100000000',
};
export const CODE = '12345';
export const [MIKHAIL, ANNA, DMITRI, VERA, PAVEL, OLGA, BOT, GONE] = [101, 102, 103, 104, 105, 106, 107, 108] as const;
export const [PREMIUM_ONLY, PAID, CROSS] = [109, 110, 111] as const;
export const TEAM = -201;
export const TRADERS = -1_000_000_000_301;
export const FORUM = -1_000_000_000_302;
export const NEWS = -1_000_000_000_303;
export const SLOW = -1_000_000_000_304;
export const READ_ONLY = -1_000_000_000_305;
export const SEALED = -1_000_000_000_306;
