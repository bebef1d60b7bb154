import { type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { Keep } from '@/lib/messages/keeping';
import { keepOf, WHOLE } from '@/lib/messages/model';
import type { ChatRow, LinkRow } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';
import { openState } from './chat-state';

/** Linked chats by peer: the linked topics of each, or {@link WHOLE}. */
export type Tracked = ReadonlyMap<number, ReadonlySet<number>>;

export async function trackedChats({ db }: Records, account: number): Promise<Tracked> {
  const keys = await db.sealed('chatLinks').where('chat').startsWith(`${account}:`).uniqueKeys();
  return trackedBy(keys.map(String));
}

/** @param keys of the linked chats and topics of one account */
export function trackedBy(keys: readonly string[]): Tracked {
  const tracked = new Map<number, Set<number>>();
  for (const { peer, topic } of keys.map(parseChatKey)) {
    tracked.set(peer, (tracked.get(peer) ?? new Set()).add(topic ?? WHOLE));
  }
  return tracked;
}

/** Whether a chat, or this topic of it, is in the CRM. */
export function isTracked(tracked: Tracked, { peer, topic }: { peer: number; topic?: number }): boolean {
  const topics = tracked.get(peer);
  return topics !== undefined && (topics.has(WHOLE) || topics.has(topic ?? WHOLE));
}

/** What is kept of a chat or topic: nothing where it is not in the CRM. Every part of the worker that stores something of it asks here. */
export async function keepIn(records: Records, chat: ChatRef): Promise<Keep> {
  const { account, peer, topic } = chat;
  const whole = `${account}:${peer}`;
  const links = (await records.db.sealed('chatLinks').where('whole').equals(whole).toArray()) as LinkRow[];
  if (!isTracked(trackedBy(links.map((link) => link.chat)), chat)) return 'nothing';
  const row = (await records.db.sealed('chats').get(whole)) as ChatRow | undefined;
  return keepOf(row && (await openState(records, account, peer, row)), topic);
}

/** What is asked of the server by itself: the chat, or each of its topics where only these are in the CRM. */
export function scopesOf(tracked: Tracked, peer: number): (number | undefined)[] {
  const topics = tracked.get(peer) ?? new Set();
  return topics.has(WHOLE) ? [undefined] : [...topics];
}

/** Tracked chats about whose end the server must be asked: new ones, and those with a gap. */
export async function unsureChats({ db }: Records, account: number, tracked: Tracked): Promise<number[]> {
  const rows = (await db.sealed('chats').where('account').equals(account).toArray()) as ChatRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...tracked.keys()].filter((peer) => {
    const row = byId.get(`${account}:${peer}`);
    if (!row || row.gap) return true;
    return scopesOf(tracked, peer).some((topic) => !row.looked.includes(topic ?? WHOLE));
  });
}

/**
 * Chats of which something was brought in for a topic (or the whole) that is in the CRM as such no more, while another
 * is. What is kept of them must be narrowed before it is trusted.
 */
export async function strayChats({ db }: Records, account: number, tracked: Tracked): Promise<number[]> {
  const rows = (await db.sealed('chats').where('account').equals(account).toArray()) as ChatRow[];
  return rows.flatMap(({ id, looked }) => {
    const peer = Number(id.split(':')[1]);
    if (!tracked.has(peer)) return [];
    const scopes = new Set(scopesOf(tracked, peer).map((topic) => topic ?? WHOLE));
    return looked.some((scope) => !scopes.has(scope)) ? [peer] : [];
  });
}

/** Accounts that have {@link strayChats}. */
export async function strayAccounts(records: Records): Promise<number[]> {
  const accounts = (await records.db.sealed('chats').orderBy('account').uniqueKeys()).map(Number);
  const found: number[] = [];
  for (const account of accounts) {
    const stray = await strayChats(records, account, await trackedChats(records, account));
    if (stray.length > 0) found.push(account);
  }
  return found;
}

/** Whether the server must be asked about anything of an account's messages. */
export async function hasHistoryWork(records: Records, account: number): Promise<boolean> {
  if ((await records.db.sealed('syncs').where('work').equals(account).count()) > 0) return true;
  const tracked = await trackedChats(records, account);
  if ((await strayChats(records, account, tracked)).length > 0) return true;
  return (await unsureChats(records, account, tracked)).length > 0;
}
