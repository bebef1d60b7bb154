import type { TelegramChat } from '../port';

/** What Telegram lists of an account: its chats, its folders, its address book. */
export interface ListsPort {
  /** One page of the chat list, from the place that the page before told; the archive follows the rest. */
  chatList(from: ChatListPlace): Promise<ChatListPage>;
  /** The person's folders, in their order. */
  folders(): Promise<TelegramFolder[]>;
  /** The address book, or null where it has the same people as when it was `known` (its `hash`; '' at first). */
  addressBook(known: string): Promise<AddressBook | null>;
  /** What Telegram shows of several chats, in their order; null for one that the account cannot see. */
  chats(peers: readonly number[]): Promise<(TelegramChat | null)[]>;
}

/** A place in the chat list. https://core.telegram.org/api/offsets */
export interface ChatListPlace {
  archived: boolean;
  /** Telegram's seconds of the last message above it; 0 at the top. */
  date: number;
  id: number;
  peer: number | null;
}

export const CHAT_LIST_TOP: ChatListPlace = { archived: false, date: 0, id: 0, peer: null };

export interface ListedChat extends TelegramChat {
  unread: number;
  /** UTC ms of the last message; 0 where there is none. */
  lastAt: number;
  pinned: boolean;
  muted: boolean;
  archived: boolean;
  /** A person of the address book. */
  contact: boolean;
}

export interface ChatListPage {
  chats: ListedChat[];
  /** null after the last page. */
  next: ChatListPlace | null;
  /** How many chats this part of the list has in all. */
  total: number;
}

/** What a folder shows (lib/chats/folders.ts tells of a chat whether it does). https://core.telegram.org/api/folders */
export interface TelegramFolder {
  id: number;
  title: string;
  /** Always shown, pinned ones first. */
  include: number[];
  exclude: number[];
  contacts: boolean;
  nonContacts: boolean;
  groups: boolean;
  channels: boolean;
  bots: boolean;
  withoutMuted: boolean;
  withoutRead: boolean;
  withoutArchived: boolean;
}

export interface AddressBook {
  people: TelegramChat[];
  /** Names who is in it, for the next question; a new name of somebody does not change it. */
  hash: string;
}
