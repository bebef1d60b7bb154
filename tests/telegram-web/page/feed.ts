/** What the stand-in pages know of the world: dialogs, histories and events of one account, over `/__feed`. */

export interface Topic {
  id: number;
  title: string;
  unread: number;
  last: Message | null;
}

export interface Dialog {
  /** Telegram's marked id. */
  peer: number;
  kind: 'user' | 'group' | 'supergroup' | 'channel';
  title: string;
  username: string | null;
  /** "last seen at 14:32", "5 members". */
  status: string;
  hasPhoto: boolean;
  unread: number;
  canWrite: boolean;
  topics: Topic[] | null;
  last: Message | null;
}

export interface Message {
  id: number;
  /** Unix time, seconds. */
  date: number;
  out: boolean;
  /** Name of the sender in groups, empty in private chats. */
  from: string;
  text: string;
  /** What happened rather than what was said: "Anna joined the group". */
  service: boolean;
  read: boolean;
}

/** Something changed in a chat: whoever shows it asks again. */
export interface Change {
  peer: number;
  topic: number | null;
}

/** What a link to a person says: `domain` is a username. */
export interface PersonLink {
  domain?: string;
  phone?: string;
}

export interface Feed {
  dialogs(): Promise<Dialog[]>;
  /** Whoever a link names, also where there is no chat with them. */
  find(link: PersonLink): Promise<Dialog | null>;
  /** Oldest first; the newest `limit` messages, or those before message `before`. */
  history(peer: number, topic: number | null, limit: number, before?: number): Promise<Message[]>;
  send(peer: number, topic: number | null, text: string): Promise<void>;
  read(peer: number, topic: number | null): Promise<void>;
  /** Calls back with every change from now on. */
  follow(listener: (change: Change) => void): void;
}

/** The feed of one of the page's account slots (1, 2…), as the route in serve.ts answers it. */
export function openFeed(slot: number): Feed {
  const at = (path: string, query: Record<string, string | number | null | undefined> = {}) => {
    const url = new URL(`/__feed/${slot}/${path}`, location.origin);
    for (const [name, value] of Object.entries(query)) if (value != null) url.searchParams.set(name, `${value}`);
    return url;
  };
  const get = async <T>(url: URL): Promise<T> => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The feed answered ${response.status} to ${url.pathname}.`);
    return response.json() as Promise<T>;
  };
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(at(path), { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The feed answered ${response.status} to ${path}.`);
  };

  async function follow(listener: (change: Change) => void): Promise<void> {
    let after: number | null = null;
    for (;;) {
      try {
        const answer: { next: number; changes: Change[] } = await get(at('events', { after }));
        after = answer.next;
        for (const change of answer.changes) listener(change);
      } catch {
        // The page is being closed, or the local Telegram has ended: either way there is nothing more to follow.
        return;
      }
    }
  }

  return {
    dialogs: () => get(at('dialogs')),
    find: (link) => get(at('find', { ...link })),
    history: (peer, topic, limit, before) => get(at('history', { peer, topic, limit, before })),
    send: (peer, topic, text) => post('send', { peer, topic, text }),
    read: (peer, topic) => post('read', { peer, topic }),
    follow: (listener) => void follow(listener),
  };
}

/** What `#?tgaddr=tg://resolve?…` names, with or without an id before it; null for other addresses. Both clients take it. */
export function linkIn(hash: string): PersonLink | null {
  const deep = /^#\d*\?tgaddr=([^&]+)/.exec(hash)?.[1];
  if (!deep) return null;
  const query = new URLSearchParams(decodeURIComponent(deep).replace(/^tg:\/\/resolve\?/, ''));
  const [domain, phone] = [query.get('domain'), query.get('phone')];
  return domain ? { domain } : phone ? { phone } : {};
}
