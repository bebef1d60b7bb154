import type { Ask } from '@/components/background/ask';
import type { FileItem, FilesOf, FileView } from '@/lib/files/contract';
import * as contract from '@/lib/files/contract';
import { type FileKind, previewOf } from '@/lib/files/kinds';
import { storedId } from '@/lib/files/stored';
import { TezError, type WireError } from '@/lib/limits/model';

/** One list, as far as it is known. */
export interface ListState {
  items: FileItem[];
  next: contract.FileCursor | null;
  /** Not asked yet, or the first answer is under way. */
  loading: boolean;
  loadingMore: boolean;
  error: WireError | null;
  stale: WireError | null;
}

export interface FilesState {
  kind: FileKind;
  list: ListState;
  /** Files that are here or on their way, by id. */
  stored: ReadonlyMap<string, FileView>;
  /** What is looked at. */
  viewed: FileItem | null;
}

export interface FilesDeps {
  ask: Ask;
  of: FilesOf;
  kind: FileKind;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
  /** Writes a file that is here to disk. */
  save: (id: string, name: string) => void;
  openTab: (url: string) => void;
  /** The first bytes of a file, as soon as they are here. */
  head: (url: string) => Promise<string>;
  /** Tells the person what went wrong. */
  fail: (error: WireError) => void;
}

const PAGE = 30;
/** Stands near the beginning of every PDF. */
const PDF = '%PDF-';
const GATHER_MS = 300;
const EMPTY: ListState = { items: [], next: null, loading: true, loadingMore: false, error: null, stale: null };

/** The files of a chat or a deal: one list of each kind, and what is on its way. */
export class FilesStore {
  readonly #deps: FilesDeps;
  readonly #listeners = new Set<() => void>();
  readonly #lists = new Map<FileKind, ListState>();
  /** To be written to disk as soon as they are here, by id. */
  readonly #wanted = new Map<string, string>();
  #kind: FileKind;
  #stored = new Map<string, FileView>();
  #viewed: FileItem | null = null;
  #cancel: () => void = () => {};
  #state: FilesState;

  constructor(deps: FilesDeps) {
    this.#deps = deps;
    this.#kind = deps.kind;
    this.#state = this.#read();
  }

