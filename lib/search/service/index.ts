import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/search/contract';
import { createSearchIndex } from '@/lib/search/engine';
import { isEmpty, parseQuery } from '@/lib/search/query';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import { recordSource } from './record-source';
import { searchRecords } from './records';
import { searchOnTelegram, type TelegramSearchDeps } from './telegram';

export interface SearchDeps extends TelegramSearchDeps {
  records: Records;
  now: () => number;
  /** Lets others have the worker. */
  pause: () => Promise<void>;
}

/** The part of the worker that searches. */
export interface SearchPart {
  /** The commands of lib/search/contract.ts. */
  handlers: Handler[];
  /** Takes into the index what changed, and tidies it. Does nothing while that is under way. */
  work(): Promise<void>;
  /** Forgets what is open: the vault is locked. */
  forget(): void;
}

/** Opened blocks of one index that stay in memory, bytes. */
const BUDGET = 8 * 1024 * 1024;
/** So long a query takes in what changed before it answers with what there is, ms. */
const PATIENCE = 50;

export function createSearchPart(deps: SearchDeps): SearchPart {
  const { records, now, pause } = deps;
  const store = sealedBlocks(records);
  const index = createSearchIndex({
    ...{ name: 'records', store, source: recordSource(records), budget: BUDGET },
    ...{ now, pause },
  });
  let working: Promise<void> | null = null;

  function work(): Promise<void> {
    working ??= index.work().finally(() => {
      working = null;
    });
    return working;
  }

  return {
    work,
    forget: () => index.forget(),
    handlers: [
      handle(contract.searchHere, async ({ text, limit, kind }) => {
        const query = parseQuery(text, now());
        const { ignored } = query;
        if (isEmpty(query)) return { groups: [], left: 0, ignored };
        const kinds = kind ? { kinds: [kind] } : {};
        const until = now() + PATIENCE;
        const { groups, left } = await searchRecords({ ...deps, index }, { query, ...kinds, limit, until });
        // What is not indexed yet is not waited for; nor is what cannot be written now, which is taken in again later.
        if (left > 0) work().catch(() => undefined);
        return { groups, left, ignored };
      }),
      handle(contract.searchTelegram, ({ text, after }) => searchOnTelegram(deps, parseQuery(text, now()), after)),
    ],
  };
}
