/** Web A's middle column: a header and a message list that slide from chat to chat, and the composer. */
import { type Composer, composer } from '../composer';
import { clock, dayOf, h, icon, paintAvatar } from '../dom';
import type { Message } from '../feed';
import type { World } from '../world';
import { type Place, samePlace } from './address';

const SLIDE_MS = 150;
/** It loads when the upper end of the list comes nearer than this, CSS pixels, and not while it stays there. */
const SENSITIVE_AREA = 750;

export interface MiddleColumn {
  show(place: Place | null): void;
  refresh(): void;
}

export interface MiddleActions {
  draft(place: Place): string;
  keepDraft(place: Place, text: string): void;
  toggleRight(): void;
  showLeft(): void;
  more(): void;
}

export function middleColumn(root: HTMLElement, world: World, self: number, actions: MiddleActions): MiddleColumn {
  let place: Place | null = null;
  let field: Composer | undefined;
  let list: HTMLElement | undefined;
  const headers = h('div.Transition');
  const slides = h('div.Transition');
  const button = (label: string, name: Parameters<typeof icon>[0], act: () => void) => {
    const element = h('button.Button', { type: 'button', 'aria-label': label }, icon(name));
    element.addEventListener('click', act);
    return element;
  };
  const header = h(
    'div.MiddleHeader',
    {},
    button('Back', 'back', actions.showLeft),
    headers,
    button('Chat info', 'panel', actions.toggleRight),
    button('More actions', 'more', actions.more),
  );
  header.firstElementChild?.classList.add('back-button');
  const layout = h('div.messages-layout', {}, header, slides);

  /** Between two chats neither header is the active one: the new comes in as `-to`, the old leaves as `-from`. */
  function slide(parent: HTMLElement, next: HTMLElement): void {
    for (const old of parent.querySelectorAll('.Transition_slide-from')) old.remove();
    const old = parent.querySelector(':scope > .Transition_slide');
    if (!old) {
      next.className = 'Transition_slide Transition_slide-active';
      parent.append(next);
      return;
    }
    old.className = 'Transition_slide Transition_slide-from';
    next.className = 'Transition_slide Transition_slide-to';
    parent.append(next);
    setTimeout(() => {
      old.remove();
      if (next.classList.contains('Transition_slide-to')) next.className = 'Transition_slide Transition_slide-active';
    }, SLIDE_MS);
  }

  function headerOf({ peer, topic }: Place): HTMLElement {
    const dialog = world.dialog(peer);
    const saved = peer === self;
    const inTopic = world.topic(peer, topic);
    const title = inTopic?.title ?? (saved ? 'Saved Messages' : (dialog?.title ?? ''));
    const status = inTopic ? (dialog?.title ?? '') : saved ? '' : (dialog?.status ?? '');
    // A topic's header shows its icon, and no avatar of the forum.
    const picture = inTopic ? h('div.topic-header-icon') : h('div.Avatar.size-medium', { 'data-peer-id': peer });
    paintAvatar(
      picture,
      inTopic ? { peer: inTopic.id, title, square: true } : { peer, title, photo: world.photo(peer) },
    );
    const info = h('div.info', {}, h('h3.fullName', { dir: 'auto' }, title), h('span.status', {}, status));
    const wrapper = h('div.chat-info-wrapper', {}, h('div.ChatInfo', {}, picture, info));
    wrapper.addEventListener('click', actions.toggleRight);
    return h('div', {}, wrapper);
  }

  function chatOf(at: Place): HTMLElement {
    const input = h('div#editable-message-text.form-control', {
      contenteditable: 'true',
      role: 'textbox',
      dir: 'auto',
      'aria-label': 'Message',
      'data-placeholder': 'Message',
    });
    const send = h('button.Button.main-button', { type: 'button', 'aria-label': 'Record voice' }, icon('mic'));
    const submit = (text: string) => {
      own.show('');
      typed('');
      void world.send(at.peer, at.topic, text);
    };
    const typed = (text: string) => {
      actions.keepDraft(at, text);
      send.setAttribute('aria-label', text ? 'Send message' : 'Record voice');
      send.replaceChildren(icon(text ? 'send' : 'mic'));
    };
    const own = composer(input, typed, submit, textOf);
    send.addEventListener('click', () => own.text.trim() && submit(own.text.trim()));
    own.show(actions.draft(at));
    typed(own.text);
    field = own;
    list = h('div.messages-container');
    const trigger = h('div.backwards-trigger');
    const scroller = h('div.MessageList.custom-scroll', {}, trigger, list);
    new IntersectionObserver(([entry]) => entry?.isIntersecting && list?.firstChild && void older(at, scroller), {
      root: scroller,
      rootMargin: `${SENSITIVE_AREA}px`,
    }).observe(trigger);
    const row = h('div.message-input-wrapper', {}, icon('smile'), h('div#message-input-text', {}, input), icon('clip'));
    const writable = world.dialog(at.peer)?.canWrite ?? true;
    const footer = writable
      ? h('div.Composer.shown', {}, h('div.composer-wrapper', {}, row), send)
      : h('div.composer-button', {}, 'Only admins can write here');
    return h('div', {}, scroller, h('div.middle-column-footer', {}, footer));
  }

  let asking = false;
  async function older(at: Place, scroller: HTMLElement): Promise<void> {
    if (asking) return;
    asking = true;
    const height = scroller.scrollHeight;
    if ((await world.loadOlder(at.peer, at.topic)) && samePlace(at, place)) {
      const { scrollTop } = scroller;
      drawMessages();
      // It puts the list back to where it stood, over whatever others did to it meanwhile.
      await new Promise(requestAnimationFrame);
      scroller.scrollTop = scrollTop + scroller.scrollHeight - height;
    }
    asking = false;
  }

  function drawMessages(): void {
    if (!place || !list) return;
    const scroller = list.parentElement as HTMLElement;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    const groups = new Map<string, HTMLElement>();
    for (const message of world.messages(place.peer, place.topic)) {
      const day = dayOf(message.date, new Date());
      const group = groups.get(day) ?? h('div.message-date-group', {}, h('div.sticky-date', {}, h('span', {}, day)));
      groups.set(day, group);
      group.append(messageNode(message));
    }
    list.replaceChildren(...groups.values());
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  }

  return {
    show(next) {
      place = next;
      if (!next) {
        layout.remove();
        headers.replaceChildren();
        slides.replaceChildren();
        return;
      }
      slide(headers, headerOf(next));
      slide(slides, chatOf(next));
      if (!layout.isConnected) root.append(layout);
      if (matchMedia('(min-width: 926px)').matches) field?.field.focus({ preventScroll: true });
      void world.load(next.peer, next.topic).then(() => {
        if (!samePlace(next, place)) return;
        drawMessages();
        world.read(next.peer, next.topic);
      });
    },
    refresh() {
      if (!place) return;
      drawMessages();
      if (document.visibilityState === 'visible') world.read(place.peer, place.topic);
    },
  };
}

