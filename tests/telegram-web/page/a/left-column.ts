/** Web A's left column: search, the chat list, and over it the topics of a forum. */
import { type Face, h, icon, listTime, paintAvatar } from '../dom';
import type { Dialog, Topic } from '../feed';
import { virtualList } from '../virtual-list';
import type { World } from '../world';
import { hashOf, type Place } from './address';

const ROW = 72;

export interface LeftColumn {
  draw(open: Place | null, forum: number | null): void;
}

interface Row {
  place: Place;
  title: string;
  square: boolean;
  last: Dialog['last'];
  unread: number;
}

export function leftColumn(
  root: HTMLElement,
  world: World,
  self: number,
  actions: { open(place: Place): void; openForum(peer: number | null): void; menu(): void },
): LeftColumn {
  let open: Place | null = null;
  let forumPeer: number | null = null;
  const search = h('input#telegram-search-input', {
    type: 'text',
    placeholder: 'Search',
    'aria-label': 'Search',
  }) as HTMLInputElement;
  const menu = h('button.Button.menu-button', { type: 'button', 'aria-label': 'Open menu' }, icon('menu'));
  const chats = list('chat-list');
  const topics = list('topic-list');
  const back = h('button.Button', { type: 'button', 'aria-label': 'Back to chats' }, icon('back'));
  const forumTitle = h('h3.fullName');
  const panel = h('div.ForumPanel', {}, h('div.forum-header', {}, back, forumTitle), topics.scroller);
  root.append(h('div.left-header', {}, menu, h('div.SearchInput', {}, icon('search'), search)), chats.scroller);

  menu.addEventListener('click', actions.menu);
  back.addEventListener('click', () => actions.openForum(null));
  search.addEventListener('input', () => draw());
  // The app acts on the press; the link's own click must not touch the address.
  root.addEventListener('mousedown', (event) => {
    const link = event.button === 0 && (event.target as Element).closest<HTMLAnchorElement>('a.ListItem-button');
    if (!link) return;
    const [peer, topic] = (link.getAttribute('href') ?? '').slice(1).split('_').map(Number);
    if (peer === undefined) return;
    if (topic === undefined && world.dialog(peer)?.topics) actions.openForum(peer);
    else actions.open({ peer, topic: topic ?? null });
  });
  root.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) event.preventDefault();
  });

  function list(name: string) {
    const container = h('div.list-content');
    const scroller = h(`div.${name}.custom-scroll`, {}, container);
    return { scroller, ...virtualList<Row>(scroller, container, ROW, createRow, fillRow) };
  }

  function fillRow(row: HTMLElement, item: Row): void {
    const selected = open?.peer === item.place.peer && (item.place.topic === null || open.topic === item.place.topic);
    // The framework writes a node's whole class: whatever another hand added to it is gone.
    row.className = `ListItem Chat chat-item-clickable${selected ? ' selected' : ''}`;
    const part = <T extends Element>(css: string) => row.querySelector(css) as unknown as T;
    part<HTMLElement>('a').setAttribute('href', hashOf(item.place));
    const avatar = part<HTMLElement>('.Avatar');
    avatar.dataset.peerId = `${item.place.peer}`;
    paintAvatar(avatar, faceOf(item));
    part<HTMLElement>('.fullName').textContent = item.title;
    part<HTMLElement>('.time').textContent = item.last ? listTime(item.last.date, new Date()) : '';
    const sender = item.last?.out ? 'You: ' : item.last?.from ? `${item.last.from}: ` : '';
    part<HTMLElement>('.last-message').textContent = item.last ? `${sender}${item.last.text}` : '';
    const badge = part<HTMLElement>('.ChatBadge');
    badge.textContent = item.unread ? `${item.unread}` : '';
    badge.className = `ChatBadge${item.unread ? ' unread' : ''}`;
  }

  function faceOf({ place: { peer, topic }, title, square }: Row): Face {
    return topic === null ? { peer, title, square, photo: world.photo(peer) } : { peer: topic, title, square };
  }

  function draw(): void {
    const wanted = search.value.trim().toLowerCase();
    const rows = world.dialogs().map((dialog): Row => chatRow(dialog, self));
    chats.set(rows.filter(({ title }) => title.toLowerCase().includes(wanted)));
    const forum = forumPeer === null ? undefined : world.dialog(forumPeer);
    if (!forum?.topics) {
      panel.remove();
      return;
    }
    forumTitle.textContent = forum.title;
    if (!panel.isConnected) root.append(panel);
    topics.set(forum.topics.map((topic) => topicRow(forum.peer, topic)));
  }

  return {
    draw(nextOpen, nextForum) {
      open = nextOpen;
      forumPeer = nextForum;
      draw();
    },
  };
}

function createRow(): HTMLElement {
  const meta = h('div.LastMessageMeta', {}, h('span.time'));
  const title = h('div.info-row', {}, h('div.title', {}, h('h3.fullName', { dir: 'auto' })), h('div.separator'), meta);
  const subtitle = h('div.subtitle', {}, h('p.last-message', { dir: 'auto' }), h('div.ChatBadge'));
  const info = h('div.info', {}, title, subtitle);
  return h('div', {}, h('a.ListItem-button', {}, h('div.status', {}, h('div.Avatar.size-large')), info));
}

function chatRow({ peer, title, topics, last, unread }: Dialog, self: number): Row {
  const saved = peer === self;
  return {
    place: { peer, topic: null },
    title: saved ? 'Saved Messages' : title,
    square: topics !== null,
    last,
    unread,
  };
}

function topicRow(peer: number, { id, title, last, unread }: Topic): Row {
  return { place: { peer, topic: id }, title, square: true, last, unread };
}
