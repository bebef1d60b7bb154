/** The local Telegram's control API (tests/telegram/web-feed.ts), as one account's feed for the stand-in pages. */
import type { WebEvent, WebMessage } from '../telegram/web-feed';
import { followEvents } from './events';
import type { Change, Dialog, Message } from './page/feed';

export interface Control {
  /** Answers one request of the page's feed with a JSON value. Throws when the local Telegram refuses. */
  answer(path: string, query: URLSearchParams, body: unknown): Promise<unknown>;
  /** A peer's picture. */
  photo(peer: string): Promise<Buffer>;
}

/** What the pages take from a dialog of the control API. */
export interface WebDialog {
  peer: number;
  type: 'user' | 'saved' | 'group' | 'supergroup' | 'channel';
  title: string;
  username?: string;
  status: string;
  photo?: string;
  topics?: { id: number; title: string; unread: number; lastMessage?: WebMessage }[];
  unread: number;
  archived?: boolean;
  mayWrite: boolean;
  lastMessage?: WebMessage;
}

export function openControl(controlUrl: string, account: number, signal: AbortSignal): Control {
  const web = `${controlUrl.replace(/\/$/, '')}/web`;
  const events = followEvents(`${web}/${account}/events`, readChange, signal);

  async function ask(path: string, query: URLSearchParams, body?: unknown): Promise<unknown> {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${web}/${account}/${path}?${query}`, { ...(body === undefined ? {} : post), signal });
    const text = await response.text();
    if (!response.ok) throw new Error(`The local Telegram answered ${response.status} to ${path}: ${text}`);
    return JSON.parse(text);
  }

  return {
    async answer(path, query, body) {
      const after = query.get('after');
      switch (path) {
        case 'events':
          return events.after(after === null ? null : Number(after));
        case 'dialogs': {
          const { dialogs } = (await ask(path, query)) as { dialogs: WebDialog[] };
          return dialogs.filter(({ archived }) => !archived).map(toDialog);
        }
        case 'find': {
          const { dialog } = (await ask(path, query)) as { dialog: WebDialog | null };
          return dialog && toDialog(dialog);
        }
        case 'history': {
          const { messages } = (await ask(path, query)) as { messages: WebMessage[] };
          return messages.map(toMessage);
        }
        case 'send':
        case 'read':
          return ask(path, query, body);
        default:
          throw new Error(`The feed has no ${path}.`);
      }
    },
    async photo(peer) {
      const response = await fetch(`${web}/photo/${peer}`, { signal });
      if (!response.ok) throw new Error(`The local Telegram has no photo of ${peer}.`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

function toDialog(dialog: WebDialog): Dialog {
  const { peer, type, title, username, status, photo, topics, unread, mayWrite, lastMessage } = dialog;
  return {
    peer,
    kind: type === 'saved' ? 'user' : type,
    title,
    username: username ?? null,
    status,
    hasPhoto: photo !== undefined,
    unread,
    canWrite: mayWrite,
    topics:
      topics?.map((topic) => ({
        id: topic.id,
        title: topic.title,
        unread: topic.unread,
        last: topic.lastMessage ? toMessage(topic.lastMessage) : null,
      })) ?? null,
    last: lastMessage ? toMessage(lastMessage) : null,
  };
}

function toMessage({ id, peer, date, out, from, text, label, service, read }: WebMessage): Message {
  // Private chats and a channel's own posts show no sender.
  const sender = peer > 0 || from.id === peer ? '' : from.name;
  return { id, date, out, from: sender, text: [label, text].filter(Boolean).join('\n'), service, read };
}

function readChange(data: string): Change | null {
  const event = JSON.parse(data) as WebEvent;
  if (event.type === 'typing') return null;
  const { peer, topic = null } = 'message' in event ? event.message : { topic: undefined, ...event };
  return { peer, topic };
}
