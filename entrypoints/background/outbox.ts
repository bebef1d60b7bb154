import type { LateHandlers } from '@/lib/bus/router';
import type { WireError } from '@/lib/limits/model';
import type { TelegramUpdate } from '@/lib/messages/model';
import type { ItemState } from '@/lib/outbox/model';
import type { RenewedFile } from '@/lib/outbox/renewal';
import type { Outbox, OutboxDeps } from '@/lib/outbox/service';
import type { TezDatabase } from '@/lib/store/database';
import { later } from './later';
import { loadOutbox } from './load-scripts';

/** What goes on by itself, so that the worker must look after it. */
const UNDER_WAY: readonly ItemState[] = ['queued', 'sending', 'scheduled', 'sent'];
const ALARM = 'outbox';

type Own = 'later' | 'wakeAt' | 'randomId';

/** The outbox, whose script is not loaded before there is something to do for it. */
export function lateOutbox(db: TezDatabase, deps: Omit<OutboxDeps, Own>) {
  let loaded: Promise<Outbox> | null = null;

  function load(): Promise<Outbox> {
    loaded ??= loadOutbox({ ...deps, later, wakeAt, randomId });
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  }

  return {
    handlers: { outbox: async () => (await load()).handlers } satisfies LateHandlers,

    /** Takes up what an earlier life of the worker left. */
    async start(): Promise<void> {
      const waiting = await db.sealed('outbox').where('state').anyOf(UNDER_WAY).count();
      if (waiting > 0) await (await load()).resume();
    },
    async connected(account: number): Promise<void> {
      await (await loaded)?.connected(account);
    },
    async heard(account: number, updates: readonly TelegramUpdate[]): Promise<void> {
      await (await loaded)?.heard(account, updates);
    },
    /** Carries out a command of the outbox for another part of the worker. @throws TezError */
    async run(name: string, input: unknown): Promise<unknown> {
      const { handlers } = await load();
      return handlers.find(({ command }) => command.name === name)?.run(input, { tab: null, framed: false });
    },
    renewed: async (id: string, outcome: readonly RenewedFile[] | WireError) => (await load()).renewed(id, outcome),
    async tidy(): Promise<void> {
      if ((await db.sealed('outbox').count()) > 0) await (await load()).tidy();
    },
    async forget(): Promise<void> {
      (await loaded)?.forget();
    },
  };
}

/** Any alarm starts what is to be done (entrypoints/background/index.ts). */
function wakeAt(at: number): void {
  void chrome.alarms.create(ALARM, { when: at });
}

/** https://core.telegram.org/method/messages.sendMessage, `random_id` */
export function randomId(): string {
  const [number = 0n] = crypto.getRandomValues(new BigInt64Array(1));
  return number === 0n ? randomId() : String(number);
}
