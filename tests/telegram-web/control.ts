/** The local Telegram's control API, as one account's feed. */
import { followEvents } from './events';
import type { Change } from './page/feed';

export interface Control {
  /** Answers one request of the page's feed with a JSON value. Throws when the local Telegram refuses. */
  answer(path: string, query: URLSearchParams, body: unknown): Promise<unknown>;
}

const PATHS = new Set(['dialogs', 'history', 'send', 'read']);

export function openControl(controlUrl: string, account: number, signal: AbortSignal): Control {
  const base = `${controlUrl.replace(/\/$/, '')}/web/${account}`;
  const events = followEvents(`${base}/events`, readChange, signal);
  return {
    async answer(path, query, body) {
      if (path === 'events') {
        const after = query.get('after');
        return events.after(after === null ? null : Number(after));
      }
      if (!PATHS.has(path)) throw new Error(`The feed has no ${path}.`);
      const response = await fetch(`${base}/${path}?${query}`, {
        ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json' },
        signal,
      });
      if (!response.ok) throw new Error(`The local Telegram answered ${response.status} to ${path}.`);
      const text = await response.text();
      return text ? JSON.parse(text) : null;
    },
  };
}

/** An event of the local Telegram tells at least the chat that it is about. */
function readChange(data: string): Change | null {
  const event = JSON.parse(data) as { peer?: unknown; topic?: unknown };
  if (typeof event.peer !== 'number') return null;
  return { peer: event.peer, topic: typeof event.topic === 'number' ? event.topic : null };
}
