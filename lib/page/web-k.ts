import type { PersonName } from '@/lib/chats/model';
import { formatHashK, formatNameHash, toPeerK } from '@/lib/chats/web-address';
import { readAccountId } from './account-id';
import type { PageAdapter, Room } from './adapter';
import { plainColour } from './colours';
import type { HostTheme, InsertMode, OpenChat } from './contract';
import { type ChatSource, chatOpens, followChat, sameChat, type Target } from './follow-chat';
import { type MessageMarkup, messageAt, showMessage } from './message-list';
import { loadHash, press, replaceHash, typeInto } from './page-actions';
import { fromMessageK, fromPeerK, fromTopicK, toTopicK } from './peer-ids';
import { failingSelectors, type SelectorList } from './selectors';

/** Everything that Tez looks up in Web K. */
const SELECTORS = {
  columns: { css: '#page-chats > #main-columns', min: 1, max: 1, when: 'always', feature: 'docking' },
  left: { css: '#column-left', min: 1, max: 1, when: 'always', feature: 'docking' },
  center: { css: '#column-center', min: 1, max: 1, when: 'always', feature: 'open chat' },
  // A list may be empty, or still loading: that it has a row is sure only where a chat is open.
  row: { css: '#chatlist-container a.chatlist-chat[data-peer-id]', min: 1, max: 1000, when: 'chat', feature: 'goTo' },
  open: { css: 'body.has-chat', min: 1, max: 1, when: 'chat', feature: 'open chat' },
  chats: { css: '#column-center .chat', min: 1, max: 50, when: 'chat', feature: 'open chat' },
  chat: { css: '#column-center .chat.active', min: 1, max: 1, when: 'chat', feature: 'open chat' },
  composer: {
    css: '.chat.active .input-message-input[data-peer-id]:not(.input-field-input-fake)',
    min: 0,
    max: 1,
    when: 'chat',
    feature: 'open chat, inserting text',
  },
  field: {
    css: '.chat.active .input-message-input:not(.input-field-input-fake)',
    min: 0,
    max: 1,
    when: 'chat',
    feature: 'open chat',
  },
  topbar: { css: '.chat.active .topbar', min: 1, max: 1, when: 'chat', feature: 'open chat' },
  avatar: {
    css: '.chat.active .topbar .person-avatar[data-peer-id]',
    min: 0,
    max: 1,
    when: 'chat',
    feature: 'open chat',
  },
  scroller: { css: '.chat.active .bubbles > .scrollable', min: 0, max: 1, when: 'chat', feature: 'showing a message' },
  message: {
    css: '.chat.active .bubble[data-mid]:not(.service)',
    min: 0,
    max: 5000,
    when: 'chat',
    feature: 'showing a message, the button beside messages',
  },
  accent: { css: 'html[style*="--primary-color"]', min: 1, max: 1, when: 'always', feature: 'colours' },
} as const satisfies SelectorList;

const DARK = 'night';
const LEFT_COLLAPSED = 'is-collapsed';
const RIGHT_SHOWN = 'is-right-column-shown';

/** Window widths, CSS pixels, below which the chat would get too narrow beside a docked sidebar. */
const DOCKS_FROM = 1280;
const DOCKS_FROM_LEFT_COLLAPSED = 940;
const DOCKS_FROM_RIGHT_SHOWN = 1600;

/** What opening a chat may take before it counts as not opened, milliseconds: K shows it once its messages are there. */
const OPEN_WITHIN = 5000;

const COLOURS: Record<Exclude<keyof HostTheme, 'scheme' | 'canvas'>, string> = {
  accent: '--primary-color',
  island: '--surface-color',
  text: '--primary-text-color',
  text2: '--secondary-text-color',
  border: '--border-color',
};

/** Inside a bubble that is an album: each of its messages. */
const ALBUM_PART = '.grouped-item[data-mid], .document-container[data-mid]';

const MESSAGES: MessageMarkup = {
  css: SELECTORS.message.css,
  idOf: ({ dataset: { mid } }) => fromMessageK(mid),
  holds: (node, id) =>
    [...node.querySelectorAll<HTMLElement>(ALBUM_PART)].some(({ dataset: { mid } }) => fromMessageK(mid) === id),
  bubble: '.bubble-content',
  scroller: () => find('scroller'),
};

