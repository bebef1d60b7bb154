import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { Keep } from '@/lib/messages/keeping';
import { auditWord } from '@/lib/outbox/audit';
import type { Draft } from '@/lib/outbox/contract';
import { bare, isOver, type OutboxItem } from '@/lib/outbox/model';
import { heldUntil, type Limit } from '@/lib/outbox/policy';
import type { SealedRow, SealedTable } from '@/lib/store/database';
import { takingTurns } from '@/lib/store/in-turn';
import type { Records } from '@/lib/store/records';

export interface StoreDeps {
  records: Records;
  now: () => number;
  announce: (topics: string[]) => void;
  /** A row for the audit log: a word of ours and the chat, no text. */
  auditRow: (what: string, chat: string) => Promise<SealedRow>;
  /** What is kept of a chat in Tez. */
  keepIn: (chat: ChatRef) => Promise<Keep>;
}

/** What a change makes of an item; null leaves it as it is. `limit` is stored with it. */
export type Change = (item: OutboxItem) => { item: OutboxItem; limit?: Limit } | OutboxItem;

/** The outbox in memory, and every change of it in the vault before it counts. */
export interface OutboxStore {
  /** Reads what is stored, at first. @throws TezError `locked` */
  load(): Promise<void>;
  /** All items, by order. */
  all(): OutboxItem[];
  get(id: string): OutboxItem | undefined;
  limits(): readonly Limit[];
  nextOrder(): number;
  /**
   * Stores new items in one transaction, behind all others in their order, with what they make needless, and forgets the
   * chat's draft if told so. Those that are here already stay as they are.
   */
  add(
    items: readonly Omit<OutboxItem, 'order'>[],
    more?: { without?: readonly OutboxItem[]; forgetDraft?: ChatRef },
  ): Promise<void>;
  /** Changes one item, in turn; with it goes the line of the audit log. Resolves to the item as it is then. */
  change(id: string, change: Change): Promise<OutboxItem | undefined>;
  /** Lets go of the words of what was sent to chats whose words are not kept. */
  bareSent(): Promise<void>;
  draft(chat: ChatRef): Promise<Draft | null>;
  keepDraft(chat: ChatRef, draft: Draft | null): Promise<void>;
  /** Forgets what was opened: Tez was locked. */
  forget(): void;
}

const TABLES = ['outbox', 'sendLimits', 'drafts', 'audit'] as const;

