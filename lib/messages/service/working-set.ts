import { peerKind } from '@/lib/chats/model';
import { type ChatState, type Message, mergeMessages, newChatState, pageOf } from '@/lib/messages/model';
import type { SealedRow, SealedTable, ToldRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';

const wholeKey = (account: number, peer: number) => `${account}:${peer}`;

/**
 * The rows one batch of updates touches: read on first use, changed in memory, sealed together, and put in one
 * transaction by the caller.
 */
export function createWorkingSet(records: Records, account: number) {
  const { db } = records;
  const versions = new Map<string, number>();
  const states = new Map<string, ChatState>();
  const pages = new Map<string, Message[]>();
  const told = new Map<string, ToldRow>();

  async function read<T>(table: SealedTable, id: string): Promise<T | undefined> {
    const row = await db.sealed(table).get(id);
    versions.set(`${table}|${id}`, row?.v ?? 0);
    return row && records.opened<T>(table, row);
  }

  async function state(peer: number): Promise<ChatState> {
    const id = wholeKey(account, peer);
    const known = states.get(id) ?? (await read<ChatState>('chats', id)) ?? newChatState(account, peer);
    states.set(id, known);
    return known;
  }

  function setState(next: ChatState): void {
    states.set(wholeKey(account, next.peer), next);
  }

  async function page(id: string): Promise<Message[]> {
    const known = pages.get(id) ?? (await read<Message[]>('pages', id)) ?? [];
    pages.set(id, known);
    return known;
  }

  async function putMessages(peer: number, messages: readonly Message[]): Promise<void> {
    // View-once, self-destructing and protected messages are never kept.
    const byPage = groupByPage(messages.filter((message) => !message.fleeting));
    for (const [n, changed] of byPage) {
      const id = `${wholeKey(account, peer)}:${n}`;
      pages.set(id, mergeMessages(await page(id), changed));
    }
  }

  async function removeMessages(peer: number, ids: readonly number[]): Promise<void> {
    for (const n of new Set(ids.map(pageOf))) {
      const id = `${wholeKey(account, peer)}:${n}`;
      const kept = await page(id);
      if (kept.some((m) => ids.includes(m.id)))
        pages.set(
          id,
          kept.filter((m) => !ids.includes(m.id)),
        );
    }
  }

  /** Chats that hold any of these ids of the account's common sequence (users and basic groups share one). */
  async function chatsWith(ids: readonly number[]): Promise<number[]> {
    const commons = [...new Set(ids.map((id) => `${account}:${pageOf(id)}`))];
    const keys = await db.sealed('pages').where('common').anyOf(commons).primaryKeys();
    const inMemory = [...pages.keys()];
    return [...new Set([...keys, ...inMemory].map((id) => Number(id.split(':')[1])))].filter(isCommon);
  }

  async function sealedRows() {
    const chats: SealedRow[] = [];
    for (const [id, value] of states) {
      chats.push(await records.sealed('chats', id, (versions.get(`chats|${id}`) ?? 0) + 1, value, { account }));
    }
    const pageRows: SealedRow[] = [];
    for (const [id, value] of pages) {
      const [, peer, n] = id.split(':').map(Number);
      const common = peer !== undefined && isCommon(peer) ? { common: `${account}:${n}` } : {};
      const index = { chat: wholeKey(account, peer ?? 0), ...common };
      pageRows.push(await records.sealed('pages', id, (versions.get(`pages|${id}`) ?? 0) + 1, value, index));
    }
    return { chats, pages: pageRows, told: [...told.values()] };
  }

  return {
    state,
    setState,
    putMessages,
    removeMessages,
    chatsWith,
    sealedRows,
    message: async (peer: number, id: number) =>
      (await page(`${wholeKey(account, peer)}:${pageOf(id)}`)).find((m) => m.id === id),
    toldOf: (chat: string) => [...told.values()].filter((row) => row.chat === chat),
    setTold: (row: ToldRow) => told.set(row.id, row),
    touched: () => [...states.keys()],
  };
}

export type WorkingSet = ReturnType<typeof createWorkingSet>;

/** Users and basic groups count their messages together, by account; each channel counts its own. */
function isCommon(peer: number): boolean {
  return peerKind(peer) !== 'channel';
}

function groupByPage(messages: readonly Message[]): Map<number, Message[]> {
  const groups = new Map<number, Message[]>();
  for (const message of messages) {
    const n = pageOf(message.id);
    groups.set(n, [...(groups.get(n) ?? []), message]);
  }
  return groups;
}