const find = (name: keyof typeof SELECTORS) => document.querySelector<HTMLElement>(SELECTORS[name].css);

/** The adapter for Telegram Web K. */
export function webK(): PageAdapter {
  const known: KnownPeers = new Map();
  const source: ChatSource = { read: () => openChat(known), targets };
  return {
    client: 'k',
    // K's popups and menus lie at 4.
    zIndex: 3,
    accountId: () => readAccountId(location.search, (key) => localStorage.getItem(key)),
    openChat: source.read,
    onChatChange: (listener, signal) => followChat(source, listener, signal),
    goTo: (peer, topic, name) => goTo(source, peer, topic, name),
    insertText,
    show: (message) => showMessage({ ...MESSAGES, jumpTo: (id) => jumpTo(source.read(), id) }, message),
    messageAt: (target) => messageAt(MESSAGES, target),
    theme,
    onThemeChange,
    room,
    onRoomChange,
    dock,
    health: () => health(source.read()),
  };
}

/** Marked ids of the groups and channels seen so far, by Web K's id: it writes both alike. */
type KnownPeers = Map<number, number>;

/** The hash says too little in K (names, no topics, sometimes nothing): the chat on screen is the truth. */
function openChat(known: KnownPeers): OpenChat {
  const center = find('center');
  if (!center) return { kind: 'unknown' };
  if (!document.body.classList.contains('has-chat')) return { kind: opening() ? 'unknown' : 'none' };
  const chats = center.querySelectorAll(SELECTORS.chat.css);
  const composer = find('composer');
  const named = [composer, find('avatar')].filter((node) => node !== null).map((node) => node.dataset.peerId ?? '');
  const [id] = named;
  if (chats.length !== 1 || id === undefined || named.some((other) => other !== id)) return { kind: 'unknown' };
  const peer = /^-?\d{1,16}$/.test(id) ? markedPeer(Number(id), known) : null;
  if (peer === null) return { kind: 'unknown' };
  const thread = composer?.dataset.threadId ?? find('avatar')?.dataset.threadId;
  if (thread === undefined || peer > 0) return { kind: 'chat', peer };
  const topic = fromTopicK(thread);
  return topic === null ? { kind: 'unknown' } : { kind: 'chat', peer, topic };
}

/**
 * A page that loads at a chat's address shows none for a while. An address that leads nowhere stays as it is for good,
 * but then the list stands and no chat was begun.
 */
function opening(): boolean {
  return location.hash.length > 1 && (find('row') === null || find('field') !== null);
}

function markedPeer(peerK: number, known: KnownPeers): number | null {
  const bubble = document.querySelector<HTMLElement>(`${SELECTORS.chat.css} ${bubbleOf(peerK)}`);
  const marked = fromPeerK(peerK, bubble ? Number(bubble.dataset.mid) : null);
  if (marked === null) return known.get(peerK) ?? null;
  known.set(peerK, marked);
  return marked;
}

const bubbleOf = (peerK: number) => `.bubble[data-mid][data-peer-id="${peerK}"]`;

function targets(chat: OpenChat): Target[] {
  const body: Target = { node: document.body, options: { attributes: true, attributeFilter: ['class'] } };
  const everything = { childList: true, subtree: true, attributes: true, attributeFilter: WATCHED };
  const center = find('center');
  if (!center) return [{ node: document, options: { childList: true, subtree: true } }];
  // The list too: that it stands tells that nothing more is loading.
  if (chat.kind === 'unknown') return [body, { node: find('columns') ?? center, options: everything }];
  const list: Target[] = [body];
  const chats = document.querySelectorAll(SELECTORS.chats.css);
  const parent = chats[0]?.parentElement;
  if (parent) list.push({ node: parent, options: { childList: true } });
  for (const node of chats) list.push({ node, options: { attributes: true, attributeFilter: ['class'] } });
  const field = find('field');
  if (field) list.push({ node: field, options: { attributes: true, attributeFilter: WATCHED } });
  const topbar = find('topbar');
  if (topbar) list.push({ node: topbar, options: everything });
  return list;
}

