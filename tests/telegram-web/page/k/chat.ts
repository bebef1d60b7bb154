/** One `.chat` of Web K: topbar, bubbles and composer of one peer. Several exist at once, one of them `.active`. */
import { type Composer, composer } from '../composer';
import { clock, dayOf, h, icon, paintAvatar } from '../dom';
import type { Message } from '../feed';
import type { World } from '../world';
import { midK, toK } from './ids';

export interface Place {
  /** Telegram's marked id. */
  peer: number;
  topic: number | null;
}

/** The topbar follows the field after a frame or after this long, milliseconds: both occur. */
const HEAD_LATE = 200;
let late = false;

export interface Chat {
  readonly element: HTMLElement;
  readonly place: Place | null;
  readonly composer: Composer;
  /** Resolves when the topbar shows the peer too; false when another one came in between. */
  setPeer(place: Place): Promise<boolean>;
  /** Loads up to a message, glides to it and highlights it; nothing where it is not. */
  goTo(message: number): Promise<void>;
  refresh(): void;
}

export interface ChatActions {
  drafts: Map<string, string>;
  back(): void;
  toggleRight(): void;
  more(anchor: HTMLElement): void;
}

export function createChat(world: World, self: number, { drafts, back, toggleRight, more }: ChatActions): Chat {
  let place: Place | null = null;
  let pending: Message[] = [];
  const draftKey = ({ peer, topic }: Place) => `${peer}_${topic ?? ''}`;
  const button = (label: string, name: Parameters<typeof icon>[0], act: (element: HTMLElement) => void) => {
    const element = h('button.btn-icon', { type: 'button', 'aria-label': label }, icon(name));
    element.addEventListener('click', () => act(element));
    return element;
  };
  const title = h('span.peer-title', { dir: 'auto' });
  const status = h('div.info');
  const person = h('div.person', {}, h('div.person-content', {}, h('div.top', {}, title), status));
  person.addEventListener('click', toggleRight);
  const backButton = button('Back', 'back', back);
  backButton.classList.add('sidebar-close-button');
  const topbar = h(
    'div.sidebar-header.topbar',
    {},
    backButton,
    person,
    button('Info', 'panel', toggleRight),
    button('More', 'more', more),
  );

  const inner = h('div.bubbles-inner');
  const scroller = h('div.scrollable.scrollable-y', {}, inner);
  scroller.addEventListener('scroll', () => scroller.scrollTop < 200 && void older());
  const input = h('div.input-message-input.scrollable', {
    contenteditable: 'true',
    role: 'textbox',
    dir: 'auto',
    'aria-label': 'Message',
    'data-placeholder': 'Message',
  });
  // K measures its field's height in a hidden copy: it must not be taken for the field.
  const fake = h('div.input-message-input.input-field-input-fake', {
    contenteditable: 'true',
    tabindex: -1,
    'aria-hidden': 'true',
  });
  const send = h('button.btn-icon.btn-send.record', { type: 'button', 'aria-label': 'Record' }, icon('mic'));
  const row = h(
    'div.new-message-wrapper',
    {},
    icon('smile'),
    h('div.input-message-container', {}, input, fake),
    icon('clip'),
  );
  const footer = h('div.chat-input', {}, h('div.chat-input-container', {}, h('div.rows-wrapper', {}, row), send));
  const element = h('div.chat.tabs-tab.type-chat', {}, topbar, h('div.bubbles.scrolled-down', {}, scroller), footer);

  const typed = (text: string) => {
    if (place) drafts.set(draftKey(place), text);
    fake.textContent = text;
    send.className = `btn-icon btn-send ${text ? 'send' : 'record'}`;
    send.setAttribute('aria-label', text ? 'Send' : 'Record');
    send.replaceChildren(icon(text ? 'send' : 'mic'));
  };
  const field = composer(input, typed, (text) => void submit(text));
  send.addEventListener('click', () => field.text.trim() && void submit(field.text.trim()));

  async function submit(text: string): Promise<void> {
    if (!place) return;
    const at = place;
    field.show('');
    typed('');
    const last = world.messages(at.peer, at.topic).at(-1)?.id ?? 0;
    // Until the server has answered a bubble goes under a fraction.
    const sending = {
      id: last + 0.0001 * (pending.length + 1),
      date: Date.now() / 1000,
      out: true,
      from: '',
      text,
      service: false,
      read: false,
    };
    pending.push(sending);
    draw();
    await world.send(at.peer, at.topic, text);
    pending = pending.filter((message) => message !== sending);
    draw();
  }

  let asking = false;
  async function older(): Promise<void> {
    if (asking || !place) return;
    asking = true;
    const at = place;
    const height = scroller.scrollHeight;
    if ((await world.loadOlder(at.peer, at.topic)) && at === place) {
      draw();
      scroller.scrollTop += scroller.scrollHeight - height;
    }
    asking = false;
  }

  function draw(): void {
    if (!place) return;
    const { peer, topic } = place;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    const groups = new Map<string, HTMLElement>();
    for (const message of [...world.messages(peer, topic), ...pending]) {
      const day = dayOf(message.date, new Date());
      const group = groups.get(day) ?? h('section.bubbles-date-group', {}, h('div.service', {}, h('span', {}, day)));
      groups.set(day, group);
      group.append(bubble(peer, message));
    }
    inner.replaceChildren(...groups.values());
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  }

  /** The head changes after the field: in between, the two name different peers. Only the head names a topic. */
  function drawHead(at: Place): void {
    const dialog = world.dialog(at.peer);
    const inTopic = world.topic(at.peer, at.topic);
    const saved = at.peer === self;
    title.textContent = inTopic?.title ?? (saved ? 'Saved Messages' : (dialog?.title ?? ''));
    status.textContent = inTopic ? (dialog?.title ?? '') : saved ? '' : (dialog?.status ?? '');
    const avatar = h('div.avatar.person-avatar', { 'data-peer-id': toK(at.peer) });
    delete title.dataset.threadId;
    if (at.topic !== null) {
      const thread = `${midK(at.peer, at.topic)}`;
      avatar.classList.add('is-topic');
      avatar.dataset.threadId = thread;
      title.dataset.threadId = thread;
    }
    const name = title.textContent;
    const photo = world.photo(at.peer);
    paintAvatar(
      avatar,
      inTopic ? { peer: inTopic.id, title: name, square: true } : { peer: at.peer, title: name, photo },
    );
    person.querySelector('.person-avatar')?.remove();
    person.prepend(avatar);
  }

  return {
    element,
    composer: field,
    get place() {
      return place;
    },
    async setPeer(next) {
      place = next;
      await world.load(next.peer, next.topic);
      if (place !== next) return false;
      pending = [];
      input.dataset.peerId = `${toK(next.peer)}`;
      field.show(drafts.get(draftKey(next)) ?? '');
      typed(field.text);
      footer.classList.toggle('is-hidden', !(world.dialog(next.peer)?.canWrite ?? true));
      draw();
      scroller.scrollTop = scroller.scrollHeight;
      world.read(next.peer, next.topic);
      late = !late;
      await new Promise((resolve) => (late ? setTimeout(resolve, HEAD_LATE) : requestAnimationFrame(resolve)));
      if (place !== next) return false;
      drawHead(next);
      return true;
    },
    async goTo(message) {
      if (!place) return;
      const at = place;
      const shown = () => inner.querySelector(`[data-mid="${midK(at.peer, message)}"]`);
      while (!shown() && (await world.loadOlder(at.peer, at.topic)) && at === place) draw();
      shown()?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      shown()?.classList.add('is-highlighted');
    },
    refresh() {
      draw();
      if (place && document.visibilityState === 'visible') world.read(place.peer, place.topic);
    },
  };
}

function bubble(peer: number, { id, out, from, text, date, service, read }: Message): HTMLElement {
  const data = { 'data-mid': midK(peer, id), 'data-peer-id': toK(peer), 'data-timestamp': Math.floor(date) };
  if (service) return h('div.bubble.service', data, h('div.bubble-content-wrapper', {}, h('span', {}, text)));
  const sending = !Number.isInteger(id);
  const mark = out && h('span.time-icon', {}, sending ? '◷' : read ? '✓✓' : '✓');
  const message = h('div.message.spoilers-container', { dir: 'auto' }, text, h('span.time', {}, clock(date), mark));
  const name = from && !out ? h('div.name', {}, from) : null;
  const content = h('div.bubble-content-wrapper', {}, h('div.bubble-content', {}, name, message));
  return h(`div.bubble.${out ? 'is-out' : 'is-in'}${sending ? '.is-sending' : ''}`, data, content);
}
