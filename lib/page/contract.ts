/**
 * What the content script and the rest of Tez say to each other about the Telegram page of one tab.
 *
 * Reports go from the content script to every extension page and the background by `runtime.sendMessage`; requests come
 * from the background by `tabs.sendMessage`. Neither side ever puts customer data into them.
 */
import type { PersonName } from '@/lib/chats/model';

/**
 * UTF-16 units that are put into Telegram's field at once: as many as the longest template has. The field takes more than
 * one message, and Telegram splits it when it is sent.
 */
export const MOST_INSERTED = 16_384;

/** Telegram Web A (`/a/`) or Telegram Web K (`/k/`). */
export type WebClient = 'a' | 'k';

/**
 * The chat that a tab shows. `peer` is Telegram's marked id (user 123, basic group -123, channel or supergroup
 * -100123…), `topic` the id of a forum topic. `unknown` means that the page's own signs disagree or are not there yet:
 * a chat is never guessed.
 */
export type OpenChat = { kind: 'chat'; peer: number; topic?: number } | { kind: 'none' } | { kind: 'unknown' };

/** The host page's colours: each `#rrggbb` or `rgb(r, g, b)`, or null where the page's value is anything else. */
export interface HostTheme {
  scheme: 'light' | 'dark';
  accent: string | null;
  island: string | null;
  canvas: string | null;
  text: string | null;
  text2: string | null;
  border: string | null;
}

/** `column`: the sidebar takes room beside the page. `drawer`: too narrow for that, it opens over the page. */
export type DockMode = 'column' | 'drawer';

/** Sent on every change of the open chat and of the tab's visibility; `seq` only grows within a tab. */
export interface PageChatReport {
  tez: 'page.chat';
  seq: number;
  client: WebClient;
  /** Telegram user id that this tab is signed in as, or null when the page does not say. */
  account: number | null;
  chat: OpenChat;
  visible: boolean;
}

/** Sent when the page's colours have changed. */
export interface PageThemeReport {
  tez: 'page.theme';
  theme: HostTheme;
}

/** Names of the selectors that no longer find what they should; empty when the adapter works. */
export interface PageHealthReport {
  tez: 'page.health';
  failing: string[];
}

/** Sent when the person asks for a message of the open chat, by the button beside it. */
export interface PageMessageReport {
  tez: 'page.message';
  peer: number;
  topic?: number;
  message: number;
  /** Tells one press from the next. */
  seq: number;
}

/** Sent when the sidebar's place changes. `width` is the frame's, in CSS pixels: 44 when collapsed to the strip. */
export interface PageDockReport {
  tez: 'page.dock';
  mode: DockMode;
  collapsed: boolean;
  width: number;
}

export type PageReport = PageChatReport | PageThemeReport | PageHealthReport | PageDockReport | PageMessageReport;

/**
 * What the background may ask of the content script.
 * - `page.hello`: send every report again; answers true.
 * - `page.goTo`: open a chat; answers whether it opened (or a fresh load of it began). `name` is for a person without a chat.
 * - `page.insertText`: put text into the composer of the open chat, never send it; answers whether it is there.
 * - `page.show`: bring a message of the open chat into view; answers whether it is there. False for another chat.
 * - `page.collapse`: close the sidebar to its strip, or open it; answers true.
 */
export type PageRequest =
  | { tez: 'page.hello' }
  | { tez: 'page.goTo'; peer: number; topic?: number; name?: PersonName }
  | { tez: 'page.insertText'; text: string; mode: InsertMode }
  | { tez: 'page.show'; peer: number; topic?: number; message: number }
  | { tez: 'page.collapse'; collapsed: boolean };

/** `replace` discards what the composer holds, `append` writes after it. */
export type InsertMode = 'replace' | 'append';

/** Where the sidebar's width and collapsed state are kept, in `storage.local`. */
export const SIDEBAR_PLACE_KEY = 'sidebar.place';

/** The value under {@link SIDEBAR_PLACE_KEY}: `width` in CSS pixels. */
export interface SidebarPlace {
  width: number;
  collapsed: boolean;
}

/** Width of the strip that a collapsed sidebar leaves, in CSS pixels. */
export const STRIP_WIDTH = 44;

/** Widths that a person may drag the sidebar to, in CSS pixels. */
export const SIDEBAR_WIDTH = { min: 320, usual: 360, max: 480 } as const;
