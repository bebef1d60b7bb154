import { type ChatState, type Message, newChatState, WHOLE, withWait } from '@/lib/messages/model';
import { idsOf, type Op, packIds } from '@/lib/messages/pages';
import { countsForWaiting, forgot } from '@/lib/messages/waiting';
import type { SealedRow, ToldRow } from '@/lib/store/database';
import type { ChatRow, FeedRow, JournalRow } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';
import { sessionChange } from '@/lib/store/sessions';
import { type TableChange, writeTogether } from '@/lib/store/write-together';
import type { SessionRow } from '@/lib/telegram/port';
import { openState } from './chat-state';
import type { Journal } from './journal';

const wholeKey = (account: number, peer: number) => `${account}:${peer}`;

/** Rows that somebody stores in the same transaction. */
export interface MoreRows {
  changes: readonly TableChange[];
  /** All of it, and of the batch, can be asked of the server again: nobody waits for the disk. */
  again?: true;
  /** The chat whose journal goes with this, and the one whose messages are others afterwards. */
  folded?: number;
  changed?: number;
  /** Called when all is stored. */
  after?: () => void;
}

/** What one batch of updates does to an account: gathered in memory, sealed together, put in one transaction. */
export function createBatch(records: Records, journal: Journal, account: number) {
  const { db } = records;
  const versions = new Map<string, number>();
  const states = new Map<string, ChatState>();
  const changed = new Set<string>();
  const ops = new Map<number, Op[]>();
  const told = new Map<string, ToldRow>();
  let unsure = false;

  async function state(peer: number): Promise<ChatState> {
    const id = wholeKey(account, peer);
    const known = states.get(id);
    if (known) return known;
    const row = await db.sealed('chats').get(id);
    versions.set(id, row?.v ?? 0);
    const read = row ? await openState(records, account, peer, row as ChatRow) : newChatState(account, peer);
    states.set(id, read);
    return read;
  }

  function setState(next: ChatState): void {
    const id = wholeKey(account, next.peer);
    if (states.get(id) === next) return;
    states.set(id, next);
    changed.add(id);
  }

  function did(peer: number, op: Op): void {
    const before = ops.get(peer);
    if (before) before.push(op);
    else ops.set(peer, [op]);
  }

  /** Deleted messages wait for no answer, and are no answer. */
  async function forget(peer: number, ids: ReadonlySet<number>): Promise<void> {
    let next = await state(peer);
    for (const wait of next.waits) {
      const left = forgot(wait, ids);
      if (left === null) {
        // Only the server knows what the end of this conversation is now: it is looked at again.
        unsure = true;
        next = { ...next, looked: next.looked.filter((topic) => topic !== (wait.topic ?? WHOLE) && topic !== WHOLE) };
        const open = wait.open.filter(({ id }) => !ids.has(id));
        next = withWait(next, { ...wait, open, lastOut: ids.has(wait.lastOut) ? 0 : wait.lastOut });
      } else if (left !== wait) next = withWait(next, left);
    }
    setState(next);
  }

  /** Lines about what was read or deleted elsewhere become `dropped`, so that it is not told, or is taken back. */
  async function dropTold(peer: number, of: (message: number) => boolean): Promise<void> {
    const chat = wholeKey(account, peer);
    const stored = await db.told.where('chat').equals(chat).toArray();
    const rows = [...stored.filter(({ id }) => !told.has(id)), ...told.values()];
    for (const row of rows) {
      const message = Number(row.id.slice(chat.length + 1));
      if (row.chat === chat && row.state !== 'dropped' && of(message)) told.set(row.id, { ...row, state: 'dropped' });
    }
  }

  /** A message of theirs that nobody was told of becomes due; one that was read already is noted as such. */
  async function tell(message: Message): Promise<void> {
    const { id, peer, date, out } = message;
    const chat = wholeKey(account, peer);
    const key = `${chat}:${id}`;
    if (out || !countsForWaiting(message) || told.has(key) || (await db.told.get(key))) return;
    const read = id <= (await state(peer)).readInbox;
    told.set(key, { id: key, chat, state: read ? 'dropped' : 'due', at: date });
  }

  async function sealedStates(): Promise<SealedRow[]> {
    return Promise.all(
      [...changed].flatMap((id) => {
        const state = states.get(id);
        if (!state) return [];
        const { looked, gapAfter, keep, topicKeep } = state;
        const chosen = keep || topicKeep ? { keep: JSON.stringify({ keep, topicKeep }) } : {};
        const index = { account, looked, ...chosen, ...(gapAfter === null ? {} : { gap: 1 }) };
        return records.sealed('chats', id, (versions.get(id) ?? 0) + 1, state, index);
      }),
    );
  }

  async function journalRows(): Promise<JournalRow[]> {
    const rows = await Promise.all([...ops].map(([peer, list]) => journal.seal(account, peer, list)));
    return rows.flat();
  }

  function feedRows(): FeedRow[] {
    return [...ops].map(([peer, list]) => ({ account, peer, ids: packIds(sortedIds(list)) }));
  }

  return {
    state,
    setState,
    did,
    forget,
    dropTold,
    tell,
    /** Chats that hold one of these ids by what this batch itself brought. */
    chatsWith: (ids: ReadonlySet<number>) =>
      [...ops].filter(([, list]) => sortedIds(list).some((id) => ids.has(id))).map(([peer]) => peer),

    /** Stores everything, with a session's own rows, in one transaction. Resolves to what was stored. */
    async commit(session: string | null, state: SessionRow[], more?: MoreRows): Promise<TableChange[]> {
      const [chats, rows] = await Promise.all([sealedStates(), journalRows()]);
      const changes: TableChange[] = [
        { table: 'chats', put: chats },
        { table: 'journal', put: rows },
        { table: 'feed', put: rows.length > 0 ? feedRows() : [] },
        { table: 'told', put: [...told.values()] },
        ...(session ? [sessionChange(session, state)] : []),
        ...(more?.changes ?? []),
      ];
      await writeTogether(db, changes, more?.again ? 'relaxed' : 'strict');
      journal.appended(rows);
      more?.after?.();
      return changes;
    },

    /** Keys of the chats whose state, or whose messages, changed. */
    touched: () => [...changed],
    rewritten: () => [...ops.keys()].map((peer) => wholeKey(account, peer)),
    /** Everything a batch knows of the chats it touched. */
    states: () => [...changed].flatMap((id) => states.get(id) ?? []),
    told: () => told.size > 0,
    /** The server must be asked about a chat of this batch. */
    unsure: () => unsure || [...changed].some((id) => (states.get(id)?.gapAfter ?? null) !== null),
  };
}

export type Batch = ReturnType<typeof createBatch>;

function sortedIds(ops: readonly Op[]): number[] {
  return [...new Set(ops.flatMap(idsOf))].sort((a, b) => a - b);
}
