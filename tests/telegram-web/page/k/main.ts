/** The stand-in for Telegram Web K: its tree, its address, its globals and its ways to open and close a chat. */
import { h, icon, paintAvatar } from '../dom';
import { linkIn, openFeed } from '../feed';
import { signIn } from '../start';
import { openWorld } from '../world';
import { type Chat, createChat, type Place } from './chat';
import { layOutColumns } from './columns';
import { midK, toK, topicOfK } from './ids';
import { leftColumn } from './left-column';
import { applyTheme, isNight } from './theme';

const session = signIn();
applyTheme(session.start.theme === 'dark');

const leftRoot = h('div#column-left.tabs-tab.sidebar.sidebar-left.main-column');
const chats = h('div.chats-container.tabs-container');
const center = h('div#column-center.tabs-tab.main-column', {}, chats);
const rightRoot = h('div#column-right.tabs-tab.sidebar.sidebar-right.main-column');
// The columns are there from the start, what is in them comes later.
document.getElementById('main-columns')?.append(leftRoot, center, rightRoot);
document.body.classList.add('is-left-column-shown');
const world = await openWorld(openFeed(session.slot), session.slot, session.start.marksRead);

const drafts = new Map<string, string>();
const themeListeners: (() => void)[] = [];

let stack: Chat[] = [];
/** The chat that was closed last: it stays in the page as it was, `.active` and all. */
let closed: Chat | null = null;
let forum: number | null = null;

const left = leftColumn(leftRoot, world, session.self, {
  open: (place) => openFromList(place),
  openForum,
  menu: (anchor) =>
    showMenu(anchor, [
      ['Night mode', () => setNight(!isNight())],
      ['Collapse chats', toggleLeft],
    ]),
});

const top = () => stack.at(-1);
const current = () => top()?.place ?? null;
const newChat = () =>
  createChat(world, session.self, {
    drafts,
    back: () => close(),
    toggleRight: () => setRight(!document.body.classList.contains('is-right-column-shown')),
    more: (anchor) => showMenu(anchor, [['Info', () => setRight(true)]]),
  });

/** From the list: the one chat there is changes its peer; what was opened on top of it goes. */
function openFromList(place: Place): void {
  const [first = closed ?? newChat()] = stack;
  stack = [first];
  void show(first, place);
}

/** From inside a chat (a mention, a forward's author): a new chat on top, the old one stays in the page. */
function openInner(place: Place): void {
  if (stack.length === 0) {
    openFromList(place);
    return;
  }
  const chat = newChat();
  stack = [...stack, chat];
  void show(chat, place);
}

/** What an address names. A forum without a topic is opened as the list of its topics. */
function openPlace(place: Place): void {
  if (place.topic === null && world.dialog(place.peer)?.topics) openForum(place.peer);
  else openInner(place);
}

function openForum(peer: number | null): void {
  forum = peer;
  left.draw(current(), forum);
  // The chat in the centre stays, but the address no longer names it.
  if (peer !== null) setAddress('');
}

async function show(chat: Chat, place: Place): Promise<void> {
  drawStack();
  document.body.classList.remove('is-left-column-shown');
  const done = chat.setPeer(place);
  left.draw(place, forum);
  drawRight();
  if (innerWidth > 925) chat.composer.field.focus({ preventScroll: true });
  if (!(await done) || top() !== chat) return;
  // These come last, with the topbar.
  if (!document.body.classList.contains('has-chat')) setAddress(location.hash, 'pushState');
  document.body.classList.add('has-chat');
  setAddress(hashOf(place));
}

let ours = false;
function setAddress(hash: string, how: 'pushState' | 'replaceState' = 'replaceState'): void {
  ours = true;
  history[how]({ k: true }, '', `${location.pathname}${location.search}${hash}`);
  ours = false;
}

function close(): void {
  closed = top() ?? null;
  stack = stack.slice(0, -1);
  const place = current();
  if (!place) {
    document.body.classList.remove('has-chat');
    document.body.classList.add('is-left-column-shown');
    setRight(false);
  }
  if (place) drawStack();
  setAddress(place ? hashOf(place) : '');
  left.draw(place, forum);
}

function drawStack(): void {
  chats.replaceChildren(...stack.map(({ element }) => element));
  for (const { element } of stack) element.classList.toggle('active', element === top()?.element);
}

/** A name where the peer has one, else K's id; topics are not in it, though K reads them from `?thread=`. */
function hashOf({ peer }: Place): string {
  const username = world.dialog(peer)?.username;
  return username ? `#@${username}` : `#${toK(peer)}`;
}

/** A person named in an address whom the page has not met: it asks for them, and then opens the chat. */
async function openMet(hash: string): Promise<boolean> {
  const name = /^#@(\w+)/.exec(hash)?.[1];
  const link = name ? { domain: name } : linkIn(hash);
  const person = link && (await world.meet(link));
  if (person) openInner({ peer: person.peer, topic: null });
  return Boolean(person);
}

function placeOf(hash: string): Place | null {
  const [peer = '', query] = hash.split('?');
  const name = /^#@(\w+)$/.exec(peer)?.[1];
  const id = /^#(-?\d+)$/.exec(peer)?.[1];
  const thread = new URLSearchParams(query).get('thread');
  const dialog = name ? world.byUsername(name) : world.dialogs().find(({ peer }) => id && toK(peer) === Number(id));
  return dialog ? { peer: dialog.peer, topic: thread ? Number(thread) : null } : null;
}

