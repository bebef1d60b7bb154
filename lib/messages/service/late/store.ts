import { type ChatRef, chatKey } from '@/lib/chats/model';
import { addSpan, asKept, NEWEST, type Sync, withoutSpan } from '@/lib/messages/keeping';
import { type ChatState, keepOf, type Message, WHOLE, withWaits } from '@/lib/messages/model';
import { type Op, packIds } from '@/lib/messages/pages';
import type { Records } from '@/lib/store/records';
import type { Batch, MoreRows } from '../batch';
import type { MessageEngine } from '../receive';
import { isTracked, scopesOf } from '../tracked';
import { changesOf, planRewriting, type Rewriting, type Wish } from './rewrite';
import type { Syncs } from './syncs';

export interface StoreDeps {
  records: Records;
  engine: MessageEngine;
  syncs: Syncs;
  /** There may be something to ask the server for. */
  onWork: (account: number) => void;
}

/** A range of a chat's history (both ends outside), as the server told it. */
export interface Told {
  after: number;
  before: number;
  messages: readonly Message[];
  /** What was heard live since it was asked for. */
  since: readonly Op[];
}

export interface StoreOptions {
  /** Changes what else is known of the chat, in the same transaction, before the messages are put. */
  states?: (batch: Batch) => Promise<void>;
  /** How the chat's sync goes on, given it with the told ranges taken off its spans. */
  sync: (sync: Sync) => Sync;
}

/** Writes what the server told into pages: afterwards the chat holds exactly that in these ranges. */
export function createStore({ records, engine, syncs, onWork }: StoreDeps) {
  /** Syncs of a chat with ranges that were lost, to be asked for again. */
  async function withDamage(account: number, peer: number, { damaged }: Rewriting, mine: Sync | null): Promise<Sync[]> {
    const all = damaged.length > 0 ? await syncs.ofPeer(account, peer) : [];
    const others = all.filter((sync) => !mine || sync.topic !== mine.topic);
    return [...(mine ? [mine] : []), ...others].map((sync) => {
      // Below `from` nothing is kept: there is nothing to be asked for again.
      const { from } = sync;
      if (from === null) return sync;
      let { spans } = sync;
      for (const { after, before } of damaged) {
        spans = addSpan(spans, { after: Math.max(after, from - 1), before: Math.min(before, NEWEST), why: 'damaged' });
      }
      return { ...sync, spans };
    });
  }

  async function rows(
    account: number,
    peer: number,
    plan: Rewriting,
    changedSyncs: readonly Sync[],
    feed: { ids: readonly number[] } | { all: true; topic?: number },
    versionOf: (sync: Sync) => number | undefined = () => undefined,
  ): Promise<MoreRows> {
    const sealed = await Promise.all(changedSyncs.map((sync) => syncs.seal(sync, versionOf(sync))));
    const anew = 'all' in feed;
    const changed = anew || feed.ids.length > 0;
    const feedRow = anew
      ? { account, peer, ...(feed.topic === undefined ? {} : { topic: feed.topic }) }
      : { account, peer, ids: packIds(feed.ids) };
    return {
      changes: [...changesOf(plan), { table: 'syncs', put: sealed }, { table: 'feed', put: changed ? [feedRow] : [] }],
      folded: peer,
      ...(changed ? { changed: peer } : {}),
      after: () => {
        syncs.stored(changedSyncs);
        if (plan.damaged.length > 0) onWork(account);
      },
    };
  }

  return {
    /** Folds a chat's journal into its pages. */
    fold: (account: number, peer: number) =>
      engine.change(account, async () => {
        const plan = await planRewriting(records, account, peer);
        if (plan.journal.length === 0) return undefined;
        return rows(account, peer, plan, await withDamage(account, peer, plan, null), { ids: plan.changed });
      }),

    /**
     * @param trusted whether nothing was missed since the server was asked; looked at in turn
     * @returns false, and nothing stored, where it cannot be trusted, or the chat left the CRM
     */
    async told(
      chat: ChatRef,
      ranges: readonly Told[],
      { states, sync }: StoreOptions,
      trusted: () => boolean,
    ): Promise<boolean> {
      const { account, peer, topic } = chat;
      let stored = false;
      await engine.change(account, async (batch) => {
        if (!trusted()) return undefined;
        // Left the CRM while the server was asked: nothing of it is kept.
        const [tracked, read] = await Promise.all([engine.tracked(account), syncs.readRow(chat), batch.state(peer)]);
        if (!scopesOf(tracked, peer).includes(topic)) return undefined;
        stored = true;
        await states?.(batch);
        const state = await batch.state(peer);
        const answers = ranges.map(({ after, before, messages, since }) => ({
          after,
          before,
          messages: messages.flatMap((message) => asKept(message, keepOf(state, message.topic)) ?? []),
          since: since.map((op) => keptOp(op, state)),
        }));
        const plan = await planRewriting(
          records,
          account,
          peer,
          topic === undefined ? { answers } : { answers, topic },
        );
        await forgetGone(batch, chat, ranges, plan);
        const mine = withoutRanges(read.sync, ranges);
        const changed = await withDamage(account, peer, plan, sync(mine));
        // What was damaged in a range that was told is here again.
        const asked = changed.map((it) => (it.topic === topic ? withoutRanges(it, ranges) : it));
        const versionOf = (it: Sync) => (it.topic === topic ? read.v : undefined);
        return { ...(await rows(account, peer, plan, asked, { ids: plan.changed }, versionOf)), again: true };
      });
      return stored;
    },

    /**
     * Changes or removes every message of a chat or topic that is here, with its state and the sync of what it is asked
     * for with (`scope`), in one transaction. Pages that do not open are dropped, and asked for again.
     */
    rewriteAll: (
      chat: ChatRef,
      map: NonNullable<Wish['map']>,
      change: { states: (batch: Batch) => Promise<void>; scope: ChatRef; sync: (sync: Sync) => Sync },
    ) =>
      engine.change(chat.account, async (batch) => {
        await change.states(batch);
        const { account, peer, topic } = chat;
        const plan = await planRewriting(records, account, peer, topic === undefined ? { map } : { map, topic });
        const changed = await withDamage(account, peer, plan, change.sync(await syncs.read(change.scope)));
        return rows(account, peer, plan, changed, { all: true, ...(topic === undefined ? {} : { topic }) });
      }),

    /**
     * Drops what was brought in for topics (or the whole) that are in the CRM as such no more: what is left is what is
     * asked for by itself.
     */
    narrow: (account: number, peer: number) =>
      engine.change(account, async (batch) => {
        const tracked = await engine.tracked(account);
        const scopes = new Set(scopesOf(tracked, peer).map((topic) => topic ?? WHOLE));
        const state = await batch.state(peer);
        const looked = state.looked.filter((scope) => scopes.has(scope));
        const left = state.waits.filter(({ topic }) =>
          isTracked(tracked, { peer, ...(topic === undefined ? {} : { topic }) }),
        );
        batch.setState(withWaits({ ...state, looked }, left));
        const scopeOf = (topic: number | undefined) => (scopes.has(WHOLE) ? WHOLE : (topic ?? WHOLE));
        const map = (message: Message) => (looked.includes(scopeOf(message.topic)) ? message : null);
        const plan = await planRewriting(records, account, peer, { map });
        const stray = (await syncs.ofPeer(account, peer)).filter(({ topic }) => !scopes.has(topic ?? WHOLE));
        const staying = (await withDamage(account, peer, plan, null)).filter(({ topic }) => scopes.has(topic ?? WHOLE));
        const more = await rows(account, peer, plan, staying, { all: true });
        return {
          ...more,
          changes: [...more.changes, { table: 'syncs', remove: stray.map(chatKey) }],
          after() {
            more.after?.();
            syncs.removed(stray);
          },
        };
      }),

    /** Changes a chat's sync alone. */
    changeSync: (chat: ChatRef, sync: (sync: Sync) => Sync, states?: (batch: Batch) => Promise<void>) =>
      engine.change(chat.account, async (batch) => {
        await states?.(batch);
        const next = sync(await syncs.read(chat));
        const row = await syncs.seal(next);
        return {
          changes: [{ table: 'syncs', put: [row] }],
          after: () => syncs.stored([next]),
        };
      }),
  };
}

