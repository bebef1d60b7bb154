import type { Ask } from '@/components/background/ask';
import { BackgroundWatch } from '@/components/background/background-state';
import { chatCard, startSidebar } from '@/lib/chats/contract';
import { type ChatRef, sameChat } from '@/lib/chats/model';
import { CardStore, type ShownCard } from './card-store';
import { PageLink, type PageState, type Sender } from './page-link';
import { chooseScreen, reportedChat, type Screen } from './screen';

export interface SidebarDeps {
  ask: Ask;
  /** Our extension's id: who may report. */
  ownId: string;
  /** The window of a side panel; null in the frame inside Telegram's page. */
  panelWindow: number | null;
  later(work: () => void, ms: number): () => void;
  now(): number;
}

/** What the views draw. */
export interface Snapshot {
  screen: Screen;
  /** The open chat's card; only ever that of `screen.chat`. */
  shown: ShownCard | null;
  page: PageState;
}

/** The sidebar's state: page, background and cards, joined into one snapshot. It knows no DOM. */
export class SidebarModel {
  readonly cards: CardStore;
  readonly background: BackgroundWatch;
  readonly link: PageLink;
  readonly #deps: SidebarDeps;
  readonly #listeners = new Set<() => void>();
  readonly #workingOffline = new Set<number>();
  #tab: number | null | undefined;
  #starts = 0;
  #state: Snapshot;

  constructor(deps: SidebarDeps, signal: AbortSignal) {
    this.#deps = deps;
    this.link = new PageLink(deps.ownId, deps.panelWindow);
    this.background = new BackgroundWatch(deps);
    this.cards = new CardStore({
      fetch: (chat) => deps.ask(chatCard, { chat }),
      later: deps.later,
      now: deps.now,
    });
    this.#state = this.#draw();
    this.link.subscribe(() => this.#follow(), signal);
    this.background.subscribe(() => this.#follow(), signal);
    this.cards.subscribe(() => this.#tell(), signal);
  }

  get state(): Snapshot {
    return this.#state;
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Asks everything there is to ask: on load, and again when the person says "Try again". */
  start(): void {
    void this.background.refresh();
    void this.findTab();
  }

  retry(): void {
    this.background.retry();
    this.cards.retry();
    void this.findTab();
  }

  /** Learns which tab to follow; the background makes that tab's content script report again. */
  async findTab(failures = 0): Promise<void> {
    this.#starts += 1;
    const mine = this.#starts;
    const { panelWindow } = this.#deps;
    try {
      const { tab } = await this.#deps.ask(startSidebar, panelWindow === null ? {} : { window: panelWindow });
      if (mine !== this.#starts) return;
      this.#tab = tab;
      this.link.follow(tab);
      this.#tell();
    } catch {
      // The background's own state tells the person what is wrong; the tab is asked for until it is known.
      if (mine === this.#starts && failures < 5)
        this.#deps.later(() => mine === this.#starts && void this.findTab(failures + 1), 200 * 2 ** failures);
    }
  }

  /** A runtime message of any of our contexts. */
  hear(message: unknown, sender: Sender): void {
    this.link.hear(message, sender);
  }

  /** The background announced changes. */
  changed(topics: readonly string[]): void {
    this.background.changed(topics);
    this.cards.changed(topics);
  }

  /** Goes on with the data of an account that was signed out elsewhere. */
  workOffline(account: number): void {
    this.#workingOffline.add(account);
    this.#tell();
  }

  isWorkingOffline(account: number): boolean {
    return this.#workingOffline.has(account);
  }

  #follow(): void {
    if (this.background.state.is === 'locked') this.cards.clear();
    else this.cards.show(reportedChat(this.link.state));
    this.#tell();
  }

  #draw(): Snapshot {
    const page = this.link.state;
    const tab = this.link.tab ?? this.#tab;
    const screen = chooseScreen({
      background: this.background.state,
      page,
      tab,
      workingOffline: this.#workingOffline,
    });
    return { screen, page, shown: screen.is === 'chat' ? this.#cardOf(screen.chat) : null };
  }

  #cardOf(chat: ChatRef): ShownCard | null {
    const { shown } = this.cards;
    return shown && sameChat(shown.chat, chat) ? shown : null;
  }

  #tell(): void {
    this.#state = this.#draw();
    for (const listener of this.#listeners) listener();
  }
}