/** The message that an address names beside its chat. */
function messageOf(hash: string): number | null {
  return Number(new URLSearchParams(hash.split('?')[1]).get('message')) || null;
}

function setNight(night: boolean): void {
  applyTheme(night);
  for (const listener of themeListeners) listener();
}

function toggleLeft(): void {
  leftRoot.classList.toggle('is-collapsed');
  layOut();
}

function setRight(shown: boolean): void {
  document.body.classList.toggle('is-right-column-shown', shown);
  layOut();
  drawRight();
}

function drawRight(): void {
  const dialog = world.dialog(current()?.peer ?? 0);
  if (!dialog || !document.body.classList.contains('is-right-column-shown')) {
    rightRoot.replaceChildren();
    return;
  }
  const closeButton = h(
    'button.btn-icon.sidebar-close-button',
    { type: 'button', 'aria-label': 'Close' },
    icon('close'),
  );
  closeButton.addEventListener('click', () => setRight(false));
  const avatar = h('div.avatar.profile-avatar', { 'data-peer-id': toK(dialog.peer) });
  paintAvatar(avatar, { ...dialog, square: dialog.topics !== null, photo: world.photo(dialog.peer) });
  const row = (label: string, value: string | null) =>
    value ? h('div.row', {}, h('div.row-title', {}, value), h('div.row-subtitle', {}, label)) : null;
  const profile = h(
    'div.profile-content',
    {},
    avatar,
    h('div.profile-name', {}, dialog.title),
    h('div.info', {}, dialog.status),
    row('Username', dialog.username),
  );
  rightRoot.replaceChildren(h('div.sidebar-header', {}, closeButton, 'Info'), profile);
}

/** K's menus, like its popups, lie at z-index 4. */
function showMenu(anchor: HTMLElement, items: [label: string, act: () => void][]): void {
  const overlay = h('div.btn-menu-overlay');
  const menu = h('div.btn-menu.active');
  const end = () => {
    menu.remove();
    overlay.remove();
  };
  for (const [label, act] of items) {
    const item = h('button.btn-menu-item', { type: 'button' }, label);
    item.addEventListener('click', () => {
      end();
      act();
    });
    menu.append(item);
  }
  overlay.addEventListener('click', end);
  const { left: x, right, bottom } = anchor.getBoundingClientRect();
  menu.style.top = `${bottom + 8}px`;
  if (x < innerWidth / 2) menu.style.left = `${x}px`;
  else menu.style.right = `${innerWidth - right}px`;
  document.body.append(overlay, menu);
}

function layOut(): void {
  layOutColumns(leftRoot, center, rightRoot);
}

/** Before any other listener of the window, as in K: the chat closes, whoever else wanted the key. */
addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Escape') return;
    const overlay = document.querySelector<HTMLElement>('.btn-menu-overlay');
    if (overlay) overlay.click();
    else if (document.body.classList.contains('is-right-column-shown')) setRight(false);
    else if (top()) close();
  },
  true,
);
addEventListener('resize', layOut);
/** What others do to the address. Going back closes the chat; a silent replacement is not heard of. */
const { navigation } = window as unknown as { navigation: EventTarget };
navigation.addEventListener('currententrychange', (event) => {
  const { navigationType, from } = event as Event & { navigationType: string | null; from: { url: string } };
  if (ours || navigationType === 'replace') return;
  if (navigationType === 'traverse') {
    if (top()) close();
    return;
  }
  // K looks at the address before the push has changed it: it opens what stood there, and puts its own back.
  const before = placeOf(new URL(from.url).hash);
  const place = current();
  const message = messageOf(new URL(from.url).hash);
  if (message !== null && before && before.peer === place?.peer && before.topic === place.topic) {
    setAddress(hashOf(place));
    void top()?.goTo(message);
  } else if (before && (before.peer !== place?.peer || before.topic !== null)) openPlace(before);
  else {
    const named = new URL(from.url).hash;
    setAddress(place ? hashOf(place) : '');
    if (!before) void openMet(named);
  }
});
world.onChange((peer) => {
  left.draw(current(), forum);
  for (const chat of stack) if (chat.place?.peer === peer) chat.refresh();
});

/** What K leaves in its page's global scope. Peers are K's own ids there. */
const markedOf = (peerK: number) => world.dialogs().find(({ peer }) => toK(peer) === peerK)?.peer;
interface PeerOptions {
  peerId: number;
  threadId?: number;
}
const placeOfOptions = ({ peerId, threadId }: PeerOptions): Place | null => {
  const peer = markedOf(peerId);
  return peer === undefined ? null : { peer, topic: threadId === undefined ? null : topicOfK(threadId) };
};
Object.assign(window, {
  appImManager: {
    get chat() {
      const place = current();
      return {
        peerId: place ? toK(place.peer) : undefined,
        threadId: place?.topic == null ? undefined : midK(place.peer, place.topic),
        type: 'chat',
        input: { setInputValue: (text: string) => top()?.composer.show(text) },
      };
    },
    setInnerPeer(options: PeerOptions) {
      const place = placeOfOptions(options);
      if (place) openInner(place);
    },
    setPeer(options: PeerOptions) {
      const place = placeOfOptions(options);
      if (place) openFromList(place);
    },
  },
  rootScope: {
    myId: session.self,
    addEventListener: (name: string, listener: () => void) => name === 'theme_changed' && themeListeners.push(listener),
  },
});

layOut();
left.draw(null, null);
const first = placeOf(location.hash);
if (first) openPlace(first);
else void openMet(location.hash);
