import { authView } from '@/lib/auth/contract';
import type { AuthView } from '@/lib/auth/model';
import { TezError, type WireError } from '@/lib/limits/model';
import { type VaultView, vaultView } from '@/lib/privacy/contract';
import { getSettings } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';
import type { Ask } from './ask';

/** What the background has told about itself. While the vault is locked there are neither accounts nor settings. */
export type BackgroundState =
  | { is: 'loading' }
  | { is: 'failed'; error: WireError }
  | { is: 'locked'; vault: VaultView }
  | { is: 'open'; vault: VaultView; auth: AuthView; settings: Settings };

const TOPICS = ['auth', 'vault', 'settings'];
const RETRY_MS = [200, 800, 2000];

export interface BackgroundDeps {
  ask: Ask;
  later(work: () => void, ms: number): () => void;
}

/** The background's state, kept by its announcements. A failed question is asked again before it is shown as one. */
export class BackgroundWatch {
  readonly #deps: BackgroundDeps;
  readonly #listeners = new Set<() => void>();
  #state: BackgroundState = { is: 'loading' };
  #asked = 0;
  #failures = 0;

  constructor(deps: BackgroundDeps) {
    this.#deps = deps;
  }

  get state(): BackgroundState {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  changed(topics: readonly string[]): void {
    if (topics.some((topic) => TOPICS.includes(topic))) void this.refresh();
  }

  /** Starts over after a failure that was shown. */
  retry(): void {
    this.#failures = 0;
    this.#set({ is: 'loading' });
    void this.refresh();
  }

  /** Asks everything anew; resolves when the answer is the state. Never rejects. */
  async refresh(): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const state = await this.#load();
      if (mine !== this.#asked) return;
      this.#failures = 0;
      this.#set(state);
    } catch (error) {
      if (mine === this.#asked) this.#failed(TezError.from(error).toWire());
    }
  }

  async #load(): Promise<BackgroundState> {
    const { ask } = this.#deps;
    const [vault, auth, settings] = await Promise.allSettled([
      ask(vaultView, {}),
      ask(authView, {}),
      ask(getSettings, {}),
    ]);
    if (vault.status === 'rejected') throw vault.reason;
    if (vault.value.state === 'locked') return { is: 'locked', vault: vault.value };
    for (const answer of [auth, settings]) {
      // Locked between the questions.
      if (answer.status === 'rejected' && TezError.from(answer.reason).kind === 'locked')
        return { is: 'locked', vault: { ...vault.value, state: 'locked' } };
    }
    if (auth.status === 'rejected') throw auth.reason;
    if (settings.status === 'rejected') throw settings.reason;
    return { is: 'open', vault: vault.value, auth: auth.value, settings: settings.value };
  }

  #failed(error: WireError): void {
    // A worker that kept silent for as long as `ask` waits will not answer the next time either.
    const wait = error.kind === 'timeout' ? undefined : RETRY_MS[this.#failures];
    this.#failures += 1;
    if (wait !== undefined) this.#deps.later(() => void this.refresh(), wait);
    // What is on screen is still true until the background says otherwise.
    else if (this.#state.is === 'loading') this.#set({ is: 'failed', error });
  }

  #set(state: BackgroundState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
