/** The stand-in for Telegram Web A: its tree, its address, its ways to open and close a chat. */
import { h, icon, paintAvatar } from '../dom';
import { openFeed } from '../feed';
import { signIn } from '../start';
import { openWorld } from '../world';
import { hashOf, type Place, placeOf, samePlace } from './address';
import { leftColumn } from './left-column';
import { middleColumn } from './middle-column';
import { applyTheme, currentScheme, switchTheme } from './theme';

const session = signIn();
applyTheme(session.start.theme);
const world = await openWorld(openFeed(session.slot), session.slot, session.start.marksRead);

const main = h('div#Main.left-column-open');
const leftRoot = h('div#LeftColumn');
const middleRoot = h('div#MiddleColumn', {}, h('div#middle-column-bg'));
const rightRoot = h('div#RightColumn');
const portals = h('div#portals');
main.append(leftRoot, middleRoot, h('div#RightColumn-wrapper', {}, rightRoot));

/** How long after the page the address may follow, milliseconds. */
const ADDRESS_LATE = 300;

let open: Place | null = null;
let forum: number | null = null;
let hashFirst = true;
const drafts = new Map<string, string>();

const left = leftColumn(leftRoot, world, session.self, {
  open: (place) => setOpen(place),
  openForum(peer) {
    forum = peer;
    left.draw(open, forum);
  },
  menu: showMenu,
});
const middle = middleColumn(middleRoot, world, session.self, {
  draft: (place) => drafts.get(hashOf(place)) ?? '',
  keepDraft: (place, text) => void drafts.set(hashOf(place), text),
  toggleRight: () => setRight(!main.classList.contains('right-column-open')),
  showLeft: () => main.classList.add('left-column-open'),
  more: showModal,
});

/** Opens a chat or none. Neither order of address and page is promised, so both occur: the address may come late. */
function setOpen(place: Place | null, push = true): void {
  if (samePlace(place, open)) {
    main.classList.toggle('left-column-open', place === null);
    return;
  }
  open = place;
  const last = () => samePlace(place, open);
  const address = () => {
    if (!push || !last()) return;
    // One entry for whatever chat is open: going back closes it.
    const how = place && !(history.state as { place?: Place | null } | null)?.place ? 'pushState' : 'replaceState';
    history[how]({ place }, '', `${location.pathname}${location.search}${hashOf(place)}`);
  };
  const page = () => {
    // Only the last of several quick switches is drawn.
    if (last()) draw();
  };
  hashFirst = !hashFirst;
  if (hashFirst) {
    address();
    requestAnimationFrame(page);
  } else {
    page();
    setTimeout(address, ADDRESS_LATE);
  }
}

function draw(): void {
  main.classList.toggle('left-column-open', open === null);
  middle.show(open);
  left.draw(open, forum);
  drawRight();
}

function setRight(shown: boolean): void {
  main.classList.toggle('right-column-open', shown);
  drawRight();
}

function drawRight(): void {
  const dialog = open ? world.dialog(open.peer) : undefined;
  if (!dialog) main.classList.remove('right-column-open');
  if (!dialog || !main.classList.contains('right-column-open')) {
    rightRoot.replaceChildren();
    return;
  }
  const close = h('button.Button', { type: 'button', 'aria-label': 'Close' }, icon('close'));
  close.addEventListener('click', () => setRight(false));
  const avatar = h('div.Avatar.size-jumbo', { 'data-peer-id': dialog.peer });
  paintAvatar(avatar, { ...dialog, square: dialog.topics !== null, photo: world.photo(dialog.peer) });
  avatar.addEventListener('click', showMediaViewer);
  const row = (label: string, value: string | null) =>
    value ? h('div.ListItem.narrow', {}, h('span.title', {}, value), h('span.subtitle', {}, label)) : null;
  const name = h('h3.fullName', {}, dialog.title);
  const info = h('div.ProfileInfo', {}, avatar, name, h('span.status', {}, dialog.status));
  rightRoot.replaceChildren(
    h('div.RightHeader', {}, close, h('h3', {}, 'Info')),
    info,
    h('div.ChatExtra', {}, row('Username', dialog.username && `@${dialog.username}`)),
  );
}

/** Over everything, the sidebar included: popups at 10000, modals at 1510, the media viewer at 1500. */
function showOver(element: HTMLElement): void {
  const shade = element.querySelector('.backdrop');
  shade?.addEventListener('click', () => element.remove());
  portals.append(element);
}

function showMenu(): void {
  const item = h('button.MenuItem', { type: 'button' }, icon('moon'), 'Night mode');
  const menu = h('div.Menu', {}, h('div.backdrop'), h('div.bubble', {}, item));
  item.addEventListener('click', () => {
    menu.remove();
    switchTheme(currentScheme() === 'dark' ? 'light' : 'dark');
  });
  showOver(menu);
}

function showModal(): void {
  const button = h('button.Button.confirm', { type: 'button' }, 'OK');
  const dialog = h('div.modal-dialog', { role: 'dialog' }, h('p', {}, 'This is a stand-in.'), button);
  const modal = h('div.Modal', {}, h('div.backdrop'), dialog);
  button.addEventListener('click', () => modal.remove());
  showOver(modal);
}

function showMediaViewer(): void {
  showOver(h('div#MediaViewer', {}, h('div.backdrop'), h('div.picture')));
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  if (portals.lastElementChild) portals.lastElementChild.remove();
  else if (main.classList.contains('right-column-open')) setRight(false);
  else setOpen(null);
});
addEventListener('popstate', (event) => {
  // A hash that somebody set by hand has no state of the app's: the chat is closed.
  const state = event.state as { place?: Place | null } | null;
  if (state && 'place' in state) {
    setOpen(state.place ?? null, false);
    return;
  }
  history.replaceState({ place: null }, '', `${location.pathname}${location.search}`);
  setOpen(null, false);
});
world.onChange((peer) => {
  left.draw(open, forum);
  if (open?.peer === peer) middle.refresh();
});

document.body.append(h('div.Transition.full-height', {}, main), portals);
open = await placeOf(location.hash, async (link) => (await world.meet(link))?.peer);
if (open && !world.dialog(open.peer)) open = null;
if (open?.topic != null) forum = open.peer;
history.replaceState({ place: open }, '', `${location.pathname}${location.search}${hashOf(open)}`);
draw();
