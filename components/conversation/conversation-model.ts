import type { Ask } from '@/components/background/ask';
import type { InputOf } from '@/lib/bus/contract';
import { type ChatRef, peerKind } from '@/lib/chats/model';
import { TezError, type WireError } from '@/lib/limits/model';
import { type MessagesPage, messageNames, messagesByIds, messagesPage } from '@/lib/messages/contract';
import type { Keep } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import { laid, type Missing, missingNow } from './timeline';

export interface ConversationState {
  /** Ascending. */
  messages: readonly Message[];
  /** What the newest answer said of the chat; null before the first one. */
  about: { keep: Keep; live: boolean; stale: boolean; complete: boolean } | null;
  hasOlder: boolean;
  hasNewer: boolean;
  missing: readonly Missing[];
  loading: 'older' | 'newer' | null;
  /** Why the last question failed; what is shown stays. */
  error: WireError | null;
  /** Names of people, chats and topics, by {@link placeKey}. */
  names: ReadonlyMap<string, string>;
  /** Messages that are answered and not shown; null: not to be had here. */
  answered: ReadonlyMap<number, Message | null>;
  /** The message that was asked for, to be scrolled to. */
  target: { id: number } | null;
}

export interface ConversationDeps {
  ask: Ask;
  chat: ChatRef;
  /** Names that are known already. */
  names: ReadonlyMap<string, string>;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
}

type At = InputOf<typeof messagesPage>['at'];

const FIRST = 40;
const MORE = 60;
/** The most that one answer holds. */
const MOST = 200;
/** Announcements come in bursts; one question answers them all. */
const GATHER_MS = 60;
const RETRY_MS = [200, 800];
const END = Number.MAX_SAFE_INTEGER;

