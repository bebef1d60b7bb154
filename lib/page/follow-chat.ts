/** Following the open chat without polling: the browser's navigation event plus a few narrow mutation observers. */
import type { OpenChat } from './contract';

/** A node to watch, and for what. */
export interface Target {
  node: Node;
  options: MutationObserverInit;
}

export interface ChatSource {
  read(): OpenChat;
  /** What to watch while the page is in this state: as little as tells of its end. */
  targets(chat: OpenChat): Target[];
}

/** Whether two readings name the same chat. */
export function sameChat(one: OpenChat, other: OpenChat): boolean {
  if (one.kind !== 'chat' || other.kind !== 'chat') return one.kind === other.kind;
  return one.peer === other.peer && one.topic === other.topic;
}

/** Calls back with every new reading until the signal aborts; never with the same one twice in a row. */
export function followChat(source: ChatSource, listener: (chat: OpenChat) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  let last: OpenChat | undefined;
  let watched: Target[] = [];
  const observer = new MutationObserver(check);

  function check(): void {
    const chat = source.read();
    const changed = last !== undefined && !sameChat(last, chat);
    last = chat;
    watch(source.targets(chat));
    if (changed) listener(chat);
  }

  function watch(targets: Target[]): void {
    const same = targets.length === watched.length && targets.every(({ node }, i) => node === watched[i]?.node);
    if (same) return;
    observer.disconnect();
    watched = targets;
    for (const { node, options } of targets) observer.observe(node, options);
  }

  // Fires in a content script's world for the page's own pushState too, and right away, where popstate does not.
  const { navigation } = window as { navigation?: EventTarget };
  (navigation ?? window).addEventListener(navigation ? 'currententrychange' : 'popstate', check, { signal });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  check();
}

/** Resolves with whether the wanted chat came up within `timeout` milliseconds. */
export function chatOpens(source: ChatSource, wanted: OpenChat, timeout: number): Promise<boolean> {
  if (sameChat(source.read(), wanted)) return Promise.resolve(true);
  const done = new AbortController();
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), timeout);
    done.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    followChat(source, (chat) => sameChat(chat, wanted) && resolve(true), done.signal);
  }).finally(() => done.abort());
}
