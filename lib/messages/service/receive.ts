import { type ChatRef, parseChatKey } from '@/lib/chats/model';
import { type ChatState, countsForWaiting, type Message, nextWaiting, type TelegramUpdate } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';
import { putSessionRows } from '@/lib/store/sessions';
import type { SessionRow, TelegramPort } from '@/lib/telegram/port';
import { forgetUntracked } from './untracked';
import { createWorkingSet, type WorkingSet } from './working-set';

export interface ReceiveDeps {
  records: Records;
  announce: (topics: string[]) => void;
  /** Telegram said that what it shows of a chat changed. */
  onPeer: (chat: ChatRef) => void;
  /** Rows are stored: what is due to be told may be told now. */
  onStored: () => void;
}

/** How many messages one look-back or gap repair asks for at a time. */
const HISTORY_STEP = 100;
/** A chat that becomes tracked is looked back this far, to know who waits. */
const LOOK_BACK = 50;

/** Linked chats by peer: the linked topics of each, or {@link WHOLE}. */
type Tracked = Map<number, Set<number>>;
const WHOLE = 0;

export interface MessageEngine {
  /** Stores updates and the update state that covers them in one transaction (see UpdateSink in the port). */
  receive(
    of: { session: string; account: number | null },
    updates: TelegramUpdate[],
    state: SessionRow[],
  ): Promise<void>;
  /** Asks the server for what may be missing in chats that are marked with a gap. */
  mend(account: number, port: TelegramPort): Promise<void>;
  /** Removes what is kept of chats that left the CRM. Call it after every change of links. */
  forgetUntracked(): Promise<void>;
}

