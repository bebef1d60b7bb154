import type { ChatCard } from '@/lib/chats/contract';
import { type ChatRef, chatKey, sameChat } from '@/lib/chats/model';
import { TezError, type WireError } from '@/lib/limits/model';

/** What the sidebar shows of a chat: its card, or the reason there is none, or neither while it is asked for. */
export interface ShownCard {
  key: string;
  chat: ChatRef;
  card: ChatCard | null;
  error: WireError | null;
}

export interface CardStoreDeps {
  /** Asks the background for a card. Rejects with a `TezError`. */
  fetch(chat: ChatRef): Promise<ChatCard>;
  /** Runs `work` in `ms` milliseconds; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
  /** UTC ms. */
  now(): number;
  /** Cards kept in memory. */
  capacity?: number;
}

/** An edit that is shown before the background has confirmed it. */
interface Patch {
  apply(card: ChatCard): ChatCard;
  settled: boolean;
}

interface Entry {
  chat: ChatRef;
  /** The newest answer of the background; null before the first. */
  base: ChatCard | null;
  /** Edits on top of it, oldest first. */
  patches: Patch[];
  error: WireError | null;
  /** Something changed since the answer. */
  dirty: boolean;
  fetching: boolean;
  /** Asked for again while a request was under way. */
  again: boolean;
  failures: number;
}

/** Topics that may change any card. */
const SHARED_TOPICS = new Set(['contacts', 'deals', 'notes', 'tasks']);
/** Requests start at most this often, so that switching through 200 chats asks for a few of them. */
const GAP_MS = 40;
/** A card seen before is on screen already: its refresh lets the page's own work go first. */
const QUIET_MS = 120;
/** A worker may be killed between a question and its answer: that is asked again before the person is bothered. */
const RETRY_MS = [150, 600];
const PATIENCE_MS = 15_000;

/**
 * The frame's memory of cards. `show` answers in the same task from memory; the background's answer is applied only to
 * the chat it was asked for, so that a late one can never be seen under another chat's name.
 */
