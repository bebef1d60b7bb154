import type { Handler } from '@/lib/bus/router';
import { type ChatLink, type ChatRef, chatKey, type PersonName } from '@/lib/chats/model';
import type { WireError } from '@/lib/limits/model';
import type { Keep } from '@/lib/messages/keeping';
import type { TelegramUpdate } from '@/lib/messages/model';
import { recovered } from '@/lib/outbox/model';
import { notRenewed, type RenewalWanted, type RenewedFile, renewed } from '@/lib/outbox/renewal';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { SealedRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import { queueHandlers } from './handlers';
import { createRunner } from './runner';
import { scheduledHandlers } from './scheduled';
import { startChatHandlers } from './start-chat';
import { createOutboxStore } from './store';
import { createStrangers } from './strangers';
import { createWatch } from './watch';

export interface OutboxDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  announce: (topics: string[]) => void;
  /** The port of a signed-in account, connected. @throws TezError `notSignedIn`, `locked`, `offline` */
  port: (account: number) => Promise<TelegramPort>;
  isSignedIn: (account: number) => Promise<boolean>;
  /** A row for the audit log: a word of ours and the chat, no text. */
  auditRow: (what: string, chat: string) => Promise<SealedRow>;
  /** What is kept of a chat in Tez. */
  keepIn: (chat: ChatRef) => Promise<Keep>;
  linkEdit: (chat: ChatRef, to: ChatLink['to']) => Edit;
  onTracked: (account: number) => void;
  openChat: (chat: ChatRef, name?: PersonName) => Promise<void>;
  /** What must be written so that a chat is in the CRM. */
  planTracking: (chat: ChatRef) => Promise<{ edits: Edit[] }>;
  /** The newest message of a chat that is known here; null where none is. */
  newestOf: (chat: ChatRef) => Promise<number | null>;
  /** What a chat of the CRM is called; empty where that is not known here. */
  titleOf: (chat: ChatRef) => Promise<string>;
  later: (work: () => void, ms: number) => () => void;
  /** Brings the worker back at that time, UTC ms, should it sleep then. */
  wakeAt: (at: number) => void;
  /** A number of 64 bits, signed and not zero, in decimal. */
  randomId: () => string;
  /** Sees to it that files are uploaded again from what is kept here; resolves to whether they can be. Safe to ask again. */
  renew: (wanted: RenewalWanted) => Promise<boolean>;
}

export interface Outbox {
  handlers: Handler[];
  /** Takes up what an earlier life of the worker left. Safe to call again. @throws TezError `locked` */
  resume(): Promise<void>;
  /** An account's connection is there, and has caught up with the server. */
  connected(account: number): Promise<void>;
  /** Files of an item were uploaded again, or cannot be. A second time it changes nothing. */
  renewed(id: string, outcome: readonly RenewedFile[] | WireError): Promise<void>;
  /** What Telegram told, once it is stored. */
  heard(account: number, updates: readonly TelegramUpdate[]): Promise<void>;
  /** Chats went out of the CRM, or less is kept of them: lets go of the words of what was sent there. */
  tidy(): Promise<void>;
  /** Stops and forgets: Tez was locked, or is wiped. */
  forget(): void;
}

/** The outbox, and the commands of lib/outbox/contract.ts. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { records, now } = deps;
  const store = createOutboxStore(deps);
  const strangers = createStrangers();
  const watch = createWatch({ ...deps, store, strangers });
  const runner = createRunner({ ...deps, store, strangers, onWatched: (account) => void watch.check(account) });
  let resumed: Promise<void> | null = null;

  /** What was being sent when the worker died is tried again, with its numbers. */
  async function takeUp(): Promise<void> {
    await store.load();
    for (const { id } of store.all()) await store.change(id, recovered);
    // The life before may have died between a change and telling the pages of it.
    const chats = new Set(store.all().map(({ chat }) => chatKey(chat)));
    deps.announce([...chats].map((chat) => `outbox:${chat}`));
    // It may also have died between a choice to keep less and this. A vault that takes nothing now must not stop the rest.
    await store.bareSent().catch(() => undefined);
    await runner.renew();
  }

  async function resume(): Promise<void> {
    resumed ??= takeUp();
    resumed.catch(() => {
      resumed = null;
    });
    await resumed;
    runner.pump();
  }

  async function audit(what: string, chat: string): Promise<void> {
    await records.db.sealed('audit').add(await deps.auditRow(what, chat));
  }

  // Whatever is asked first, what an earlier life left comes before it.
  const handlers = [
    ...queueHandlers({ ...deps, store, runner, strangers }),
    ...scheduledHandlers({ ...deps, store, audit }),
    ...startChatHandlers(deps),
  ].map(
    ({ command, run }): Handler => ({
      command,
      run: async (input, asker) => {
        await resume();
        return run(input, asker);
      },
    }),
  );

  return {
    handlers,
    resume,
    async connected(account) {
      await resume();
      await runner.renew();
      runner.connected(account);
      await watch.check(account);
    },
    async renewed(id, outcome) {
      await resume();
      await store.change(id, (it) => ('kind' in outcome ? notRenewed(it, outcome, now()) : renewed(it, outcome)));
      runner.pump();
    },
    async heard(account, updates) {
      await resume();
      await watch.heard(account, updates);
    },
    async tidy() {
      await resume();
      await store.bareSent();
    },
    forget() {
      resumed = null;
      runner.stop();
      watch.stop();
      strangers.forget();
      store.forget();
    },
  };
}
