import type { HostTheme, OpenChat, PageChatReport, PageDockReport } from '@/lib/page/contract';

/** What the content script of one tab has told. */
export interface PageState {
  chat: PageChatReport | null;
  theme: HostTheme | null;
  /** Selectors that no longer find what they should. */
  failing: readonly string[];
  dock: PageDockReport | null;
  /** The message that the person asked for last, in the page; `seq` tells one press from the next. */
  picked: { chat: Extract<OpenChat, { kind: 'chat' }>; message: number; seq: number } | null;
}

/** The sender of a runtime message, as far as it is judged here. */
export interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  /** Changes with every load of the page (Chrome 106). */
  documentId?: string;
  tab?: { id?: number; active?: boolean; windowId?: number };
}

interface Heard extends PageState {
  document: string | undefined;
}

const NOTHING: PageState = { chat: null, theme: null, failing: [], dock: null, picked: null };
const TELEGRAM = 'https://web.telegram.org/';
/** Tabs remembered, so that a side panel has the open chat at once when its window turns to another tab. */
const TABS = 20;

/**
 * What our own content scripts report, kept by tab; `state` is that of the tab followed. Reports come straight from the
 * content script, also while the worker sleeps. Nothing is taken from another extension, from a frame inside the page,
 * or from another site; within one load of a page an older report never replaces a newer one.
 */
export class PageLink {
  readonly #tabs = new Map<number, Heard>();
  readonly #listeners = new Set<() => void>();
  #tab: number | null = null;

  constructor(
    private readonly ownId: string,
    /** The window of a side panel: a report from its active tab makes that tab the followed one. */
    private readonly panelWindow: number | null = null,
  ) {}

  get tab(): number | null {
    return this.#tab;
  }

  get state(): PageState {
    return (this.#tab === null ? undefined : this.#tabs.get(this.#tab)) ?? NOTHING;
  }

  /** Follows a tab, or none. */
  follow(tab: number | null): void {
    if (tab === this.#tab) return;
    this.#tab = tab;
    this.#tell();
  }

  /** Forgets what a tab reported: it is loading another page. */
  forget(tab: number): void {
    if (this.#tabs.delete(tab) && tab === this.#tab) this.#tell();
  }

  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Takes a runtime message; what is not a report of ours is ignored. */
  hear(message: unknown, sender: Sender): void {
    const tab = sender.tab?.id;
    const ours = sender.id === this.ownId && sender.frameId === 0 && sender.url?.startsWith(TELEGRAM);
    if (!ours || tab === undefined || !isRecord(message)) return;
    const { panelWindow } = this;
    if (panelWindow !== null && sender.tab?.active && sender.tab.windowId === panelWindow) this.#tab = tab;
    const before = this.#heardFrom(tab, sender.documentId);
    const after = take(before, message);
    if (after === before) return;
    this.#keep(tab, after);
    if (tab === this.#tab) this.#tell();
  }

  #heardFrom(tab: number, document: string | undefined): Heard {
    const known = this.#tabs.get(tab);
    return known && known.document === document ? known : { ...NOTHING, document };
  }

  #keep(tab: number, heard: Heard): void {
    this.#tabs.delete(tab);
    this.#tabs.set(tab, heard);
    for (const [oldest] of this.#tabs) {
      if (this.#tabs.size <= TABS) break;
      this.#tabs.delete(oldest);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What is known after a report; the same object when the report is old or none of ours. */
function take(known: Heard, message: Record<string, unknown>): Heard {
  switch (message.tez) {
    case 'page.chat': {
      const report = readChat(message);
      if (!report || (known.chat && report.seq <= known.chat.seq)) return known;
      return { ...known, chat: report };
    }
    case 'page.theme': {
      // The colours themselves are judged where they are put to use (components/ui/host-theme.ts).
      const { theme } = message;
      return isRecord(theme) ? { ...known, theme: theme as unknown as HostTheme } : known;
    }
    case 'page.health': {
      const { failing } = message;
      const named = Array.isArray(failing) && failing.every((name) => typeof name === 'string');
      return named ? { ...known, failing } : known;
    }
    case 'page.message': {
      const { peer, topic, message: id, seq } = message;
      const chat = readOpenChat({ kind: 'chat', peer, topic });
      if (chat?.kind !== 'chat' || !isId(id) || !isId(seq)) return known;
      return { ...known, picked: { chat, message: id, seq } };
    }
    case 'page.dock': {
      const { mode, collapsed, width } = message;
      const right = (mode === 'column' || mode === 'drawer') && typeof collapsed === 'boolean';
      return right && typeof width === 'number'
        ? { ...known, dock: { tez: 'page.dock', mode, collapsed, width } }
        : known;
    }
    default:
      return known;
  }
}

function readChat({ seq, client, account, chat, visible }: Record<string, unknown>): PageChatReport | null {
  const open = readOpenChat(chat);
  const right = isId(seq) && (client === 'a' || client === 'k') && (account === null || isId(account));
  if (!right || !open || typeof visible !== 'boolean') return null;
  return { tez: 'page.chat', seq, client, account, chat: open, visible };
}

function readOpenChat(chat: unknown): OpenChat | null {
  if (!isRecord(chat)) return null;
  const { kind, peer, topic } = chat;
  if (kind === 'none' || kind === 'unknown') return { kind };
  if (kind !== 'chat' || !isId(peer) || peer === 0) return null;
  if (topic === undefined) return { kind, peer };
  return isId(topic) ? { kind, peer, topic } : null;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
