import { generateKeyBetween } from 'fractional-indexing';
import { ulid } from 'ulid';
import { type Handler, handle } from '@/lib/bus/router';
import { type ChatLink, type ChatRef, chatKey, parseChatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import * as contract from '@/lib/deals/contract';
import { DEFAULT_PIPELINE, type Deal } from '@/lib/deals/model';
import { TezError } from '@/lib/limits/model';
import type { ChatState } from '@/lib/messages/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import { byUrgency, type Task } from '@/lib/tasks/model';
import { byOrder, dealViews } from './views';

export interface DealDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  /** Plans the tracking of a chat a deal is made in (lib/chats/service/track). */
  planTracking: (chat: ChatRef) => Promise<{ edits: Edit[]; contact: string | null }>;
  linkEdit: (chat: ChatRef, to: ChatLink['to']) => Edit;
  onTracked: (account: number) => void;
  /** What is known of a chat without asking Telegram. */
  peekChat: (chat: ChatRef) => Promise<{ title: string; photo: string | null } | null>;
}

/** The commands of lib/deals/contract.ts. */
export function dealHandlers(deps: DealDeps): Handler[] {
  const { log } = deps;
  return [
    handle(contract.createDeal, (input) => createDeal(deps, input)),
    handle(contract.editDeal, async ({ id, set }) => {
      await log.commit([{ table: 'deals', id, set }]);
      return viewOf(deps, id);
    }),
    handle(contract.moveDeal, async ({ id, stage }) => {
      knownStage(stage);
      const order = await lastOrder(deps.records, stage);
      const undo = await log.commit([{ table: 'deals', id, set: { stage, order, stageSince: deps.now() } }]);
      return { deal: await viewOf(deps, id), undo };
    }),
    handle(contract.proveDeal, async ({ id, field, proof }) => {
      const deal = await deps.records.get<Deal>('deals', id);
      if (!deal) throw new TezError('notFound');
      const { [field]: _, ...others } = deal.proofs ?? {};
      const proofs = proof ? { ...others, [field]: proof } : others;
      return { undo: await log.commit([{ table: 'deals', id, set: { proofs } }]) };
    }),
    handle(contract.board, () => readBoard(deps)),
  ];
}

async function createDeal(
  deps: DealDeps,
  { chat, title, value, stage }: { chat?: ChatRef; title: string; value?: Deal['value']; stage?: string },
): Promise<contract.DealView> {
  const { records, log, now } = deps;
  const deal: Deal = {
    id: ulid(now()),
    title,
    value: value ?? null,
    pipeline: DEFAULT_PIPELINE.id,
    stage: knownStage(stage ?? 'lead'),
    stageSince: now(),
    order: await lastOrder(records, stage ?? 'lead'),
    createdAt: now(),
  };
  const tracking = chat ? await deps.planTracking(chat) : { edits: [] };
  const link = chat ? [deps.linkEdit(chat, { deal: deal.id })] : [];
  await log.commit([...tracking.edits, { table: 'deals', create: deal }, ...link]);
  if (chat) deps.onTracked(chat.account);
  return { ...deal, chats: chat ? [chat] : [] };
}

function knownStage(id: string): string {
  if (!DEFAULT_PIPELINE.stages.some((stage) => stage.id === id)) throw new TezError('invalidInput');
  return id;
}

/** An order after every deal of the stage. */
async function lastOrder(records: Records, stage: string): Promise<string> {
  const orders = (await records.where<Deal>('deals', 'stage', stage)).map((deal) => deal.order).sort();
  return generateKeyBetween(orders.at(-1) ?? null, null);
}

async function viewOf(deps: DealDeps, id: string): Promise<contract.DealView> {
  const [view] = await dealViews(deps.records, [id]);
  if (!view) throw new TezError('notFound');
  return view;
}

/** Reads each table once and joins in memory: a board is thousands of deals. */
async function readBoard({ records, peekChat }: DealDeps): Promise<contract.BoardView> {
  const [deals, links, contacts, tasks, states] = await Promise.all([
    records.all<Deal>('deals'),
    records.all<ChatLink>('chatLinks'),
    records.all<Contact>('contacts'),
    records.all<Task>('tasks'),
    records.all<ChatState>('chats'),
  ]);
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]));
  const waitingByChat = new Map(states.map((s) => [`${s.account}:${s.peer}`, s.waitingSince]));
  const chatsByDeal = groupBy(links, ({ to }) => ('deal' in to ? to.deal : null));
  const contactByChat = new Map(
    links.flatMap(({ chat, to }) => ('contact' in to ? [[chat, to.contact] as const] : [])),
  );
  const tasksByPlace = groupBy(tasks, (task) => (task.on && task.doneAt === null ? tiedTo(task.on) : null));

  const cards = await Promise.all(
    deals.sort(byOrder).map(async (deal): Promise<contract.BoardCard> => {
      const chats = (chatsByDeal.get(deal.id) ?? []).map((link) => parseChatKey(link.chat));
      const [chat] = chats;
      const key = chat && chatKey(chat);
      const contact = contactById.get((key && contactByChat.get(key)) ?? deal.contacts?.[0] ?? '');
      const shown = chat ? await peekChat(chat) : null;
      const places = [tiedTo({ deal: deal.id }), contact && tiedTo({ contact: contact.id }), key && `chat:${key}`];
      const [next] = places.flatMap((place) => (place ? (tasksByPlace.get(place) ?? []) : [])).sort(byUrgency);
      return {
        ...deal,
        chats,
        who: contact?.name ?? shown?.title ?? '',
        peer: chat?.peer ?? null,
        photo: shown?.photo ?? null,
        nextTask: next ? { title: next.title, due: next.due } : null,
        tags: contact?.tags ?? [],
        waitingSince: (chat && waitingByChat.get(`${chat.account}:${chat.peer}`)) ?? null,
      };
    }),
  );
  return { pipeline: DEFAULT_PIPELINE, cards };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