export function createOutboxStore({ records, now, announce, auditRow, keepIn }: StoreDeps): OutboxStore {
  const { db } = records;
  const items = new Map<string, OutboxItem>();
  const limits = new Map<string, Limit>();
  const versions = new Map<string, number>();
  let loading: Promise<void> | null = null;
  // Counts locks: what was begun before one must not be put back into memory after it.
  let era = 0;
  const inTurn = takingTurns();

  async function read<T>(table: SealedTable, into: (id: string, value: T) => void): Promise<void> {
    for (const row of await db.sealed(table).toArray()) {
      try {
        into(row.id, await records.opened<T>(table, row));
        versions.set(`${table}|${row.id}`, row.v);
      } catch (error) {
        // One that is damaged stays where it is, and must not stop the others.
        if (TezError.from(error).kind !== 'damaged') throw error;
      }
    }
  }

  async function row(table: SealedTable, id: string, value: unknown, index: Parameters<Records['sealed']>[4]) {
    const v = (versions.get(`${table}|${id}`) ?? 0) + 1;
    return records.sealed(table, id, v, value, index);
  }

  interface Writes {
    put: readonly OutboxItem[];
    limits?: readonly Limit[];
    audit?: readonly SealedRow[];
    forgetDraft?: ChatRef | undefined;
  }

  async function write({ put, limits: newLimits = [], audit = [], forgetDraft }: Writes): Promise<void> {
    const started = era;
    const kept = put.filter((item) => !isOver(item, now()));
    const gone = [
      ...put.filter((item) => isOver(item, now())),
      ...[...items.values()].filter((item) => isOver(item, now()) && !put.some(({ id }) => id === item.id)),
    ];
    const itemRows = await Promise.all(
      kept.map((item) =>
        row('outbox', item.id, item, { account: item.chat.account, chat: chatKey(item.chat), state: item.state }),
      ),
    );
    const limitRows = await Promise.all(
      newLimits.map((limit) => row('sendLimits', limitId(limit), limit, { account: limit.account })),
    );
    const past = [...limits.values()].filter((limit) => heldUntil(limit, now()) <= now());
    await db.transaction('rw', [...TABLES.map((table) => db.sealed(table))], async () => {
      await db.sealed('outbox').bulkPut(itemRows);
      await db.sealed('outbox').bulkDelete(gone.map(({ id }) => id));
      await db.sealed('sendLimits').bulkDelete(past.map(limitId));
      await db.sealed('sendLimits').bulkPut(limitRows);
      if (forgetDraft) await db.sealed('drafts').delete(chatKey(forgetDraft));
      await db.sealed('audit').bulkAdd([...audit]);
    });
    if (started !== era) throw new TezError('locked');
    for (const { id, v } of itemRows) versions.set(`outbox|${id}`, v);
    for (const item of kept) items.set(item.id, item);
    for (const { id } of gone) {
      items.delete(id);
      versions.delete(`outbox|${id}`);
    }
    for (const limit of past) limits.delete(limitId(limit));
    for (const limit of newLimits) limits.set(limitId(limit), limit);
    const chats = new Set([...put, ...gone].map(({ chat }) => chatKey(chat)));
    announce(['outbox', ...[...chats].map((chat) => `outbox:${chat}`)]);
  }

  function nextOrder(): number {
    return Math.max(0, ...[...items.values()].map(({ order }) => order)) + 1;
  }

  async function load(): Promise<void> {
    const started = era;
    const found: OutboxItem[] = [];
    const held: Limit[] = [];
    await read<OutboxItem>('outbox', (_, item) => found.push(item));
    await read<Limit>('sendLimits', (_, limit) => held.push(limit));
    if (started !== era) throw new TezError('locked');
    for (const item of found) items.set(item.id, item);
    for (const limit of held) limits.set(limitId(limit), limit);
  }

  async function mustBare(item: OutboxItem): Promise<boolean> {
    return isThere(item) && !item.bare && (await keepIn(item.chat)) !== 'full';
  }

  const change: OutboxStore['change'] = (id, to) =>
    inTurn(async () => {
      const before = items.get(id);
      if (!before) return undefined;
      const made = to(before);
      const { item: after, limit } = 'item' in made ? made : { item: made, limit: undefined };
      if (after === before && !limit) return before;
      const word = auditWord(before, after);
      const audit = word === null ? [] : [await auditRow(word, chatKey(after.chat))];
      const stored = (await mustBare(after)) ? bare(after) : after;
      await write({ put: [stored], limits: limit ? [limit] : [], audit });
      return after;
    });

  return {
    async load() {
      loading ??= load();
      loading.catch(() => {
        loading = null;
      });
      await loading;
    },

    all: () => [...items.values()].sort((a, b) => a.order - b.order),
    get: (id) => items.get(id),
    limits: () => [...limits.values()],
    nextOrder,

    add: (added, { without = [], forgetDraft } = {}) =>
      inTurn(async () => {
        // The same press given again before the first was stored.
        const order = nextOrder();
        const fresh = added.filter(({ id }) => !items.has(id)).map((item, n) => ({ ...item, order: order + n }));
        if (fresh.length === 0) return;
        const needless = without.flatMap(({ id }) => {
          const item = items.get(id);
          return item?.state === 'queued' ? [{ ...item, state: 'cancelled' as const, tries: 0 }] : [];
        });
        await write({ put: [...fresh, ...needless], forgetDraft });
      }),

    change,

    async bareSent() {
      for (const item of items.values()) {
        // What is on its way looks for itself when it is there.
        if (await mustBare(item)) await change(item.id, (it) => (it.bare ? it : bare(it)));
      }
    },

    async draft(chat) {
      return (await records.get<Draft>('drafts', chatKey(chat))) ?? null;
    },

    keepDraft: (chat, draft) =>
      inTurn(async () => {
        const id = chatKey(chat);
        const table = db.sealed('drafts');
        if (draft === null) return table.delete(id);
        const v = ((await table.get(id))?.v ?? 0) + 1;
        await table.put(await records.sealed('drafts', id, v, draft, { account: chat.account }));
      }),

    forget() {
      era += 1;
      loading = null;
      items.clear();
      limits.clear();
      versions.clear();
    },
  };
}

/** Telegram has it, as a message of the chat. */
function isThere({ state }: OutboxItem): boolean {
  return state === 'sent' || state === 'read';
}

function limitId({ account, of }: Pick<Limit, 'account' | 'of'>): string {
  return `${account}|${of}`;
}
