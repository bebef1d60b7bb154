import { expect, it } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import { chatKey } from '@/lib/chats/model';
import { newChatState } from '@/lib/messages/model';
import { testRecords } from '@/tests/support/records';
import { linkEdit } from './track';
import { readWaiting } from './waiting';

const NOW = 1_800_000_000_000;

/** Chats of account 1 that wait since a time, each linked to itself. */
async function make(waiting: Record<number, number | null>) {
  const { db, records, log } = testRecords();
  const groups = new Map<number, string>();
  for (const [peer, waitingSince] of Object.entries(waiting).map(([id, since]) => [Number(id), since] as const)) {
    const chat = { account: 1, peer: Number(peer) };
    const state = { ...newChatState(1, chat.peer), waitingSince };
    await db.sealed('chats').put(await records.sealed('chats', chatKey(chat), 1, state, { account: 1 }));
    groups.set(chat.peer, await log.commit([linkEdit(chat, { chat: chatKey(chat) }, NOW)]));
  }
  const profiles = { get: () => Promise.reject(), peek: async () => null, outdated: () => {}, forget: () => {} };
  const read = (limit: number) => readWaiting({ records, profiles, dealViews: async () => [] }, limit);
  return { read, undo: (peer: number) => undoGroup({ records, log }, groups.get(peer) ?? '') };
}

it('lists who waits longest first, and counts those that are not shown', async () => {
  const { read } = await make({ 5: NOW - 2, 6: null, 7: NOW - 3, 8: NOW - 1 });
  const { total, rows } = await read(2);
  expect(total).toBe(3);
  expect(rows.map(({ chat, since }) => [chat.peer, since])).toEqual([
    [7, NOW - 3],
    [5, NOW - 2],
  ]);
});

it('neither lists nor counts a chat whose tracking was undone', async () => {
  const { read, undo } = await make({ 5: NOW - 2, 7: NOW - 3 });
  await undo(7);
  const { total, rows } = await read(1);
  expect(total).toBe(1);
  expect(rows.map(({ chat }) => chat.peer)).toEqual([5]);
});
