import { type ChatRef, chatKey, parseChatKey, peerKind } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Message } from '@/lib/messages/model';
import type { SearchGroup, SearchResult } from '@/lib/search/contract';
import type { SearchIndex } from '@/lib/search/engine';
import { entryOf } from '@/lib/search/entry';
import type { MessageGroup } from '@/lib/search/groups';
import { type Ask, scoreEntry, spaceAttribute } from '@/lib/search/match';
import { fromAttribute, groupAttribute, hasAttribute, messageDoc, wordsIn } from '@/lib/search/message-docs';
import type { Query } from '@/lib/search/query';
import type { Found } from '@/lib/search/search-segments';
import { snippetOf } from '@/lib/search/snippet';
import { wordsOf } from '@/lib/search/words';
import type { KeptMessages } from './message-source';
import { findNamed, type NameDeps } from './names';

/** Units of a snippet: one line of a title, two of other words. */
const TITLE = 120;
const TEXT = 160;

/** What people call themselves after `from:`. */
const ME = new Set(['me', 'я', 'меня']);

export interface MessageSearchDeps extends NameDeps {
  index: SearchIndex;
  kept: () => KeptMessages;
}

export interface MessageSearch {
  query: Query;
  kinds: readonly MessageGroup[];
  limit: number;
  /** UTC ms until which what changed is taken in first. */
  until: number;
}

/** Searches kept messages, newest first. */
export async function searchMessages(
  deps: MessageSearchDeps,
  { query, kinds, limit, until }: MessageSearch,
): Promise<{ groups: SearchGroup[]; left: number }> {
  const common = await askOf(deps, query);
  const groups: SearchGroup[] = [];
  let left = 0;
  for (const kind of kinds) {
    const ask: Ask = { ...common, attributes: [[groupAttribute(kind)], ...common.attributes] };
    const answer = await deps.index.search(ask, { limit, scored: false }, until);
    left = answer.left;
    const results = await resultsOf(deps, kind, answer.found, ask);
    if (results.length === 0) continue;
    groups.push({ kind, total: answer.total, results, ...(answer.complete ? {} : { atLeast: true }) });
  }
  return { groups, left };
}

async function askOf(deps: NameDeps, query: Query): Promise<Ask> {
  const { conditions, since, until } = query;
  const attributes = query.has.map((has) => [hasAttribute(has)]);
  if (query.in.length > 0) {
    const { chats } = await findNamed(deps, query.in);
    attributes.push(chats.map((chat) => spaceAttribute(chatKey(chat))));
  }
  if (query.from.length > 0) {
    const { people } = await findNamed(deps, query.from);
    const own = query.from.some((name) => ME.has(wordsOf(name).words.join(' ')));
    attributes.push([...people.map(fromAttribute), ...(own ? [fromAttribute('me')] : [])]);
  }
  return {
    conditions,
    attributes,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

async function resultsOf(
  deps: MessageSearchDeps,
  kind: MessageGroup,
  found: readonly Found[],
  ask: Ask,
): Promise<SearchResult[]> {
  const bySpace = new Map<string, number[]>();
  for (const { space, id } of found) bySpace.set(space, [...(bySpace.get(space) ?? []), Number(id)]);
  const opened = new Map<string, SearchResult>();
  for (const [space, ids] of bySpace) {
    const chat = parseChatKey(space);
    for (const message of await deps.kept().byIds(chat, ids)) {
      // Where not all that changed was taken in, the index may speak of words that are gone.
      const doc = messageDoc(chat.account, message);
      if (!doc || scoreEntry(ask, entryOf(doc)) === null) continue;
      opened.set(`${space}|${message.id}`, await resultOf(deps, kind, chat, message, ask));
    }
  }
  return found.flatMap(({ space, id }) => opened.get(`${space}|${id}`) ?? []);
}

async function resultOf(
  deps: MessageSearchDeps,
  kind: MessageGroup,
  { account, peer }: ChatRef,
  message: Message,
  { conditions }: Ask,
): Promise<SearchResult> {
  const { id, topic, date, out } = message;
  const chat: ChatRef = { account, peer, ...(topic === undefined ? {} : { topic }) };
  const title = await titleIn(deps, chat);
  const { own, file, other } = wordsIn(message);
  const isFile = kind === 'files' && file.length > 0;
  const text = [...own, ...(isFile ? [] : file), ...other].join(' · ');
  return {
    kind,
    id: `${account}:${peer}:${id}`,
    at: date,
    title: snippetOf(isFile ? file.join(' · ') : title, isFile ? conditions : [], TITLE),
    text: text === '' ? null : snippetOf(text, conditions, TEXT),
    who: isFile ? title : await senderName(deps, message),
    peer,
    message: { kind: message.kind, out },
    open: { is: 'chat', chat, message: id },
  };
}

/** A topic is called as the chat where nobody knows it. */
async function titleIn({ peekTitle }: NameDeps, { topic, ...whole }: ChatRef): Promise<string> {
  return (topic === undefined ? '' : await peekTitle({ ...whole, topic })) || peekTitle(whole);
}

/** Who wrote in a group, as far as the CRM knows; empty where the chat's title says it. */
async function senderName({ records }: NameDeps, { peer, from, out }: Message): Promise<string> {
  if (peerKind(peer) === 'user' || from === undefined || out) return '';
  const [contact] = await records.where<Contact>('contacts', 'telegram', from);
  return contact?.name ?? '';
}
