import type { ChatRef } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import type { SearchCursor, SearchResult, TelegramAnswer } from '@/lib/search/contract';
import type { Has, Query } from '@/lib/search/query';
import { snippetOf } from '@/lib/search/snippet';
import type { TelegramPort } from '@/lib/telegram/port';
import type { SearchKind, SearchOptions } from '@/lib/telegram/port/messages';
import { findNamed, type NameDeps } from './names';

const LIMIT = 20;
const TITLE = 120;
const TEXT = 160;

/** What Telegram can filter by; the first that was asked for. */
const KINDS: Readonly<Partial<Record<Has, SearchKind>>> = {
  file: 'file',
  photo: 'photo',
  video: 'video',
  voice: 'voice',
  audio: 'music',
  link: 'link',
};

export interface TelegramSearchDeps extends NameDeps {
  accounts: () => Promise<number[]>;
  port: (account: number) => Promise<TelegramPort>;
  /** What a chat is called, from Telegram where it must be. */
  titleOf: (chat: ChatRef) => Promise<string>;
}

/** One question to one account's server. */
interface Asked {
  account: number;
  options: SearchOptions;
}

/** Searches on the server: in every account, or further where `after` says. */
export async function searchOnTelegram(
  deps: TelegramSearchDeps,
  query: Query,
  after: readonly SearchCursor[] | undefined,
): Promise<TelegramAnswer> {
  const asked = after ? await furtherOf(deps, query, after) : await firstOf(deps, query);
  const settled = await Promise.allSettled(
    asked.map(async ({ account, options }) => {
      const port = await deps.port(account);
      return { account, options, ...(await port.search(options)) };
    }),
  );
  const answers = settled.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  const [failed] = settled.filter((it) => it.status === 'rejected');
  if (failed && answers.length === 0) throw failed.reason;
  const results = await Promise.all(
    answers.flatMap(({ account, messages }) => messages.map((message) => resultOf(deps, account, message, query))),
  );
  const more = answers.flatMap(({ account, options, messages }): SearchCursor[] => {
    const last = messages.at(-1);
    if (!last || messages.length < LIMIT) return [];
    return [{ account, peer: last.peer, ...topicOf(options), id: last.id, date: last.date }];
  });
  // A page that did not come is asked for again with those that come after it.
  const again = settled.flatMap((it, at) => (it.status === 'rejected' && after?.[at] ? [after[at]] : []));
  return {
    results: results.sort((a, b) => b.at - a.at),
    total: answers.reduce((sum, { total }) => sum + total, 0),
    more: [...more, ...again],
    silent: new Set(settled.flatMap((it, at) => (it.status === 'rejected' ? [asked[at]?.account] : []))).size,
  };
}

function topicOf({ topic }: { topic?: number | undefined }): { topic?: number } {
  return topic === undefined ? {} : { topic };
}

async function firstOf(deps: TelegramSearchDeps, query: Query): Promise<Asked[]> {
  const common = await commonOf(deps, query);
  if (query.in.length === 0) return (await deps.accounts()).map((account) => ({ account, options: common }));
  const { chats } = await findNamed(deps, query.in);
  return chats.map((chat) => ({
    account: chat.account,
    options: { ...common, peer: chat.peer, ...topicOf(chat) },
  }));
}

async function furtherOf(deps: TelegramSearchDeps, query: Query, after: readonly SearchCursor[]): Promise<Asked[]> {
  const common = await commonOf(deps, query);
  return after.map(({ account, topic, ...last }) => {
    const within = query.in.length > 0 ? { peer: last.peer, ...topicOf({ topic }) } : {};
    return { account, options: { ...common, ...within, after: last } };
  });
}

async function commonOf(deps: TelegramSearchDeps, query: Query): Promise<SearchOptions> {
  const { since, until, plain } = query;
  const kind = query.has.map((has) => KINDS[has]).find((own) => own !== undefined);
  const [from] = query.from.length > 0 ? (await findNamed(deps, query.from)).people : [];
  return {
    query: plain,
    limit: LIMIT,
    ...(kind ? { kind } : {}),
    ...(from === undefined ? {} : { from }),
    ...(since === undefined ? {} : { since: since * 1000 }),
    ...(until === undefined ? {} : { until: until * 1000 }),
  };
}

async function resultOf(
  { titleOf }: TelegramSearchDeps,
  account: number,
  { id, peer, date, text, kind, out }: Message,
  query: Query,
): Promise<SearchResult> {
  const chat = { account, peer };
  return {
    kind: 'messages',
    id: `${account}:${peer}:${id}`,
    at: date,
    title: snippetOf(await titleOf(chat), [], TITLE),
    text: snippetOf(text, query.conditions, TEXT),
    who: '',
    peer,
    message: { kind, out },
    open: { is: 'chat', chat, message: id },
  };
}
