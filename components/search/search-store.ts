import type { Ask } from '@/components/background/ask';
import { TezError, type WireError } from '@/lib/limits/model';
import {
  type SearchAnswer,
  type SearchCursor,
  type SearchResult,
  searchHere,
  searchTelegram,
} from '@/lib/search/contract';
import type { FoundKind } from '@/lib/search/groups';

export interface SearchStoreDeps {
  ask: Ask;
  /** Runs `work` in `ms` milliseconds; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
}

export type TelegramState =
  | { is: 'not' }
  | { is: 'asking'; results: SearchResult[] }
  | { is: 'answered'; results: SearchResult[]; total: number; more: SearchCursor[]; silent: number }
  | { is: 'failed'; results: SearchResult[]; error: WireError };

export interface SearchState {
  text: string;
  /** Of the text, or of one typed a moment before; null until there is one. */
  answer: SearchAnswer | null;
  /** The kind that is shown alone, with all its results. */
  kind: FoundKind | null;
  error: WireError | null;
  telegram: TelegramState;
  /** The row that Enter opens, in order of {@link rowsOf}. */
  chosen: number;
}

/** What can be chosen with the arrow keys, from top to bottom. */
export type Row =
  | { is: 'result'; result: SearchResult }
  | { is: 'all'; kind: FoundKind; total: number; atLeast: boolean }
  | { is: 'telegram' }
  | { is: 'more' };

/** Typing goes on while answers come: one is asked for when it rests. */
const TYPING_MS = 80;
/** What is being indexed is looked for again after so long. */
const INDEXING_MS = 1000;
/** Changes come in bursts, of an import for instance. */
const CHANGED_MS = 400;
const FEW = 5;
const ALL = 100;

const EMPTY: SearchState = {
  ...{ text: '', answer: null, kind: null, error: null },
  ...{ telegram: { is: 'not' }, chosen: 0 },
};

/** Every row of a state, as they stand. */
export function rowsOf({ text, answer, telegram, kind }: SearchState): Row[] {
  const rows: Row[] = [];
  for (const group of answer?.groups ?? []) {
    for (const result of group.results) rows.push({ is: 'result', result });
    const more = group.total > group.results.length;
    const { total, atLeast = false } = group;
    if (kind === null && (more || atLeast)) rows.push({ is: 'all', kind: group.kind, total, atLeast });
  }
  if (telegram.is === 'not') {
    if (text.trim() !== '') rows.push({ is: 'telegram' });
    return rows;
  }
  for (const result of telegram.results) rows.push({ is: 'result', result });
  if (telegram.is === 'answered' && telegram.more.length > 0) rows.push({ is: 'more' });
  if (telegram.is === 'failed') rows.push({ is: 'telegram' });
  return rows;
}

/** A search box: what is typed, what was found, what is chosen. An answer to what was typed before is never shown for long. */
export class SearchStore {
  readonly #deps: SearchStoreDeps;
  readonly #listeners = new Set<() => void>();
  #state: SearchState = EMPTY;
  /** Rises with every question: late answers are dropped. */
  #round = 0;
  /** Rises with every text. */
  #typed = 0;
  /** Whether the answer is to the text as it is. */
  #settled = true;
  #cancel: () => void = () => {};

  constructor(deps: SearchStoreDeps) {
    this.#deps = deps;
  }

  get state(): SearchState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  type(text: string): void {
    this.#round += 1;
    this.#typed += 1;
    this.#cancel();
    this.#settled = text.trim() === '';
    if (text.trim() === '') {
      this.#set({ ...EMPTY, text });
      return;
    }
    this.#set({ text, kind: null, telegram: { is: 'not' }, error: null, chosen: 0 });
    this.#cancel = this.#deps.later(() => void this.#ask(), TYPING_MS);
  }

  /** One kind alone, with all its results; null: a few of each again. */
  show(kind: FoundKind | null): void {
    this.#cancel();
    this.#set({ kind, chosen: 0 });
    void this.#ask();
  }

  retry(): void {
    this.#set({ error: null });
    void this.#ask();
  }

  /** Something that can be found is new or changed: what is shown is asked for again, a moment from now. */
  refresh(): void {
    if (!this.#settled || this.#state.answer === null) return;
    this.#cancel();
    this.#cancel = this.#deps.later(() => void this.#ask(), CHANGED_MS);
  }

  choose(row: number): void {
    this.#set({ chosen: row });
  }

  /** By an arrow key; the ends meet. */
  move(by: 1 | -1): void {
    const { length } = rowsOf(this.#state);
    if (length > 0) this.#set({ chosen: (this.#state.chosen + by + length) % length });
  }

  /** The chosen row, once the answer is to what is typed: nobody opens a result of what they typed before. */
  async settled(): Promise<Row | null> {
    if (!this.#settled) {
      this.#cancel();
      await this.#ask();
    }
    return this.#settled ? (rowsOf(this.#state)[this.#state.chosen] ?? null) : null;
  }

  /** On the server; from the second time on what comes after. */
  async askTelegram(): Promise<void> {
    const { telegram, text } = this.#state;
    if (telegram.is === 'asking') return;
    const before = telegram.is === 'not' ? [] : telegram.results;
    const after = telegram.is === 'answered' ? telegram.more : undefined;
    const typed = this.#typed;
    this.#set({ telegram: { is: 'asking', results: before } });
    try {
      const input = { text, ...(after ? { after } : {}) };
      const { results, ...rest } = await this.#deps.ask(searchTelegram, input);
      if (typed !== this.#typed) return;
      this.#set({ telegram: { is: 'answered', results: [...(after ? before : []), ...results], ...rest } });
    } catch (error) {
      if (typed !== this.#typed) return;
      this.#set({ telegram: { is: 'failed', results: before, error: TezError.from(error).toWire() } });
    }
  }

  async #ask(): Promise<void> {
    const { text, kind } = this.#state;
    const round = ++this.#round;
    try {
      const answer = await this.#deps.ask(searchHere, { text, ...(kind ? { kind, limit: ALL } : { limit: FEW }) });
      if (round !== this.#round) return;
      this.#settled = true;
      const chosen = Math.min(this.#state.chosen, Math.max(0, rowsOf({ ...this.#state, answer }).length - 1));
      this.#set({ answer, error: null, chosen: this.#state.answer && this.#state.kind === kind ? chosen : 0 });
      if (answer.left > 0) this.#cancel = this.#deps.later(() => void this.#ask(), INDEXING_MS);
    } catch (error) {
      if (round === this.#round) this.#set({ error: TezError.from(error).toWire() });
    }
  }

  #set(change: Partial<SearchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
