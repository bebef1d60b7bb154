/**
 * One instance of Tez in one Telegram tab: mounts the sidebar's frame, reports the open chat and the page's colours, and
 * answers the background. It knows no customer data, sends nothing to the page and listens to no message of the page.
 */
import type { PageAdapter } from '@/lib/page/adapter';
import { type OpenChat, type PageReport, type PageRequest, SIDEBAR_PLACE_KEY } from '@/lib/page/contract';
import { type Arrangement, arrange, clampWidth, readPlace } from '@/lib/page/dock';
import { sameChat } from '@/lib/page/follow-chat';
import { readRequest } from '@/lib/page/requests';
import { createHost, HOST_TAG } from './host';
import { keepMounted } from './keep-mounted';
import { addMessageButton } from './message-button';

/** The page gets this long after a change before its selectors are checked, and again before a failure is told, milliseconds. */
const HEALTH_AFTER = 3000;

/** Starts the sidebar of this page; an older instance's is replaced, together with its layout. */
export function startSidebar(adapter: PageAdapter): void {
  const stop = new AbortController();
  const { signal } = stop;
  let place = readPlace(null);
  let drawerOpen = false;
  let placed: Arrangement | undefined;
  let focusedBefore: Element | null = null;
  let seq = 0;
  let button: ReturnType<typeof addMessageButton> | null = null;
  let failing: string[] | undefined;

  const host = createHost(
    {
      zIndex: adapter.zIndex,
      frameUrl: chrome.runtime.getURL('sidebar.html'),
      words: {
        name: 'Tez',
        resize: chrome.i18n.getMessage('resizeSidebar'),
        reload: chrome.i18n.getMessage('reloadToShow'),
      },
      onResize(width, done) {
        place = { ...place, width: clampWidth(width) };
        layOut();
        if (done) keepPlace();
      },
      onDismiss: () => collapse(true),
    },
    signal,
  );

  void begin();

  async function begin(): Promise<void> {
    const kept = await chrome.storage.local.get(SIDEBAR_PLACE_KEY);
    place = readPlace(kept[SIDEBAR_PLACE_KEY]);
    for (const older of document.querySelectorAll(`html > ${HOST_TAG}`)) older.remove();
    keepMounted(host.element, leave, signal);
    host.paint(adapter.theme());
    layOut();

    adapter.onChatChange(reportChat, signal);
    adapter.onThemeChange(reportTheme, signal);
    adapter.onRoomChange(layOut, signal);
    document.addEventListener('visibilitychange', () => reportChat(), { signal });
    const label = chrome.i18n.getMessage('takeUpMessage');
    button = addMessageButton(host.root, { adapter, label, onPress: reportMessage }, signal);
    window.addEventListener('keydown', closeOnEscape, { capture: true, signal });
    chrome.runtime.onMessage.addListener(onMessage);
    signal.addEventListener('abort', () => {
      // Gone in an instance whose extension has been replaced.
      chrome.runtime?.onMessage?.removeListener(onMessage);
    });
    reportEverything();
  }

  /** A newer instance has laid the page out already; else the page gets its room back. */
  function leave(replaced: boolean): void {
    stop.abort();
    if (!replaced) adapter.dock(0, host.sheet);
  }

  /** Tells every part of Tez; in an instance that its extension has left behind, gives up for good instead. */
  function report(message: PageReport): void {
    if (!chrome.runtime?.id) {
      host.sayReload();
      stop.abort();
      return;
    }
    // Nobody may be listening yet: whoever comes later asks for everything by `page.hello`.
    chrome.runtime.sendMessage(message).catch(() => {});
  }

  function reportChat(chat: OpenChat = adapter.openChat()): void {
    // Starting from the clock keeps it growing when a new instance takes over.
    seq = Math.max(seq + 1, Date.now());
    const visible = document.visibilityState === 'visible';
    const { client } = adapter;
    report({ tez: 'page.chat', seq, client, account: adapter.accountId(), chat, visible });
    checkHealthLater();
  }

  /** Tells which message the person wants something done with, and shows the sidebar for it. */
  function reportMessage(message: number): void {
    const chat = adapter.openChat();
    if (chat.kind !== 'chat') return;
    const { peer, topic } = chat;
    if (placed?.collapsed) collapse(false);
    report({ tez: 'page.message', peer, ...(topic === undefined ? {} : { topic }), message, seq: Date.now() });
  }

  function reportTheme(theme = adapter.theme()): void {
    host.paint(theme);
    button?.paint(theme.accent);
    report({ tez: 'page.theme', theme });
  }

  function reportDock(): void {
    if (placed) report({ tez: 'page.dock', mode: placed.mode, collapsed: placed.collapsed, width: placed.width });
  }

  function reportEverything(): void {
    reportChat();
    reportTheme();
    reportDock();
    if (failing !== undefined) report({ tez: 'page.health', failing });
  }

  let healthTimer: ReturnType<typeof setTimeout> | undefined;
  function checkHealthLater(suspected: string[] = []): void {
    clearTimeout(healthTimer);
    healthTimer = setTimeout(() => !signal.aborted && checkHealth(suspected), HEALTH_AFTER);
  }

  /** A page that is still loading lacks things too: only what failed in two checks is told. */
  function checkHealth(suspected: string[]): void {
    const found = adapter.health();
    if (found.some((name) => !suspected.includes(name) && !failing?.includes(name))) {
      checkHealthLater(found);
      return;
    }
    if (found.join() === failing?.join()) return;
    failing = found;
    report({ tez: 'page.health', failing });
  }

  function layOut(): void {
    const room = adapter.room(window.innerWidth);
    if (room.mode === 'column') drawerOpen = false;
    const next = arrange(place, drawerOpen, room);
    if (placed && JSON.stringify(next) === JSON.stringify(placed)) return;
    const moved = placed?.mode !== next.mode || placed.collapsed !== next.collapsed;
    placed = next;
    host.place(next);
    adapter.dock(next.reserved, host.sheet);
    if (moved) reportDock();
  }

  function keepPlace(): void {
    if (chrome.runtime?.id) void chrome.storage.local.set({ [SIDEBAR_PLACE_KEY]: place });
    reportDock();
  }

  function collapse(collapsed: boolean): void {
    if (adapter.room(window.innerWidth).mode === 'column') {
      place = { ...place, collapsed };
      layOut();
      keepPlace();
      return;
    }
    if (drawerOpen === !collapsed) return;
    drawerOpen = !collapsed;
    layOut();
    if (drawerOpen) {
      // Keys go to the frame while it covers the page, and back where they were afterwards.
      focusedBefore = document.activeElement;
      host.focusFrame();
    } else if (focusedBefore instanceof HTMLElement && focusedBefore.isConnected) focusedBefore.focus();
  }

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted || !drawerOpen) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    collapse(true);
  }

  function onMessage(
    message: unknown,
    sender: chrome.runtime.MessageSender,
    respond: (answer: boolean) => void,
  ): boolean {
    const request = sender.id === chrome.runtime.id ? readRequest(message) : null;
    if (!request) return false;
    answer(request).then(respond, () => respond(false));
    // Keeps the channel open for the answer.
    return true;
  }

  async function answer(request: PageRequest): Promise<boolean> {
    switch (request.tez) {
      case 'page.hello':
        reportEverything();
        return true;
      case 'page.goTo':
        return adapter.goTo(request.peer, request.topic, request.name);
      case 'page.insertText':
        return adapter.insertText(request.text, request.mode);
      case 'page.show': {
        const { peer, topic, message } = request;
        return sameChat(adapter.openChat(), { kind: 'chat', peer, topic }) && adapter.show(message);
      }
      case 'page.collapse':
        collapse(request.collapsed);
        return true;
    }
  }
}
