import type { ChatRef } from '@/lib/chats/model';
import { asKept } from '@/lib/messages/keeping';
import {
  type ChatState,
  keepOf,
  keepsAny,
  type Message,
  type TelegramUpdate,
  WHOLE,
  waitIn,
  withWait,
} from '@/lib/messages/model';
import type { Op } from '@/lib/messages/pages';
import { heard } from '@/lib/messages/waiting';
import { takingTurns } from '@/lib/store/in-turn';
import type { Records } from '@/lib/store/records';
import type { SessionRow } from '@/lib/telegram/port';
import { type Batch, createBatch, type MoreRows } from './batch';
import { createEnds, type Ends } from './ends';
import { createFindChats } from './find-chats';
import { createJournal, isCommon } from './journal';
import { createRecent } from './recent';
import { isTracked, scopesOf, strayAccounts, type Tracked, trackedChats } from './tracked';
import { forgetUntracked } from './untracked';

export interface ReceiveDeps {
  records: Records;
  announce: (topics: string[]) => void;
  /** Telegram said that what it shows of a chat changed. */
  onPeer: (chat: ChatRef) => void;
  /** Rows are stored: what is due to be told may be told now. */
  onStored: () => void;
  /** The server must be asked about chats of this account: {@link MessageEngine.receive} heard of a gap. */
  onGap: (account: number) => void;
  /** A chat's journal is long: time to fold it. */
  onLong: (account: number, peer: number) => void;
}

/** What was heard of a chat since its history was asked for: the answer may be older, and must not undo it. */
export interface Watch {
  ops: Op[];
  /** Something was not heard: the answer cannot be trusted. */
  gap: boolean;
  end(): void;
}

export interface MessageEngine {
  /** Stores updates and the update state that covers them in one transaction (see UpdateSink in the port). */
  receive(
    of: { session: string; account: number | null },
    updates: TelegramUpdate[],
    state: SessionRow[],
  ): Promise<void>;
  /** One at a time with everything that is received: whoever changes rows of messages does it in here. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Changes states beside messages, in turn. `more` goes into the same transaction. */
  change(account: number, work: (batch: Batch) => Promise<MoreRows | undefined>): Promise<void>;
  watch(account: number, peer: number): Watch;
  /** Resolves when nothing that was received waits to be stored: whoever works in the background lets it pass. */
  quiet(): Promise<void>;
  /** Messages of a chat that came live and are not kept as they are, ascending. */
  recent(account: number, peer: number): Message[];
  /** Ends of chats that were opened lately. */
  readonly ends: Ends;
  tracked(account: number): Promise<Tracked>;
  /** Removes what is kept of chats that left the CRM. Call it after every change of links. */
  forgetUntracked(): Promise<void>;
  /** Forgets what is in memory (lock). */
  forget(): void;
}