export function createMessageEngine({ records, announce, onPeer, onStored }: ReceiveDeps): MessageEngine {
  const { db } = records;
  // One batch at a time: each reads what the one before it stored.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work, work);
    queue = done.catch(() => undefined);
    return done;
  };

  async function trackedChats(account: number): Promise<Tracked> {
    const keys = await db.sealed('chatLinks').where('chat').startsWith(`${account}:`).uniqueKeys();
    const tracked: Tracked = new Map();
    for (const { peer, topic } of keys.map((key) => parseChatKey(String(key)))) {
      tracked.set(peer, (tracked.get(peer) ?? new Set()).add(topic ?? WHOLE));
    }
    return tracked;
  }

  async function store(set: WorkingSet, session: string | null, state: SessionRow[]): Promise<void> {
    const rows = await set.sealedRows();
    const tables = ['chats', 'pages', 'sessions'] as const;
    await db.transaction('rw', [...tables.map((table) => db.sealed(table)), db.told], async () => {
      await db.sealed('chats').bulkPut(rows.chats);
      await db.sealed('pages').bulkPut(rows.pages);
      await db.told.bulkPut(rows.told);
      if (session) await putSessionRows(db, session, state);
    });
    const touched = set.touched();
    if (touched.length > 0) announce(['chats', ...touched.map((key) => `chats:${key}`)]);
    if (rows.told.length > 0) onStored();
  }

  async function apply(set: WorkingSet, update: TelegramUpdate, account: number, tracked: Tracked): Promise<void> {
    switch (update.is) {
      case 'message':
        if (tracked.has(update.message.peer)) await arrive(set, account, update.message, tracked);
        return;
      case 'edited':
        // An edit of a message that was never kept must not bring it in.
        if (tracked.has(update.message.peer) && (await set.message(update.message.peer, update.message.id))) {
          await set.putMessages(update.message.peer, [update.message]);
        }
        return;
      case 'deleted': {
        const peers = update.peer === undefined ? await set.chatsWith(update.ids) : [update.peer];
        for (const peer of peers.filter((p) => tracked.has(p))) await remove(set, account, peer, update.ids);
        return;
      }
      case 'readInbox':
        if (tracked.has(update.peer)) await readInbox(set, update.peer, update.upTo);
        return;
      case 'readOutbox': {
        if (!tracked.has(update.peer)) return;
        const state = await set.state(update.peer);
        set.setState({ ...state, readOutbox: Math.max(state.readOutbox, update.upTo) });
        return;
      }
      case 'gap': {
        for (const peer of [...tracked.keys()].filter((p) => update.peer === undefined || update.peer === p)) {
          set.setState({ ...(await set.state(peer)), gap: true });
        }
        return;
      }
      case 'peer':
        onPeer({ account, peer: update.peer });
        announce([`chats:${account}:${update.peer}`]);
        return;
    }
  }

  /** A message that is new here: kept, counted for waiting, and due to be told when it is theirs and unread. */
  async function arrive(set: WorkingSet, account: number, message: Message, tracked: Tracked): Promise<void> {
    const state = await set.state(message.peer);
    await set.putMessages(message.peer, [message]);
    // Comes again after a crash, or late: it is stored already, and what was told stays told.
    if (message.id <= state.lastId) return;
    set.setState({
      ...state,
      lastId: message.id,
      waitingSince: nextWaiting(state.waitingSince, message),
    });
    const topics = tracked.get(message.peer);
    const linked = topics?.has(WHOLE) || topics?.has(message.topic ?? WHOLE);
    if (linked && !message.out && countsForWaiting(message)) {
      const read = message.id <= state.readInbox;
      set.setTold({
        id: `${account}:${message.peer}:${message.id}`,
        chat: `${account}:${message.peer}`,
        state: read ? 'dropped' : 'due',
        at: message.date,
      });
    }
  }

  async function remove(set: WorkingSet, account: number, peer: number, ids: readonly number[]): Promise<void> {
    await set.removeMessages(peer, ids);
    await dropTold(set, (row) => ids.some((id) => row.id === `${account}:${peer}:${id}`), `${account}:${peer}`);
  }

  async function readInbox(set: WorkingSet, peer: number, upTo: number): Promise<void> {
    const state = await set.state(peer);
    set.setState({ ...state, readInbox: Math.max(state.readInbox, upTo) });
    const chat = `${state.account}:${peer}`;
    await dropTold(set, (row) => Number(row.id.slice(chat.length + 1)) <= upTo, chat);
  }

  /** Marks what was read or deleted elsewhere, so that it is not told, or is taken back. */
  async function dropTold(set: WorkingSet, of: (row: { id: string }) => boolean, chat: string): Promise<void> {
    for (const row of set.toldOf(chat)) if (of(row)) set.setTold({ ...row, state: 'dropped' });
    const rows = await db.told.where('chat').equals(chat).toArray();
    for (const row of rows) if (row.state !== 'dropped' && of(row)) set.setTold({ ...row, state: 'dropped' });
  }

  /**
   * Stores what the server has after the newest id that was kept; a first look-back tells nothing. False when live
   * messages overtook a first look-back: it must be asked again.
   */
  async function mendChat(account: number, peer: number, port: TelegramPort, tracked: Tracked): Promise<boolean> {
    const { lastId, lookedBack } = await createWorkingSet(records, account).state(peer);
    const dialog = await port.dialog(peer);
    const missing = lookedBack ? await historyAfter(port, peer, lastId) : await lookBack(port, peer);
    return inTurn(async () => {
      // Left the CRM while the server was asked: nothing of it is kept.
      if (!(await trackedChats(account)).has(peer)) return true;
      const set = createWorkingSet(records, account);
      const before = await set.state(peer);
      const newest = missing.at(-1)?.id ?? 0;
      if (!lookedBack && before.lastId > newest) return false;
      if (dialog) await readInbox(set, peer, dialog.readInbox);
      if (lookedBack) {
        for (const message of missing) await arrive(set, account, message, tracked);
      } else {
        await set.putMessages(peer, missing);
        const waitingSince = missing.reduce<number | null>(nextWaiting, null);
        set.setState({ ...(await set.state(peer)), lastId: newest, waitingSince });
      }
      const now = await set.state(peer);
      set.setState({
        ...now,
        gap: false,
        lookedBack: true,
        readOutbox: Math.max(now.readOutbox, dialog?.readOutbox ?? 0),
      });
      await store(set, null, []);
      return true;
    });
  }

  return {
    receive: (of, updates, state) =>
      inTurn(async () => {
        const account = of.account ?? 0;
        const set = createWorkingSet(records, account);
        if (of.account !== null) {
          const tracked = await trackedChats(of.account);
          for (const update of updates) await apply(set, update, of.account, tracked);
        }
        await store(set, of.session, state);
      }),

    async mend(account, port) {
      const tracked = await trackedChats(account);
      for (const peer of tracked.keys()) {
        const state = await records.get<ChatState>('chats', `${account}:${peer}`);
        if (state && !state.gap) continue;
        while (!(await mendChat(account, peer, port, tracked)));
      }
    },

    forgetUntracked: () => inTurn(() => forgetUntracked(db)),
  };
}

/** The newest messages of a chat that is new to Tez, oldest first. */
async function lookBack(port: TelegramPort, peer: number): Promise<Message[]> {
  return (await port.history(peer, { limit: LOOK_BACK })).sort((a, b) => a.id - b.id);
}

/** Everything after `lastId`, oldest first. */
async function historyAfter(port: TelegramPort, peer: number, lastId: number): Promise<Message[]> {
  const found: Message[] = [];
  for (let before: number | undefined; ; ) {
    const step = await port.history(peer, { limit: HISTORY_STEP, after: lastId, ...(before ? { before } : {}) });
    found.push(...step.filter((message) => message.id > lastId));
    before = step.at(-1)?.id;
    if (step.length < HISTORY_STEP || before === undefined || before <= lastId) break;
  }
  return found.sort((a, b) => a.id - b.id);
}
