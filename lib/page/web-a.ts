import type { PersonName } from '@/lib/chats/model';
import { formatHashA, formatNameHash } from '@/lib/chats/web-address';
import { readAccountId } from './account-id';
import type { PageAdapter, Room } from './adapter';
import { plainColour } from './colours';
import type { HostTheme, InsertMode, OpenChat } from './contract';
import { type ChatSource, chatOpens, followChat, sameChat, type Target } from './follow-chat';
import { type MessageMarkup, messageAt, showMessage } from './message-list';
import { loadHash, press, typeInto } from './page-actions';
import { parseHashA, readMessageId, readPeer } from './peer-ids';
import { failingSelectors, type SelectorList } from './selectors';

/** Everything that Tez looks up in Web A. Its other class names are hashed in production, so none of them is here. */
const SELECTORS = {
  app: { css: 'body > .Transition.full-height', min: 1, max: 1, when: 'always', feature: 'docking' },
  main: { css: '#Main', min: 1, max: 1, when: 'always', feature: 'docking' },
  leftColumn: { css: '#LeftColumn', min: 1, max: 1, when: 'always', feature: 'docking, opening a chat' },
  middleColumn: { css: '#MiddleColumn', min: 1, max: 1, when: 'always', feature: 'open chat' },
  // A list may be empty, or still loading: that it has a row is sure only where a chat is open.
  chatRow: { css: '#LeftColumn a[href^="#"]', min: 1, max: 1000, when: 'chat', feature: 'opening a chat' },
  header: { css: '#MiddleColumn .MiddleHeader', min: 1, max: 1, when: 'chat', feature: 'open chat' },
  incoming: { css: '.MiddleHeader .Transition_slide-to', min: 0, max: 4, when: 'chat', feature: 'open chat' },
  active: { css: '.MiddleHeader .Transition_slide-active', min: 0, max: 4, when: 'chat', feature: 'open chat' },
  composer: {
    css: '.messages-layout .Transition_slide-active #editable-message-text',
    min: 0,
    max: 1,
    when: 'chat',
    feature: 'inserting text',
  },
  messages: {
    css: '.messages-layout .Transition_slide-active .MessageList',
    min: 0,
    max: 1,
    when: 'chat',
    feature: 'showing a message',
  },
  message: {
    css: '.messages-layout .Transition_slide-active .Message[data-message-id]',
    min: 0,
    max: 5000,
    when: 'chat',
    feature: 'showing a message, the button beside messages',
  },
  scheme: { css: 'html.theme-light, html.theme-dark', min: 1, max: 1, when: 'always', feature: 'colours' },
} as const satisfies SelectorList;

/** Inside a header slide: the avatar that names the peer. A topic's header has an icon instead. */
const HEADER_PEER = '.Avatar[data-peer-id]';
const RIGHT_COLUMN_OPEN = 'right-column-open';

/** Web A's own breakpoints, window widths in CSS pixels: below these it shows fewer columns. */
const TWO_COLUMNS = 926;
const THREE_COLUMNS = 1276;

/** What a row press may take before the chat counts as not opened, milliseconds. */
const OPEN_WITHIN = 3000;
/** A theme switch repaints its variables step by step; it is over when they have been still for this long, milliseconds. */
const COLOURS_STILL = 250;
/** On a busy machine it pauses for longer and goes on: for this long after the last step it is still watched, milliseconds. */
const COLOURS_WATCHED = 3000;

const COLOURS: Record<Exclude<keyof HostTheme, 'scheme'>, string> = {
  accent: '--color-primary',
  island: '--color-background',
  canvas: '--color-background-secondary',
  text: '--color-text',
  text2: '--color-text-secondary',
  border: '--color-borders',
};

/** Inside a message that is an album: names its last message. */
const ALBUM_END = ':scope > .bottom-marker[data-last-message-id]';