export function createMessageEngine(deps: ReceiveDeps): MessageEngine {
  const { records, announce } = deps;
  const journal = createJournal(records);
  const chats = createFindChats(records);
  const recent = createRecent();
  const ends = createEnds();
  const watches = new Map<string, Set<Watch>>();
  // One batch at a time: each reads what the one before it stored.
  const inTurn = takingTurns();

  function watchesOf(account: number, peer: number | undefined): Watch[] {
    if (peer !== undefined) return [...(watches.get(`${account}:${peer}`) ?? [])];
    const ofAccount = [...watches].filter(([key]) => key.startsWith(`${account}:`));
    return ofAccount.flatMap(([, set]) => [...set]);
  }

  function note(account: number, peer: number | undefined, op: Op): void {
    for (const watch of watchesOf(account, peer)) watch.ops.push(op);
  }

  async function apply(batch: Batch, update: TelegramUpdate, account: number, tracked: Tracked): Promise<void> {
    switch (update.is) {
      case 'message':
        if (isTracked(tracked, update.message)) await arrive(batch, account, update.message);
        return;
      case 'edited':
        if (isTracked(tracked, update.message)) await edit(batch, account, update.message);
        return;
      case 'deleted':
        return remove(batch, account, update, tracked);
      case 'reactions':
        return mark(batch, account, update.peer, { do: 'react', id: update.id, reactions: update.reactions }, tracked);
      case 'pinned':
        return mark(batch, account, update.peer, { do: 'pin', ids: update.ids, pinned: update.pinned }, tracked);
      case 'readInbox':
        if (!tracked.has(update.peer)) return;
        await readInbox(batch, update.peer, update.upTo);
        return;
      case 'readOutbox': {
        if (!tracked.has(update.peer)) return;
        const state = await batch.state(update.peer);
        if (update.upTo > state.readOutbox) batch.setState({ ...state, readOutbox: update.upTo });
        return;
      }
      case 'gap':
        return gap(batch, account, update.peer, tracked);
      case 'peer':
        deps.onPeer({ account, peer: update.peer });
        announce([`chats:${account}:${update.peer}`]);
        return;
      case 'scheduled':
        announce([`scheduled:${account}:${update.message.peer}`]);
        return;
      case 'unscheduled':
        announce([`scheduled:${account}:${update.peer}`]);
        return;
      case 'sent':
        return;
    }
  }

  /** A message that is new here: kept, counted for waiting, and due to be told when it is theirs and unread. */
  async function arrive(batch: Batch, account: number, message: Message): Promise<void> {
    const { peer, id } = message;
    note(account, peer, { do: 'put', messages: [message] });
    const state = await batch.state(peer);
    const kept = asKept(message, keepOf(state, message.topic));
    if (kept) batch.did(peer, { do: 'put', messages: [kept] });
    if (kept !== message) recent.put(account, message);
    const counted = withWait(state, heard(waitIn(state, message.topic), message));
    batch.setState({ ...counted, lastId: Math.max(state.lastId, id) });
    // Comes again after a crash: what was told stays told.
    if (id > state.lastId) await batch.tell(message);
  }

  async function edit(batch: Batch, account: number, message: Message): Promise<void> {
    note(account, message.peer, { do: 'edit', message });
    recent.edit(account, message);
    const keep = keepOf(await batch.state(message.peer), message.topic);
    if (keep === 'nothing') return;
    const kept = asKept(message, keep);
    batch.did(message.peer, kept ? { do: 'edit', message: kept } : { do: 'remove', ids: [message.id] });
  }

  async function mark(batch: Batch, account: number, peer: number, op: Op, tracked: Tracked): Promise<void> {
    if (!tracked.has(peer)) return;
    note(account, peer, op);
    if (keepsAny(await batch.state(peer))) batch.did(peer, op);
  }

  async function remove(
    batch: Batch,
    account: number,
    { peer, ids }: { peer?: number; ids: number[] },
    tracked: Tracked,
  ): Promise<void> {
    const all = new Set(ids);
    if (all.size === 0) return;
    note(account, peer, { do: 'remove', ids });
    recent.remove(account, peer, ids);
    const found = peer === undefined ? await chats.find(account, all) : new Map([[peer, all]]);
    if (peer === undefined) {
      // What this batch brought before is not in the store yet, and may be in another chat than what is.
      for (const chat of batch.chatsWith(all)) if (isCommon(chat)) found.set(chat, all);
    }
    for (const [chat, gone] of found) {
      if (!tracked.has(chat)) continue;
      if (keepsAny(await batch.state(chat))) batch.did(chat, { do: 'remove', ids: [...gone] });
      await batch.forget(chat, gone);
      await batch.dropTold(chat, (id) => gone.has(id));
    }
  }

  async function readInbox(batch: Batch, peer: number, upTo: number): Promise<void> {
    const state = await batch.state(peer);
    if (upTo <= state.readInbox) return;
    batch.setState({ ...state, readInbox: upTo });
    await batch.dropTold(peer, (id) => id <= upTo);
  }

  async function gap(batch: Batch, account: number, peer: number | undefined, tracked: Tracked): Promise<void> {
    for (const watch of watchesOf(account, peer)) watch.gap = true;
    for (const chat of peer === undefined ? tracked.keys() : [peer]) {
      if (!tracked.has(chat)) continue;
      const state = await batch.state(chat);
      batch.setState({ ...state, gapAfter: state.gapAfter ?? state.lastId });
    }
  }

  /** Whether a chat that is in the CRM was never looked at. */
  const unseen = (states: readonly ChatState[], tracked: Tracked) =>
    states.some(({ peer, looked }) => scopesOf(tracked, peer).some((topic) => !looked.includes(topic ?? WHOLE)));

  async function store(batch: Batch, account: number, session: string | null, state: SessionRow[], more?: MoreRows) {
    ends.changed(await batch.commit(session, state, more));
    chats.changed(account, batch.states());
    const touched = batch.touched();
    if (more?.folded !== undefined) journal.emptied(`${account}:${more.folded}`);
    const rewritten = [...batch.rewritten(), ...(more?.changed === undefined ? [] : [`${account}:${more.changed}`])];
    const topics = [
      ...(touched.length > 0 ? ['chats', ...touched.map((key) => `chats:${key}`)] : []),
      ...(rewritten.length > 0 ? ['feed', ...rewritten.map((key) => `messages:${key}`)] : []),
    ];
    if (topics.length > 0) announce(topics);
    if (batch.told()) deps.onStored();
    if (batch.unsure()) deps.onGap(account);
    for (const key of rewritten.filter(journal.isLong)) deps.onLong(account, Number(key.split(':')[1]));
  }

  let receiving: Promise<unknown> = Promise.resolve();

  return {
    receive(of, updates, state) {
      const done = inTurn(async () => {
        const { account } = of;
        const batch = createBatch(records, journal, account ?? 0);
        if (account === null) return store(batch, 0, of.session, state);
        const tracked = await trackedChats(records, account);
        for (const update of updates) await apply(batch, update, account, tracked);
        await store(batch, account, of.session, state);
        if (unseen(batch.states(), tracked)) deps.onGap(account);
      });
      receiving = done.catch(() => undefined);
      return done;
    },

    async quiet() {
      let last: Promise<unknown>;
      do {
        last = receiving;
        await last;
      } while (last !== receiving);
    },

    inTurn,

    change: (account, work) =>
      inTurn(async () => {
        const batch = createBatch(records, journal, account);
        const more = await work(batch);
        await store(batch, account, null, [], more);
      }),

    watch(account, peer) {
      const key = `${account}:${peer}`;
      const set = watches.get(key) ?? new Set();
      watches.set(key, set);
      const watch: Watch = {
        ops: [],
        gap: false,
        end() {
          set.delete(watch);
          if (set.size === 0) watches.delete(key);
        },
      };
      set.add(watch);
      return watch;
    },

    recent: recent.of,
    ends,
    tracked: (account) => trackedChats(records, account),
    forget() {
      chats.forget();
      recent.forget();
      ends.forget();
    },

    forgetUntracked() {
      // What is in the CRM decides what may be shown.
      ends.forget();
      return inTurn(async () => {
        const gone = await forgetUntracked(records.db);
        ends.forget();
        for (const chat of gone) journal.emptied(chat);
        if (gone.length > 0) chats.forget();
        for (const key of gone) {
          const [account = 0, peer = 0] = key.split(':').map(Number);
          recent.forgetChat(account, peer);
          for (const watch of watchesOf(account, peer)) watch.gap = true;
        }
        if (gone.length > 0) announce(['feed', ...gone.map((key) => `messages:${key}`)]);
        for (const account of await strayAccounts(records)) deps.onGap(account);
      });
    },
  };
}