/** As Web A reads its field: it keeps line breaks, but of lines in `<div>`s it loses the empty ones. */
function textOf(field: HTMLElement): string {
  const parts = [...field.childNodes].map((node) => {
    if (node instanceof HTMLDivElement) return node.textContent ? `\n${node.textContent}` : '';
    return node.nodeName === 'BR' ? '\n' : node.textContent;
  });
  return parts.join('').replace(/^\n/, '');
}

function messageNode({ id, out, from, text, date, service, read }: Message): HTMLElement {
  if (service) {
    const said = h('span', {}, text);
    return h('div.ActionMessage.message-list-item', { 'data-message-id': id }, said);
  }
  const meta = h(
    'span.MessageMeta',
    {},
    h('span.message-time', {}, clock(date)),
    out && h('span.ticks', {}, read ? '✓✓' : '✓'),
  );
  const sender = from && !out ? h('div.message-title', {}, from) : null;
  const content = h('div.message-content', {}, sender, h('div.text-content', { dir: 'auto' }, text, meta));
  // As wide as the bubble: only the row is as wide as the list.
  const wrapper = h('div.message-content-wrapper', {}, content);
  return h(`div#message-${id}.Message.message-list-item${out ? '.own' : ''}`, { 'data-message-id': id }, wrapper);
}