const MESSAGES: MessageMarkup = {
  css: SELECTORS.message.css,
  idOf: ({ dataset: { messageId } }) => readMessageId(messageId),
  holds(node, id) {
    const last = readMessageId(node.querySelector<HTMLElement>(ALBUM_END)?.dataset.lastMessageId);
    const first = readMessageId(node.dataset.messageId);
    return last !== null && first !== null && id >= Math.min(first, last) && id <= Math.max(first, last);
  },
  bubble: '.message-content',
  scroller: () => find('messages'),
};

const find = (name: keyof typeof SELECTORS) => document.querySelector<HTMLElement>(SELECTORS[name].css);

/** The adapter for Telegram Web A. */
export function webA(): PageAdapter {
  const source: ChatSource = { read: openChat, targets };
  return {
    client: 'a',
    // Below the media viewer (1500) and the popups (10000).
    zIndex: 1400,
    accountId: () => readAccountId(location.search, (key) => localStorage.getItem(key)),
    openChat,
    onChatChange: (listener, signal) => followChat(source, listener, signal),
    goTo: (peer, topic, name) => goTo(source, peer, topic, name),
    insertText,
    show: (message) => showMessage(MESSAGES, message),
    messageAt: (target) => messageAt(MESSAGES, target),
    theme,
    onThemeChange,
    room,
    onRoomChange,
    dock,
    health,
  };
}

/** The hash names the chat, the header must agree: in between, while one is ahead of the other, nothing is claimed. */
function openChat(): OpenChat {
  if (!find('middleColumn')) return { kind: 'unknown' };
  const address = parseHashA(location.hash);
  const slide = find('incoming') ?? find('active');
  const avatars = slide ? [...slide.querySelectorAll<HTMLElement>(HEADER_PEER)] : [];
  const shown = avatars.map((avatar) => readPeer(avatar.dataset.peerId));
  if (address.kind === 'none') return { kind: shown.length > 0 ? 'unknown' : 'none' };
  if (address.kind === 'unknown' || !slide) return { kind: 'unknown' };
  const { peer, topic, list } = address;
  // Only headers of a topic or a side list may lack the avatar.
  const agrees = shown.length > 0 ? shown.every((id) => id === peer) : topic !== undefined || list !== undefined;
  if (!agrees) return { kind: 'unknown' };
  return topic === undefined ? { kind: 'chat', peer } : { kind: 'chat', peer, topic };
}

function targets(chat: OpenChat): Target[] {
  const options = { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'data-peer-id'] };
  const header = find('header');
  if (chat.kind === 'unknown' || !header) {
    // Before the app has drawn itself its columns are not there to be watched.
    const column = find('middleColumn');
    return chat.kind === 'none' ? [] : [column ? { node: column, options } : { node: document, options: LOADING }];
  }
  return [{ node: header, options }];
}

const LOADING: MutationObserverInit = { childList: true, subtree: true };

async function goTo(source: ChatSource, peer: number, topic?: number, name?: PersonName): Promise<boolean> {
  const wanted: OpenChat = { kind: 'chat', peer, topic };
  if (sameChat(openChat(), wanted)) return true;
  const hash = formatHashA(peer, topic);
  const row = document.querySelector(`${SELECTORS.leftColumn.css} a[href="#${hash}"]`);
  if (row) {
    press(row);
    if (await chatOpens(source, wanted, OPEN_WITHIN)) return true;
  }
  // A fresh load could lose what is being written: then it is for the background to open another tab.
  if (find('composer')?.textContent?.trim()) return false;
  loadHash(name ? formatNameHash('a', name, peer) : hash);
  return true;
}

function insertText(text: string, mode: InsertMode): boolean {
  const composers = document.querySelectorAll<HTMLElement>(SELECTORS.composer.css);
  const [composer] = composers;
  return composers.length === 1 && composer !== undefined && typeInto(composer, text, mode);
}

