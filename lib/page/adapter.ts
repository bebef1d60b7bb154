import type { PersonName } from '@/lib/chats/model';
import type { DockMode, HostTheme, InsertMode, OpenChat, WebClient } from './contract';
import type { DrawnMessage } from './message-list';

/** How much room the window leaves for the sidebar. `maxWidth` in CSS pixels. */
export interface Room {
  mode: DockMode;
  maxWidth: number;
}

/**
 * One Telegram Web client as Tez sees it. Everything that knows the client's markup is behind this interface; what
 * listens takes an AbortSignal and stops with it.
 */
export interface PageAdapter {
  readonly client: WebClient;
  /** Stacking order of the sidebar: above the client's columns, below its popups. */
  readonly zIndex: number;

  /** Telegram user id that this tab is signed in as, or null. Reads that number only, never the keys beside it. */
  accountId(): number | null;

  /** The chat on screen now. */
  openChat(): OpenChat;

  /** Calls back on every change of {@link openChat}, with the new value. Never polls. */
  onChatChange(listener: (chat: OpenChat) => void, signal: AbortSignal): void;

  /** Opens a chat by its marked id. False when the page has no way to it. */
  goTo(peer: number, topic?: number, name?: PersonName): Promise<boolean>;

  /** Writes into the open chat's composer, never sends. False when there is none or it did not take the text. */
  insertText(text: string, mode: InsertMode): boolean;

  /** Brings a message of the open chat into view. False where it is not there, or the page does not come to it. */
  show(message: number): Promise<boolean>;

  /** The message that a node of the page belongs to; null for none, and wherever the page draws them otherwise. */
  messageAt(target: EventTarget | null): DrawnMessage | null;

  /** The page's colours, each checked to be a plain colour. */
  theme(): HostTheme;
  onThemeChange(listener: (theme: HostTheme) => void, signal: AbortSignal): void;

  /** Whether the sidebar fits beside the page at `width` CSS pixels, and how wide it may become. */
  room(width: number): Room;
  /** Calls back when {@link room} may have changed. */
  onRoomChange(listener: () => void, signal: AbortSignal): void;

  /** Lays the page out so that `reserved` CSS pixels stay free at its right edge; `sheet` is a style element of ours. */
  dock(reserved: number, sheet: HTMLStyleElement): void;

  /** Names of the selectors that do not find what they should right now. */
  health(): string[];
}
