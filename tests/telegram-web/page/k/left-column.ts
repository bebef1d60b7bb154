/** Web K's left column: search, the chat list, and over it the topics of a forum. */
import { type Face, h, icon, listTime, paintAvatar } from '../dom';
import type { Message } from '../feed';
import { virtualList } from '../virtual-list';
import type { World } from '../world';
import type { Place } from './chat';
import { midK, toK, topicOfK } from './ids';

const ROW = 72;

export interface LeftColumn {
  draw(open: Place | null, forum: number | null): void;
}

interface Row {
  place: Place;
  title: string;
  square: boolean;
  last: Message | null;
  unread: number;
}

export function leftColumn(
  root: HTMLElement,
  world: World,
  self: number,
  actions: { open(place: Place): void; openForum(peer: number | null): void; menu(anchor: HTMLElement): void },
): LeftColumn {
  let open: Place | null = null;
  let forumPeer: number | null = null;
  const search = h('input.input-search-input', {
    type: 'text',
    placeholder: 'Search',
    'aria-label': 'Search',
  }) as HTMLInputElement;
  const menu = h('button.btn-icon.sidebar-tools-button', { type: 'button', 'aria-label': 'Menu' }, icon('menu'));
  const chats = list('chatlist-container');
  const topics = list('topics-container');
  const back = h('button.btn-icon', { type: 'button', 'aria-label': 'Back to chats' }, icon('back'));
  const forumTitle = h('span.peer-title');
  const panel = h('div.topics-slider', {}, h('div.sidebar-header', {}, back, forumTitle), topics.scroller);
  const header = h('div.sidebar-header', {}, menu, h('div.input-search', {}, icon('search'), search));
  root.append(header, h('div.sidebar-content', {}, chats.scroller));

  menu.addEventListener('click', () => actions.menu(menu));
  back.addEventListener('click', () => actions.openForum(null));
  search.addEventListener('input', () => draw());
  // K opens on the press and cancels the click that follows.
  root.addEventListener(
    'mousedown',
    (event) => {
      const link = event.button === 0 && (event.target as Element).closest<HTMLElement>('a.chatlist-chat');
      if (!link) return;
      const { peerId, threadId } = link.dataset;
      const dialog = world.dialogs().find(({ peer }) => toK(peer) === Number(peerId));
      if (!dialog) return;
      if (threadId) actions.open({ peer: dialog.peer, topic: topicOfK(Number(threadId)) });
      else if (dialog.topics) actions.openForum(dialog.peer);
      else actions.open({ peer: dialog.peer, topic: null });
    },
    true,
  );
  root.addEventListener('click', (event) => (event.target as Element).closest('a') && event.preventDefault(), true);

  function list(id: string) {
    const container = h('ul.chatlist');
    const scroller = h(`div#${id}.scrollable.scrollable-y`, {}, container);
    return { scroller, ...virtualList<Row>(scroller, container, ROW, createRow, fillRow) };
  }

  function fillRow(row: HTMLElement, item: Row): void {
    const selected = open?.peer === item.place.peer && (item.place.topic === null || open.topic === item.place.topic);
    row.classList.toggle('active', selected);
    row.dataset.peerId = `${toK(item.place.peer)}`;
    if (item.place.topic === null) delete row.dataset.threadId;
    else row.dataset.threadId = `${midK(item.place.peer, item.place.topic)}`;
    row.setAttribute('href', `#${toK(item.place.peer)}`);
    const part = (css: string) => row.querySelector(css) as HTMLElement;
    paintAvatar(part('.dialog-avatar'), faceOf(item));
    part('.peer-title').textContent = item.title;
    part('.message-time').textContent = item.last ? listTime(item.last.date, new Date()) : '';
    const sender = item.last?.out ? 'You: ' : item.last?.from ? `${item.last.from}: ` : '';
    part('.row-subtitle').textContent = item.last ? `${sender}${item.last.text}` : '';
    part('.badge').textContent = item.unread ? `${item.unread}` : '';
    part('.badge').classList.toggle('unread', item.unread > 0);
  }

  function faceOf({ place: { peer, topic }, title, square }: Row): Face {
    return topic === null ? { peer, title, square, photo: world.photo(peer) } : { peer: topic, title, square };
  }

  function draw(): void {
    const wanted = search.value.trim().toLowerCase();
    const rows = world.dialogs().map(
      ({ peer, title, topics: forum, last, unread }): Row => ({
        place: { peer, topic: null },
        title: peer === self ? 'Saved Messages' : title,
        square: forum !== null,
        last,
        unread,
      }),
    );
    chats.set(rows.filter(({ title }) => title.toLowerCase().includes(wanted)));
    const forum = forumPeer === null ? undefined : world.dialog(forumPeer);
    if (!forum?.topics) {
      panel.remove();
      return;
    }
    forumTitle.textContent = forum.title;
    if (!panel.isConnected) root.append(panel);
    topics.set(
      forum.topics.map(({ id, title, last, unread }) => ({
        place: { peer: forum.peer, topic: id },
        title,
        square: true,
        last,
        unread,
      })),
    );
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
  const title = h('div.row-title', {}, h('span.peer-title', { dir: 'auto' }));
  const head = h(
    'div.row-row.row-title-row.dialog-title',
    {},
    title,
    h('div.row-title-right', {}, h('span.message-time')),
  );
  const subtitle = h(
    'div.row-row.row-subtitle-row.dialog-subtitle',
    {},
    h('div.row-subtitle', { dir: 'auto' }),
    h('div.badge'),
  );
  return h(
    'a.row.row-clickable.chatlist-chat.rp',
    {},
    h('div.avatar.dialog-avatar'),
    h('div.row-text', {}, head, subtitle),
  );
}