const WATCHED = ['class', 'data-peer-id', 'data-thread-id'];

/** By its row as from the list, else by the address, on top of the chat that is open. */
async function goTo(source: ChatSource, peer: number, topic?: number, name?: PersonName): Promise<boolean> {
  const wanted: OpenChat = { kind: 'chat', peer, topic };
  if (sameChat(source.read(), wanted)) return true;
  const thread = topic === undefined ? ':not([data-thread-id])' : `[data-thread-id="${toTopicK(topic)}"]`;
  const row = document.querySelector(`${SELECTORS.left.css} a.chatlist-chat[data-peer-id="${toPeerK(peer)}"]${thread}`);
  if (row) {
    press(row);
    if (await chatOpens(source, wanted, OPEN_WITHIN)) return true;
  }
  const hash = name ? formatNameHash('k', name, peer) : formatHashK(peer, topic);
  pushHash(hash);
  if (await chatOpens(source, wanted, OPEN_WITHIN)) return true;
  // A fresh load could lose what is being written: then it is for the background to open another tab.
  if (find('composer')?.textContent?.trim()) return false;
  loadHash(hash);
  return true;
}

/**
 * K opens the chat of an address that is pushed at run time, but reads the address before the push has changed it: so the
 * chat is named by a silent change first, and again by the push.
 */
function pushHash(hash: string): void {
  replaceHash(hash);
  location.hash = `${hash}${hash.includes('?') ? '&' : '?'}`;
}

/** K goes to a message that its address names, however far back, and lights it up. */
function jumpTo(chat: OpenChat, message: number): void {
  if (chat.kind !== 'chat') return;
  const hash = formatHashK(chat.peer, chat.topic);
  pushHash(`${hash}${hash.includes('?') ? '&' : '?'}message=${message}`);
}

function insertText(text: string, mode: InsertMode): boolean {
  const composers = document.querySelectorAll<HTMLElement>(SELECTORS.composer.css);
  const [composer] = composers;
  return composers.length === 1 && composer !== undefined && typeInto(composer, text, mode);
}

function theme(): HostTheme {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.entries(COLOURS).map(([role, name]) => [role, plainColour(style.getPropertyValue(name))]);
  const scheme = document.documentElement.classList.contains(DARK) ? 'dark' : 'light';
  return { scheme, canvas: null, ...Object.fromEntries(colours) };
}

function onThemeChange(listener: (theme: HostTheme) => void, signal: AbortSignal): void {
  let last = JSON.stringify(theme());
  const observer = new MutationObserver(() => {
    const now = theme();
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    listener(now);
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

function room(width: number): Room {
  const leftCollapsed = find('left')?.classList.contains(LEFT_COLLAPSED) ?? false;
  const rightShown = document.body.classList.contains(RIGHT_SHOWN);
  const from = rightShown ? DOCKS_FROM_RIGHT_SHOWN : leftCollapsed ? DOCKS_FROM_LEFT_COLLAPSED : DOCKS_FROM;
  if (width < from) return { mode: 'drawer', maxWidth: width - 44 };
  return { mode: 'column', maxWidth: width - (from - 360) };
}

function onRoomChange(listener: () => void, signal: AbortSignal): void {
  window.addEventListener('resize', listener, { signal });
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  const left = find('left');
  if (left) observer.observe(left, { attributes: true, attributeFilter: ['class'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** K takes its width from the window less the padding of `<html>`, and measures again on `resize`. */
function dock(reserved: number): void {
  const { style } = document.documentElement;
  const padding = reserved === 0 ? '' : `${Math.round(reserved)}px`;
  if (style.paddingRight === padding) return;
  style.paddingRight = padding;
  window.dispatchEvent(new Event('resize'));
}

function health(chat: OpenChat): string[] {
  // Signed out there is no chat list, and nothing to look for.
  if (readAccountId(location.search, (key) => localStorage.getItem(key)) === null) return [];
  return failingSelectors(SELECTORS, chat.kind === 'chat', (css) => document.querySelectorAll(css).length);
}