export class CardStore {
  readonly #deps: CardStoreDeps;
  readonly #capacity: number;
  /** In order of last use, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #current: string | null = null;
  #shown: ShownCard | null = null;
  #cancel: () => void = () => {};
  #lastStart = Number.NEGATIVE_INFINITY;
  #paused = false;

  constructor(deps: CardStoreDeps) {
    this.#deps = deps;
    this.#capacity = deps.capacity ?? 200;
  }

  /** What to draw now. The same object until something of it changes. */
  get shown(): ShownCard | null {
    return this.#shown;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Switches to a chat (or none). The previous card is gone when this returns. */
  show(chat: ChatRef | null): void {
    const key = chat && chatKey(chat);
    if (key === this.#current) return;
    this.#cancel();
    this.#current = key;
    if (chat && key) {
      const entry = this.#touch(key, chat);
      entry.error = null;
      entry.failures = 0;
      this.#ask(entry.base && !entry.dirty ? QUIET_MS : 0);
    }
    this.#draw();
  }

  /** The background announced changes: the shown card is asked for anew, others when they are next shown. */
  changed(topics: readonly string[]): void {
    let mine = false;
    for (const [key, entry] of this.#entries) {
      if (!topics.some((topic) => concerns(topic, key))) continue;
      entry.dirty = true;
      if (key === this.#current) mine = true;
    }
    if (mine) this.#ask(0);
  }

  /** Asks for the shown card again, after an error. */
  retry(): void {
    const entry = this.#entry();
    if (!entry) return;
    entry.error = null;
    entry.failures = 0;
    this.#draw();
    this.#ask(0);
  }

  /** While the tab is hidden no card is refreshed; what changed meanwhile is fetched when it is seen again. */
  pause(paused: boolean): void {
    this.#paused = paused;
    const entry = this.#entry();
    if (!paused && entry && (entry.dirty || !entry.base)) this.#ask(0);
  }

  /**
   * Shows an edit at once, runs it, and takes it back when it fails. The card is fetched anew afterwards, and the edit
   * stays on top of it until that answer is there.
   * @throws whatever `run` throws.
   */
  async change<T>(chat: ChatRef, apply: (card: ChatCard) => ChatCard, run: () => Promise<T>): Promise<T> {
    const key = chatKey(chat);
    const entry = this.#entries.get(key) ?? this.#touch(key, chat);
    const patch: Patch = { apply, settled: false };
    entry.patches = [...entry.patches, patch];
    this.#drawIfShown(key);
    try {
      return await run();
    } catch (error) {
      entry.patches = entry.patches.filter((other) => other !== patch);
      this.#drawIfShown(key);
      throw error;
    } finally {
      patch.settled = true;
      entry.dirty = true;
      if (key === this.#current) this.#ask(0);
    }
  }

  /** Forgets every card: the vault was locked. */
  clear(): void {
    this.#cancel();
    this.#entries.clear();
    this.#current = null;
    this.#draw();
  }

  #entry(): Entry | null {
    return this.#current === null ? null : (this.#entries.get(this.#current) ?? null);
  }

  /** Marks as last used, makes room, and gives the entry. */
  #touch(key: string, chat: ChatRef): Entry {
    const entry: Entry = this.#entries.get(key) ?? {
      chat,
      base: null,
      patches: [],
      error: null,
      dirty: false,
      fetching: false,
      again: false,
      failures: 0,
    };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  /** Requests the shown card in `ms`, and not sooner than the gap after the last request. The newest wish replaces the one before. */
  #ask(ms: number): void {
    this.#cancel();
    // Something to show is never waited for; only refreshing it is.
    if (this.#paused && this.#entry()?.base) return;
    const gap = this.#lastStart + GAP_MS - this.#deps.now();
    const wait = Math.max(ms, gap, 0);
    if (wait > 0) {
      this.#cancel = this.#deps.later(() => this.#start(), wait);
    } else {
      this.#cancel = () => {};
      this.#start();
    }
  }

  #start(): void {
    const key = this.#current;
    const entry = this.#entry();
    if (key === null || !entry) return;
    if (entry.fetching) {
      entry.again = true;
      return;
    }
    this.#lastStart = this.#deps.now();
    void this.#fetch(key, entry);
  }

  async #fetch(key: string, entry: Entry): Promise<void> {
    entry.fetching = true;
    entry.dirty = false;
    const under = entry.patches.filter((patch) => patch.settled);
    const clean = under.length === entry.patches.length;
    try {
      const card = await this.#patiently(entry.chat);
      // Another chat's card under this name would be the worst thing this program could show.
      if (!sameChat(card.chat, entry.chat)) throw new TezError('internal');
      // An answer that may or may not hold an edit still under way proves nothing: one asked after the edit follows.
      if (clean && entry.patches.every((patch) => under.includes(patch))) {
        entry.base = card;
        entry.patches = [];
      } else if (!entry.base) {
        entry.base = card;
      }
      entry.error = null;
      entry.failures = 0;
    } catch (error) {
      this.#failed(key, entry, TezError.from(error).toWire());
    }
    entry.fetching = false;
    const again = entry.again || entry.dirty;
    entry.again = false;
    if (key !== this.#current || this.#entries.get(key) !== entry) return;
    this.#draw();
    if (again) this.#ask(0);
  }

  #failed(key: string, entry: Entry, error: WireError): void {
    entry.dirty = true;
    const wait = error.kind === 'internal' ? RETRY_MS[entry.failures] : undefined;
    entry.failures += 1;
    if (wait === undefined) {
      entry.error = error;
      entry.dirty = false;
    } else if (key === this.#current) {
      this.#cancel();
      this.#cancel = this.#deps.later(() => this.#start(), wait);
      entry.dirty = false;
    }
  }

  #patiently(chat: ChatRef): Promise<ChatCard> {
    return new Promise((resolve, reject) => {
      const stop = this.#deps.later(() => reject(new TezError('timeout')), PATIENCE_MS);
      this.#deps.fetch(chat).then(resolve, reject).finally(stop);
    });
  }

  #drawIfShown(key: string): void {
    if (key === this.#current) this.#draw();
  }

  #draw(): void {
    const entry = this.#entry();
    const key = this.#current;
    const card = entry?.base && entry.patches.reduce((shown, patch) => patch.apply(shown), entry.base);
    this.#shown = entry && key !== null ? { key, chat: entry.chat, card: card ?? null, error: entry.error } : null;
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a `changed` topic may alter the card under `key`; a topic of a whole chat concerns its forum topics too. */
export function concerns(topic: string, key: string): boolean {
  if (SHARED_TOPICS.has(topic)) return true;
  if (!topic.startsWith('chats:')) return false;
  const changed = topic.slice('chats:'.length);
  return changed === key || key.startsWith(`${changed}:`);
}
