import type { Ask } from '@/components/background/ask';
import { TezError, type WireError } from '@/lib/limits/model';
import { chatPage, folderList, type OfferedChat, type OfferedPage, trackedPeers } from '@/lib/sync/contract';
import type { TelegramFolder } from '@/lib/sync/model';

export interface LoaderState {
  chats: readonly OfferedChat[];
  folders: readonly TelegramFolder[];
  /** More are on their way. */
  loading: boolean;
  /** Why the next page is not here; with `retryAt` it is asked for by itself then. */
  error: WireError | null;
}

export interface LoaderDeps {
  ask: Ask;
  account: number;
  later(work: () => void, ms: number): () => void;
  now(): number;
}

/** Goes down an account's chat list page by page, and stops where it is told to wait. */
export class ChatsLoader {
  readonly #deps: LoaderDeps;
  readonly #listeners = new Set<() => void>();
  readonly #seen = new Set<number>();
  #from: OfferedPage['next'] = null;
  #ended = false;
  #running = false;
  #cancel: () => void = () => {};
  #state: LoaderState = { chats: [], folders: [], loading: true, error: null };

  constructor(deps: LoaderDeps) {
    this.#deps = deps;
  }

  get state(): LoaderState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Goes on where it stands, also after an error. */
  async load(): Promise<void> {
    if (this.#running || this.#ended) return;
    this.#running = true;
    this.#cancel();
    this.#set({ loading: true, error: null });
    try {
      if (this.#state.chats.length === 0) await this.#readFolders();
      for (let more = true; more && !this.#ended; ) more = await this.#readPage();
      this.#set({ loading: false });
    } catch (error) {
      this.#failed(TezError.from(error).toWire());
    }
    this.#running = false;
  }

  stop(): void {
    this.#ended = true;
    this.#cancel();
  }

  /** Asks anew which of the chats that were seen are in the CRM: some were added, or an undo took them out. */
  async refreshTracked(): Promise<void> {
    const inCrm = new Set(await this.#deps.ask(trackedPeers, { account: this.#deps.account }));
    this.#set({ chats: this.#state.chats.map((chat) => ({ ...chat, tracked: inCrm.has(chat.peer) })) });
  }

  async #readFolders(): Promise<void> {
    const folders = await this.#deps.ask(folderList, { account: this.#deps.account });
    this.#set({ folders });
  }

  async #readPage(): Promise<boolean> {
    const { chats, next } = await this.#deps.ask(chatPage, { account: this.#deps.account, from: this.#from });
    // A chat that moved up meanwhile comes twice.
    const fresh = chats.filter(({ peer }) => !this.#seen.has(peer));
    for (const { peer } of fresh) this.#seen.add(peer);
    this.#from = next;
    this.#set({ chats: [...this.#state.chats, ...fresh] });
    return next !== null;
  }

  #failed(error: WireError): void {
    this.#set({ loading: false, error });
    const wait = error.retryAt === undefined ? null : Math.max(0, error.retryAt - this.#deps.now());
    if (wait !== null && !this.#ended) this.#cancel = this.#deps.later(() => void this.load(), wait);
  }

  #set(patch: Partial<LoaderState>): void {
    if (this.#ended) return;
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
