export type { ChatListPlace, ListedChat, TelegramFolder } from '@/lib/telegram/port/lists';

/** What a sync may do, as the person set it. */
export interface SyncOptions {
  /** People of the address book become contacts, also without a chat in the CRM. */
  addressBook: boolean;
  create: boolean;
  update: boolean;
  byPhone: boolean;
  every: Every;
}

export const EVERY = ['off', 'hourly', 'daily'] as const;
export type Every = (typeof EVERY)[number];

export const DEFAULT_OPTIONS: SyncOptions = {
  ...{ addressBook: false, create: true, update: true, byPhone: true },
  every: 'off',
};

/** About how long it takes Tez to bring in so many chats and people at the pace that Telegram bears, in whole minutes. */
export function minutesFor({ chats, people }: { chats: number; people: number }): number {
  return Math.ceil((chats * 1.2 + Math.ceil(people / 100)) / 60);
}
