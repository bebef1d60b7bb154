import { type ChatLink, type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import type { SearchGroup, SearchResult } from '@/lib/search/contract';
import { placeOf, type RecordKind, type SearchableRecord, textsOf } from '@/lib/search/documents';
import type { SearchIndex } from '@/lib/search/engine';
import { type Ask, spaceAttribute } from '@/lib/search/match';
import type { Query } from '@/lib/search/query';
import { snippetOf } from '@/lib/search/snippet';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import type { Task } from '@/lib/tasks/model';
import { findNamed, type NameDeps } from './names';

/** Units of a snippet: one line of a title, two of other words. */
const TITLE = 120;
const TEXT = 160;

export interface RecordSearchDeps extends NameDeps {
  index: SearchIndex;
}

export interface RecordSearch {
  query: Query;
  kinds: readonly RecordKind[];
  limit: number;
  /** UTC ms until which what changed is taken in first. */
  until: number;
}

/** Searches the CRM's records: the best of each kind first, then the newest. */
export async function searchRecords(
  deps: RecordSearchDeps,
  { query, kinds, limit, until }: RecordSearch,
): Promise<{ groups: SearchGroup[]; left: number }> {
  // Only messages come from somebody and carry something.
  if (query.from.length > 0 || query.has.length > 0) return { groups: [], left: 0 };
  const within = query.in.length > 0 ? [(await findNamed(deps, query.in)).of] : [];
  const { since, until: before, conditions } = query;
  const scored = conditions.length > 0;
  const groups: SearchGroup[] = [];
  let left = 0;
  for (const kind of kinds) {
    const ask: Ask = {
      conditions,
      attributes: [[spaceAttribute(kind)], ...within],
      ...(since === undefined ? {} : { since }),
      ...(before === undefined ? {} : { until: before }),
    };
    const answer = await deps.index.search(ask, { limit, scored }, until);
    left = answer.left;
    const results = await Promise.all(answer.found.map(({ id }) => resultOf(deps.records, kind, String(id), query)));
    const shown = results.filter((result) => result !== null);
    if (shown.length > 0) groups.push({ kind, total: answer.total, results: shown });
  }
  return { groups, left };
}

/** null where it is gone meanwhile. */
async function resultOf(records: Records, kind: RecordKind, id: string, query: Query): Promise<SearchResult | null> {
  const record = await records.get<SearchableRecord>(kind, id);
  if (!record) return null;
  const { conditions } = query;
  const { title, body } = textsOf(kind, record);
  const rest = body.join(' · ');
  const place = await placeFacts(records, placeOf(kind, record));
  const text = snippetOf(rest, conditions, TEXT);
  const isNote = title === '';
  return {
    kind,
    id,
    at: record.createdAt,
    title: isNote ? text : snippetOf(title, conditions, TITLE),
    text: isNote || rest === '' ? null : text,
    who: kind === 'contacts' ? '' : place.who,
    peer: place.peer,
    ...(kind === 'deals' ? { deal: dealFacts(record as Deal) } : {}),
    ...(kind === 'tasks' ? { task: taskFacts(record as Task) } : {}),
    // A contact without a chat is one whom a chat can be started with.
    open:
      kind === 'templates'
        ? { is: 'template', id }
        : (place.open ?? (kind === 'contacts' ? { is: 'contact', id } : null)),
  };
}

const dealFacts = ({ value, stage }: Deal) => ({ value, stage });
const taskFacts = ({ due, doneAt }: Task) => ({ due, done: doneAt !== null });

interface PlaceFacts {
  who: string;
  peer: number | null;
  open: SearchResult['open'];
}

const NOWHERE: PlaceFacts = { who: '', peer: null, open: null };

/** Who stands behind a contact, a deal or a chat, and where that leads. */
async function placeFacts(records: Records, on: Task['on']): Promise<PlaceFacts> {
  if (!on) return NOWHERE;
  if ('chat' in on) return chatFacts(records, parseChatKey(on.chat));
  const [link] = await records.where<ChatLink>('chatLinks', 'target', tiedTo(on));
  const chat = link ? parseChatKey(link.chat) : null;
  if ('deal' in on) {
    const deal = await records.get<Deal>('deals', on.deal);
    const facts = chat ? await chatFacts(records, chat) : NOWHERE;
    return { ...facts, who: facts.who || (deal?.title ?? ''), open: deal ? { is: 'deal', id: deal.id } : facts.open };
  }
  const contact = await records.get<Contact>('contacts', on.contact);
  const peer = contact?.telegram[0] ?? null;
  return { who: contact?.name ?? '', peer, open: chat ? { is: 'chat', chat } : null };
}

async function chatFacts(records: Records, chat: ChatRef): Promise<PlaceFacts> {
  const { peer } = chat;
  const [contact] = peer > 0 ? await records.where<Contact>('contacts', 'telegram', peer) : [];
  return { who: contact?.name ?? '', peer, open: { is: 'chat', chat } };
}