/** The messages of one chat, as far as they were looked at, kept by what the background announces. */
export class ConversationModel {
  readonly #deps: ConversationDeps;
  readonly #listeners = new Set<() => void>();
  #state: ConversationState;
  /** Questions go one after the other, so that each answer is laid over what the one before left. */
  #turn: Promise<void> = Promise.resolve();
  #waiting: (() => void) | null = null;
  #failures = 0;
  #closed = false;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#state = {
      messages: [],
      about: null,
      hasOlder: false,
      hasNewer: false,
      missing: [],
      loading: null,
      error: null,
      names: deps.names,
      answered: new Map(),
      target: null,
    };
  }

  get state(): ConversationState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** The newest messages. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#whole({ is: 'newest' }, FIRST));
  }

  close(): void {
    this.#closed = true;
    this.#waiting?.();
  }

  /** The background announced changes. */
  changed(topics: readonly string[]): void {
    const { account, peer } = this.#deps.chat;
    const mine = [`messages:${account}:${peer}`, `chats:${account}:${peer}`];
    if (mine.some((topic) => topics.includes(topic))) this.#refreshIn(GATHER_MS);
  }

  older(): Promise<void> {
    const { hasOlder, loading, messages } = this.#state;
    const [first] = messages;
    if (!first || !hasOlder || loading) return Promise.resolve();
    return this.#part('older', { is: 'before', id: first.id });
  }

  newer(): Promise<void> {
    const { hasNewer, loading, messages } = this.#state;
    const last = messages.at(-1);
    if (!last || !hasNewer || loading) return Promise.resolve();
    return this.#part('newer', { is: 'after', id: last.id });
  }

  /** Goes to a message, wherever it is. Resolves to whether it is there. */
  async show(id: number): Promise<boolean> {
    const there = () => this.#state.messages.some((message) => message.id === id);
    if (!there()) await this.#inTurn(() => this.#whole({ is: 'around', id }, FIRST));
    if (!there()) return false;
    this.#set({ target: { id } });
    return true;
  }

  /** Goes back to the newest. */
  toNewest(): Promise<void> {
    return this.#state.hasNewer ? this.open() : Promise.resolve();
  }

  retry(): Promise<void> {
    this.#failures = 0;
    this.#set({ error: null });
    return this.#state.about ? this.#inTurn(() => this.#refresh()) : this.open();
  }

  async #whole(at: At, limit: number): Promise<void> {
    const page = await this.#ask(at, limit);
    if (page) this.#answered({ ...page, target: null }, { after: -1, before: END });
  }

  #part(loading: 'older' | 'newer', at: Extract<At, { id: number }>): Promise<void> {
    this.#set({ loading });
    return this.#inTurn(async () => {
      const page = await this.#ask(at, MORE);
      this.#set({ loading: null });
      if (!page) return;
      const { hasOlder, hasNewer } = this.#state;
      if (at.is === 'before') this.#answered({ ...page, hasNewer }, below(at.id, page));
      else this.#answered({ ...page, hasOlder }, above(at.id, page));
    });
  }

  /** Asks anew for everything that is shown. */
  async #refresh(): Promise<void> {
    const { about, messages, hasNewer, hasOlder } = this.#state;
    const [first] = messages;
    const last = messages.at(-1);
    if (!about || !first || !last) return this.#whole({ is: 'newest' }, FIRST);
    if (about.live || about.stale) {
      // Asked of Telegram: no more than what may have changed most.
      const page = hasNewer ? null : await this.#ask({ is: 'newest' }, FIRST);
      if (!page) return;
      const over = { after: page.hasOlder ? (page.messages[0]?.id ?? 0) - 1 : -1, before: END };
      const joined = page.messages.length === 0 || over.after < last.id;
      return this.#answered(
        { ...page, hasOlder: joined ? page.hasOlder && (hasOlder || over.after > first.id) : page.hasOlder },
        joined ? over : { after: -1, before: END },
      );
    }
    for (let after = first.id - 1; ; ) {
      const page = await this.#ask({ is: 'after', id: after }, MOST);
      if (!page) return;
      this.#answered({ ...page, hasOlder, hasNewer: hasNewer && page.hasNewer }, above(after, page));
      const end = page.messages.at(-1);
      if (!page.hasNewer || !end || (hasNewer && end.id >= last.id)) break;
      after = end.id;
    }
    if (hasOlder) return;
    // An import may have brought what is older.
    const page = await this.#ask({ is: 'before', id: first.id }, 1);
    if (page) this.#set({ hasOlder: page.messages.length > 0 });
  }

  #answered(page: MessagesPage & { target?: null }, over: Missing): void {
    const { messages, missing } = this.#state;
    this.#set({
      messages: laid(messages, page.messages, over),
      missing: missingNow(missing, page.missing, over),
      about: { keep: page.keep, live: page.live, stale: page.stale === true, complete: page.complete },
      hasOlder: page.hasOlder,
      hasNewer: page.hasNewer,
      error: null,
      ...('target' in page ? { target: null } : {}),
    });
    void this.#askNames();
    void this.#askAnswered();
  }

  async #ask(at: At, limit: number): Promise<MessagesPage | null> {
    const { ask, chat } = this.#deps;
    try {
      const page = await ask(messagesPage, { chat, at, limit });
      this.#failures = 0;
      return page;
    } catch (error) {
      const wire = TezError.from(error).toWire();
      const wait = wire.kind === 'internal' || wire.kind === 'timeout' ? RETRY_MS[this.#failures] : undefined;
      this.#failures += 1;
      // A worker may be killed between a question and its answer: that is asked again before the person is bothered.
      if (wait === undefined) this.#set({ error: wire });
      else this.#refreshIn(wait);
      return null;
    }
  }

  #refreshIn(ms: number): void {
    this.#waiting?.();
    if (this.#closed) return;
    this.#waiting = this.#deps.later(() => {
      this.#waiting = null;
      void this.#inTurn(() => this.#refresh());
    }, ms);
  }

  async #askNames(): Promise<void> {
    const { chat, ask } = this.#deps;
    const asked = new Map<string, { peer: number; topic?: number }>();
    for (const place of this.#state.messages.flatMap((message) => placesIn(message, chat))) {
      const key = placeKey(place);
      if (!this.#state.names.has(key)) asked.set(key, place);
    }
    if (asked.size === 0) return;
    const of = [...asked.values()].slice(0, MOST);
    // Asked for once: without a name now there is none.
    this.#set({ names: new Map([...this.#state.names, ...of.map((it) => [placeKey(it), ''] as const)]) });
    const names = await ask(messageNames, { account: chat.account, of }).catch(() => []);
    this.#set({
      names: new Map([...this.#state.names, ...of.map((it, i) => [placeKey(it), names[i] ?? ''] as const)]),
    });
  }

  async #askAnswered(): Promise<void> {
    const { chat, ask } = this.#deps;
    const { messages, answered } = this.#state;
    const shown = new Set(messages.map(({ id }) => id));
    const wanted = messages.flatMap(({ replyTo }) => (replyTo && replyTo.peer === undefined ? [replyTo.id] : []));
    const ids = [...new Set(wanted)].filter((id) => !shown.has(id) && !answered.has(id)).slice(0, MOST);
    if (ids.length === 0) return;
    const found = await ask(messagesByIds, { chat, ids }).catch(() => []);
    const byId = new Map(found.map((message) => [message.id, message]));
    this.#set({
      answered: new Map([...this.#state.answered, ...ids.map((id) => [id, byId.get(id) ?? null] as const)]),
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#closed ? undefined : work()));
    return this.#turn;
  }

  #set(next: Partial<ConversationState>): void {
    if (this.#closed) return;
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }
}

function below(id: number, { messages, hasOlder }: MessagesPage): Missing {
  return { after: hasOlder ? (messages[0]?.id ?? id) - 1 : -1, before: id };
}

function above(id: number, { messages, hasNewer }: MessagesPage): Missing {
  return { after: id, before: hasNewer ? (messages.at(-1)?.id ?? id) + 1 : END };
}

/** A key of {@link ConversationState.names}. */
export function placeKey({ peer, topic }: { peer: number; topic?: number }): string {
  return topic === undefined ? String(peer) : `${peer}:${topic}`;
}

/** Whom and what a message names by an id alone. */
export function placesIn(message: Message, chat: ChatRef): { peer: number; topic?: number }[] {
  const { from, forwarded, viaBot, service, topic, peer, out } = message;
  const people = service && 'people' in service ? service.people : [];
  const sender = out || peerKind(peer) === 'user' ? [] : [from];
  const peers = [...sender, forwarded?.name === undefined ? forwarded?.from : undefined, viaBot, ...people];
  return [
    ...peers.flatMap((one) => (one === undefined ? [] : [{ peer: one }])),
    ...(topic !== undefined && chat.topic === undefined ? [{ peer, topic }] : []),
  ];
}
