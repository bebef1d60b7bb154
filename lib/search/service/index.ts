import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/search/contract';
import { RECORD_KINDS } from '@/lib/search/documents';
import { createSearchIndex, type Source } from '@/lib/search/engine';
import { type FoundKind, MESSAGE_GROUPS } from '@/lib/search/groups';
import { isEmpty, parseQuery } from '@/lib/search/query';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import { type KeptMessages, messageSource } from './message-source';
import { searchMessages } from './messages';
import { recordSource } from './record-source';
import { searchRecords } from './records';
import { searchOnTelegram, type TelegramSearchDeps } from './telegram';

export interface SearchDeps extends TelegramSearchDeps {
  records: Records;
  /** Kept messages, and what reads them: it is loaded with the first need of it. */
  kept: () => KeptMessages;
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
  const open = (name: string, source: Source) => createSearchIndex({ name, store, source, budget: BUDGET, now, pause });
  const ofRecords = open('records', recordSource(records));
  const ofMessages = open('messages', messageSource(deps));
  let working: Promise<void> | null = null;

  function work(): Promise<void> {
    working ??= ofRecords
      .work()
      .then(() => ofMessages.work())
      .finally(() => {
        working = null;
      });
    return working;
  }

  return {
    work,
    forget() {
      ofRecords.forget();
      ofMessages.forget();
    },
    handlers: [
      handle(contract.searchHere, async ({ text, limit, kind }) => {
        const query = parseQuery(text, now());
        const { ignored } = query;
        if (isEmpty(query)) return { groups: [], left: 0, ignored };
        const asked = <K extends FoundKind>(kinds: readonly K[]) => kinds.filter((own) => own === (kind ?? own));
        const common = { query, limit, until: now() + PATIENCE };
        const found = [
          await searchRecords({ ...deps, index: ofRecords }, { ...common, kinds: asked(RECORD_KINDS) }),
          await searchMessages({ ...deps, index: ofMessages }, { ...common, kinds: asked(MESSAGE_GROUPS) }),
        ];
        const left = found.reduce((sum, own) => sum + own.left, 0);
        // What is not indexed yet is not waited for; nor is what cannot be written now, which is taken in again later.
        if (left > 0) work().catch(() => undefined);
        return { groups: found.flatMap(({ groups }) => groups), left, ignored };
      }),
      handle(contract.searchTelegram, ({ text, after }) => searchOnTelegram(deps, parseQuery(text, now()), after)),
    ],
  };
}
