/** The page's copy of what the feed says, kept fresh by its events. */
import type { Dialog, Feed, Message, PersonLink, Topic } from './feed';

const PAGE = 60;

export interface World {
  dialogs(): Dialog[];
  dialog(peer: number): Dialog | undefined;
  topic(peer: number, topic: number | null): Topic | undefined;
  /** Address of a peer's picture, or null. */
  photo(peer: number): string | null;
  byUsername(username: string): Dialog | undefined;
  /** Whoever a link names: known to the page from then on, also without a chat. */
  meet(link: PersonLink): Promise<Dialog | undefined>;
  messages(peer: number, topic: number | null): Message[];
  load(peer: number, topic: number | null): Promise<Message[]>;
  loadOlder(peer: number, topic: number | null): Promise<boolean>;
  send(peer: number, topic: number | null, text: string): Promise<void>;
  read(peer: number, topic: number | null): void;
  /** Calls back after every change, with the chat it was in. */
  onChange(listener: (peer: number) => void): void;
}

export async function openWorld(feed: Feed, slot: number, marksRead: boolean): Promise<World> {
  const histories = new Map<string, Message[]>();
  const listeners: ((peer: number) => void)[] = [];
  const key = (peer: number, topic: number | null) => `${peer}_${topic ?? ''}`;
  // The page starts to listen before it asks, so that nothing falls in between.
  feed.follow((change) => void refresh(change.peer, change.topic));
  let dialogs = await feed.dialogs();

  /** People whom a link named, and with whom there may be no chat. */
  const met: Dialog[] = [];
  const find = (peer: number) => [...dialogs, ...met].find((dialog) => dialog.peer === peer);

  async function refresh(peer: number, topic: number | null): Promise<void> {
    const fresh = feed.dialogs();
    await Promise.all([reload(peer, null), topic !== null && reload(peer, topic)]);
    dialogs = await fresh;
    for (const listener of listeners) listener(peer);
  }

  async function reload(peer: number, topic: number | null): Promise<void> {
    const known = histories.get(key(peer, topic));
    if (!known) return;
    const limit = Math.max(PAGE, known.length + 10);
    const newest = await feed.history(peer, topic, limit);
    const first = newest[0]?.id ?? 0;
    // What was loaded above in the meantime stays, as in both real clients.
    const above = newest.length < limit ? [] : (histories.get(key(peer, topic)) ?? []).filter(({ id }) => id < first);
    histories.set(key(peer, topic), [...above, ...newest]);
  }

  return {
    dialogs: () => dialogs,
    dialog: find,
    topic: (peer, topic) => find(peer)?.topics?.find(({ id }) => id === topic),
    photo: (peer) => (find(peer)?.hasPhoto ? `/__feed/${slot}/photo/${peer}` : null),
    byUsername: (username) => dialogs.find((dialog) => dialog.username?.toLowerCase() === username.toLowerCase()),
    async meet(link) {
      const person = await feed.find(link);
      if (person && !find(person.peer)) met.push(person);
      return person ? find(person.peer) : undefined;
    },
    messages: (peer, topic) => histories.get(key(peer, topic)) ?? [],
    async load(peer, topic) {
      const known = histories.get(key(peer, topic));
      if (known) return known;
      const messages = await feed.history(peer, topic, PAGE);
      histories.set(key(peer, topic), messages);
      return messages;
    },
    async loadOlder(peer, topic) {
      const known = histories.get(key(peer, topic));
      const first = known?.[0];
      if (!known || !first) return false;
      const older = await feed.history(peer, topic, PAGE, first.id);
      histories.set(key(peer, topic), [...older, ...known]);
      return older.length > 0;
    },
    async send(peer, topic, text) {
      await feed.send(peer, topic, text);
      await refresh(peer, topic);
    },
    read(peer, topic) {
      const unread = topic === null ? find(peer)?.unread : find(peer)?.topics?.find(({ id }) => id === topic)?.unread;
      if (marksRead && unread) void feed.read(peer, topic);
    },
    onChange: (listener) => listeners.push(listener),
  };
}
