import type { ChatRef } from '@/lib/chats/model';
import { addSpan, asKept, firstGoal, type Keep, keepsLess, NEWEST, newSync, type Sync } from '@/lib/messages/keeping';
import { type ChatState, keepOf } from '@/lib/messages/model';
import type { Batch } from '../batch';
import type { MessageEngine } from '../receive';
import { scopesOf } from '../tracked';
import type { MessageStore } from './store';

export interface KeepDeps {
  store: MessageStore;
  engine: MessageEngine;
  now: () => number;
}

/** Changes what is kept of a chat or topic. What must go is gone, from pages and journal, when this resolves. */
export async function changeKeeping({ store, engine, now }: KeepDeps, chat: ChatRef, keep: Keep): Promise<void> {
  const { account, peer, topic } = chat;
  const ofWhole = topic !== undefined && scopesOf(await engine.tracked(account), peer).includes(undefined);
  let before: Keep = keep;
  const states = async (batch: Batch) => {
    const state = await batch.state(peer);
    before = keepOf(state, topic);
    batch.setState(chosen(state, topic, keep));
  };
  await store.rewriteAll(chat, (message) => asKept(message, keep), {
    states,
    scope: ofWhole ? { account, peer } : chat,
    sync: (sync) => (ofWhole ? withMore(sync, before, keep) : resynced(sync, before, keep, now())),
  });
}

/** A choice for the whole chat ends those for its topics. */
function chosen({ topicKeep, ...state }: ChatState, topic: number | undefined, keep: Keep): ChatState {
  if (topic === undefined) return { ...state, keep };
  return { ...state, topicKeep: { ...topicKeep, [topic]: keep } };
}

/** How history goes on after a choice. */
function resynced(sync: Sync, before: Keep, keep: Keep, now: number): Sync {
  if (keep === 'nothing') return newSync(sync);
  if (before !== 'nothing') return withMore(sync, before, keep);
  const queued = { is: 'queued' as const, goal: firstGoal(now), got: 0, counted: null, queuedAt: now };
  return { ...newSync(sync), from: NEWEST, import: queued };
}

/** Keeping more asks again for what was not kept before. Nobody missed it: it is told to nobody. */
function withMore(sync: Sync, before: Keep, keep: Keep): Sync {
  if (!keepsLess(before, keep) || sync.from === null) return sync;
  return { ...sync, spans: addSpan(sync.spans, { after: sync.from - 1, before: NEWEST, why: 'wanted' }) };
}