function theme(): HostTheme {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.entries(COLOURS).map(([role, name]) => [role, plainColour(style.getPropertyValue(name))]);
  const scheme = document.documentElement.classList.contains('theme-dark') ? 'dark' : 'light';
  return { scheme, ...Object.fromEntries(colours) };
}

/** Watches the class only: the style attribute changes some 80 times in one switch, so it is watched just that long. */
function onThemeChange(listener: (theme: HostTheme) => void, signal: AbortSignal): void {
  const html = document.documentElement;
  let still: ReturnType<typeof setTimeout> | undefined;
  let over: ReturnType<typeof setTimeout> | undefined;
  let last = JSON.stringify(theme());
  const repaint = new MutationObserver(wait);
  const observer = new MutationObserver(() => {
    repaint.observe(html, { attributes: true, attributeFilter: ['style'] });
    wait();
  });

  function wait(): void {
    clearTimeout(still);
    clearTimeout(over);
    still = setTimeout(tell, COLOURS_STILL);
    over = setTimeout(() => repaint.disconnect(), COLOURS_WATCHED);
  }

  /** Told once at the end: on the way the new class stands over colours of the old theme. */
  function tell(): void {
    const now = theme();
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    listener(now);
  }

  observer.observe(html, { attributes: true, attributeFilter: ['class'] });
  signal.addEventListener('abort', () => {
    clearTimeout(still);
    clearTimeout(over);
    observer.disconnect();
    repaint.disconnect();
  });
}

function room(width: number): Room {
  const rightOpen = find('main')?.classList.contains(RIGHT_COLUMN_OPEN) ?? false;
  if (width < TWO_COLUMNS || (rightOpen && width < THREE_COLUMNS)) return { mode: 'drawer', maxWidth: width - 44 };
  // What stays must hold the left column and a readable chat, and beside an open right column that one too.
  return { mode: 'column', maxWidth: width - (rightOpen ? 900 : 560) };
}

function onRoomChange(listener: () => void, signal: AbortSignal): void {
  window.addEventListener('resize', listener, { signal });
  const observer = new MutationObserver(() => {
    // Main appears once, after sign-in or at the end of loading: from then on its class alone is watched.
    if (watchMain()) listener();
  });
  let watched: HTMLElement | null = null;
  function watchMain(): boolean {
    const main = find('main');
    if (main === watched) return watched !== null;
    observer.disconnect();
    watched = main;
    if (main) observer.observe(main, { attributes: true, attributeFilter: ['class'] });
    else observer.observe(document.body, LOADING);
    return main !== null;
  }
  observer.observe(document.body, LOADING);
  watchMain();
  signal.addEventListener('abort', () => observer.disconnect());
}

/**
 * Web A measures itself in `vw`: its root is narrowed and made the containing block of what it fixes to the window, and
 * the columns that would not fit what is left are capped.
 */
function dock(reserved: number, sheet: HTMLStyleElement): void {
  const rest = `(100vw - ${Math.round(reserved)}px)`;
  sheet.textContent =
    reserved === 0
      ? ''
      : `
${SELECTORS.app.css}{width:calc${rest}!important;transform:translateZ(0)}
#Main:not(.${RIGHT_COLUMN_OPEN}) #MiddleColumn{--right-column-width:0px}
@media(min-width:${TWO_COLUMNS}px){#LeftColumn{max-width:calc(${rest}*.34)!important}}
@media(min-width:${TWO_COLUMNS}px) and (max-width:1615px){#Main.${RIGHT_COLUMN_OPEN} #MiddleColumn{--right-column-width:0px}}`;
}

function health(): string[] {
  // Signed out there is no chat list, and nothing to look for.
  if (readAccountId(location.search, (key) => localStorage.getItem(key)) === null) return [];
  const chatOpen = openChat().kind === 'chat';
  return failingSelectors(SELECTORS, chatOpen, (css) => document.querySelectorAll(css).length);
}