  get state(): FilesState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  async open(): Promise<void> {
    await Promise.all([this.#load(this.#kind), this.#loadStored()]);
  }

  /** The background announced changes. */
  changed(topics: readonly string[]): void {
    if (topics.includes('files')) void this.#loadStored();
    const { of } = this.#deps;
    const whole = of.is === 'chat' ? `:${of.chat.account}:${of.chat.peer}` : ':';
    if (!topics.some((topic) => /^(chats|messages):/.test(topic) && topic.includes(whole))) return;
    this.#cancel();
    this.#cancel = this.#deps.later(() => void this.#load(this.#kind), GATHER_MS);
  }

  close(): void {
    this.#cancel();
  }

  show(kind: FileKind): void {
    this.#kind = kind;
    this.#draw();
    void this.#load(kind);
  }

  retry(): void {
    this.#put(this.#kind, EMPTY);
    void this.#load(this.#kind);
  }

  async more(): Promise<void> {
    const kind = this.#kind;
    const list = this.#lists.get(kind) ?? EMPTY;
    if (!list.next || list.loadingMore) return;
    this.#put(kind, { ...list, loadingMore: true });
    try {
      const answer = await this.#ask(kind, list.next);
      const now = this.#lists.get(kind) ?? list;
      const items = [...now.items, ...answer.items];
      this.#put(kind, { ...now, items, next: answer.next, stale: answer.stale ?? null, loadingMore: false });
    } catch (error) {
      this.#put(kind, { ...list, loadingMore: false });
      this.#deps.fail(TezError.from(error).toWire());
    }
  }

  /** Fetches a file, and writes it to disk when it is here. */
  async save(item: FileItem, name: string): Promise<void> {
    const id = idOf(item);
    if (id === null) return;
    this.#wanted.set(id, name);
    if (!(await this.#fetch(item))) this.#wanted.delete(id);
  }

  /** Shows a file as it comes. */
  async view(item: FileItem): Promise<void> {
    if (await this.#fetch(item)) {
      this.#viewed = item;
      this.#draw();
    }
  }

  async viewInTab(item: FileItem): Promise<void> {
    const id = idOf(item);
    if (id === null || !(await this.#fetch(item))) return;
    const { head, openTab } = this.#deps;
    const url = contract.fileUrl(id);
    // The browser's own viewer says of what is no PDF nothing that helps.
    const isOther = previewOf(item.file?.mime ?? '') === 'pdf' && !(await head(url).catch(() => PDF)).includes(PDF);
    if (!isOther) return openTab(url);
    this.#viewed = item;
    this.#draw();
  }

  closeView(): void {
    this.#viewed = null;
    this.#draw();
  }

  /** Keeps a file in the vault, or lets go of it. */
  async keep(item: FileItem, kept: boolean): Promise<void> {
    const { chat, message } = item;
    const id = idOf(item);
    if (id === null) return;
    const { ask } = this.#deps;
    await this.#try(() => (kept ? ask(contract.keep, { chat, message }) : ask(contract.letGo, { id })));
    await this.#loadStored();
  }

  pause(id: string): Promise<boolean> {
    return this.#try(() => this.#deps.ask(contract.pause, { id }));
  }

  resume(id: string): Promise<boolean> {
    return this.#try(() => this.#deps.ask(contract.resume, { id }));
  }

  cancel(id: string): Promise<boolean> {
    this.#wanted.delete(id);
    return this.#try(() => this.#deps.ask(contract.remove, { id }));
  }

  async #fetch({ chat, message }: FileItem): Promise<boolean> {
    const done = await this.#try(() => this.#deps.ask(contract.download, { chat, message }));
    await this.#loadStored();
    return done;
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#deps.fail(TezError.from(error).toWire());
      return false;
    }
  }

  #ask(kind: FileKind, after: contract.FileCursor | null) {
    return this.#deps.ask(contract.list, { of: this.#deps.of, kind, after, limit: PAGE });
  }

  async #load(kind: FileKind): Promise<void> {
    try {
      const { items, next, stale } = await this.#ask(kind, null);
      const now = this.#lists.get(kind);
      const older = now && now.items.length > PAGE ? olderThan(now.items, items) : [];
      const rest = older.length > 0 && now ? { next: now.next } : { next };
      this.#put(kind, { ...EMPTY, items: [...items, ...older], ...rest, stale: stale ?? null, loading: false });
    } catch (error) {
      const now = this.#lists.get(kind) ?? EMPTY;
      this.#put(kind, { ...now, loading: false, error: TezError.from(error).toWire() });
    }
  }

  async #loadStored(): Promise<void> {
    try {
      const views = await this.#deps.ask(contract.stored, {});
      this.#stored = new Map(views.map((view) => [view.id, view]));
      for (const [id, name] of this.#wanted) {
        if (this.#stored.get(id)?.is !== 'here') continue;
        this.#wanted.delete(id);
        this.#deps.save(id, name);
      }
      this.#draw();
    } catch {
      // The worker starts, or Tez was locked: the next announcement asks again.
    }
  }

  #put(kind: FileKind, list: ListState): void {
    this.#lists.set(kind, list);
    this.#draw();
  }

  #read(): FilesState {
    const list = this.#lists.get(this.#kind) ?? EMPTY;
    return { kind: this.#kind, list, stored: this.#stored, viewed: this.#viewed };
  }

  #draw(): void {
    this.#state = this.#read();
    for (const listener of this.#listeners) listener();
  }
}

/** What the file of an item is stored under. */
export function idOf({ chat, file }: Pick<FileItem, 'chat' | 'file'>): string | null {
  return file ? storedId(chat.account, file.at) : null;
}

/** What was shown before and is older than a fresh first page. */
function olderThan(known: readonly FileItem[], fresh: readonly FileItem[]): FileItem[] {
  const last = fresh.at(-1);
  if (!last) return [];
  const same = (a: FileItem, b: FileItem) => a.message === b.message && a.chat.peer === b.chat.peer;
  return known.filter((item) => item.date <= last.date && !fresh.some((it) => same(it, item)));
}