export type MessageStore = ReturnType<typeof createStore>;

function withoutRanges(sync: Sync, ranges: readonly Told[]): Sync {
  let { spans } = sync;
  for (const { after, before } of ranges) spans = withoutSpan(spans, after, before);
  return { ...sync, spans };
}

function keptOp(op: Op, state: ChatState): Op {
  if (op.do === 'put') {
    return {
      do: 'put',
      messages: op.messages.flatMap((message) => asKept(message, keepOf(state, message.topic)) ?? []),
    };
  }
  if (op.do !== 'edit') return op;
  const kept = asKept(op.message, keepOf(state, op.message.topic));
  return kept ? { do: 'edit', message: kept } : { do: 'remove', ids: [op.message.id] };
}

/** Messages that the server has no more wait for no answer, and are told of to nobody. */
async function forgetGone(
  batch: Batch,
  { peer, topic }: ChatRef,
  ranges: readonly Told[],
  plan: Rewriting,
): Promise<void> {
  // What is still there may be kept no more: it became protected.
  const gone = new Set(plan.gone.filter((id) => !ranges.some((range) => there(range, id))));
  for (const { waits } of [await batch.state(peer)]) {
    for (const wait of waits.filter((it) => topic === undefined || it.topic === topic)) {
      for (const id of [wait.lastOut, ...wait.open.map((it) => it.id)]) {
        const range = ranges.find(({ after, before }) => id > after && id < before);
        if (range && !there(range, id)) gone.add(id);
      }
    }
  }
  if (gone.size === 0) return;
  await batch.forget(peer, gone);
  await batch.dropTold(peer, (id) => gone.has(id));
}

function there({ messages, since }: Told, id: number): boolean {
  return (
    messages.some((message) => message.id === id) ||
    since.some((op) => op.do === 'put' && op.messages.some((message) => message.id === id))
  );
}
