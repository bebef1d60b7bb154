import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import type { Money } from '@/lib/deals/model';
import type { MessageKind } from '@/lib/messages/model';
import { FOUND_KINDS, type FoundKind } from './groups';
import type { Snippet } from './snippet';

/** Something found, as it is shown. */
export interface SearchResult {
  kind: FoundKind;
  /** Unique within its kind. */
  id: string;
  /** UTC ms. */
  at: number;
  title: Snippet;
  /** Further words around what was found; null where the title says it all. */
  text: Snippet | null;
  /** Whom it belongs to: a person or a chat; empty where that is the title, or nobody. */
  who: string;
  /** For the avatar; null where there is none. */
  peer: number | null;
  /** Deals. */
  deal?: { value: Money | null; stage: string };
  /** Tasks. */
  task?: { due: number | null; done: boolean };
  /** Messages and files. */
  message?: { kind: MessageKind; out: boolean };
  /** Where it leads, in a chat to this message where there is one; null: it stands for itself. */
  open: { is: 'deal' | 'template' | 'contact'; id: string } | { is: 'chat'; chat: ChatRef; message?: number } | null;
}

export interface SearchGroup {
  kind: SearchResult['kind'];
  total: number;
  /** There may be more than `total`: older ones were not counted. */
  atLeast?: true;
  results: SearchResult[];
}

export interface SearchAnswer {
  /** Those that have results, in the order in which they are shown. */
  groups: SearchGroup[];
  /** So much is not indexed yet: what is shown may not be all. */
  left: number;
  /** Operators that were passed over, as typed. */
  ignored: string[];
}

const text = v.pipe(v.string(), v.maxLength(500));

/** Searches everything on this computer. `kind`: only results of one kind. */
export const searchHere = defineCommand({
  name: 'search.here',
  from: 'extension',
  input: v.strictObject({
    text,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    kind: v.optional(v.picklist(FOUND_KINDS)),
  }),
}).returns<SearchAnswer>();

const cursor = v.strictObject({
  account: v.pipe(v.number(), v.safeInteger()),
  peer: v.pipe(v.number(), v.safeInteger()),
  /** Where only a topic is searched. */
  topic: v.optional(v.pipe(v.number(), v.safeInteger())),
  id: v.pipe(v.number(), v.safeInteger()),
  date: v.pipe(v.number(), v.safeInteger()),
});

/** Where a search on Telegram goes on, one for each account that has more. */
export type SearchCursor = v.InferOutput<typeof cursor>;

export interface TelegramAnswer {
  /** Newest first. */
  results: SearchResult[];
  /** What Telegram counts, over all accounts. */
  total: number;
  /** Empty where there is no more. */
  more: SearchCursor[];
  /** So many accounts did not answer. */
  silent: number;
}

/**
 * Goes on searching on Telegram's server, in every account; the words are sent there.
 * @throws TezError as the port does, where no account answers
 */
export const searchTelegram = defineCommand({
  name: 'search.telegram',
  from: 'extension',
  input: v.strictObject({ text, after: v.optional(v.array(cursor)) }),
}).returns<TelegramAnswer>();
