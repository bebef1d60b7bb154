/** An outbox over a vault in memory and a Telegram of a few lines, with deaths of the worker at any point. */
import { vi } from 'vitest';
import type { CommandReply } from '@/lib/bus/contract';
import { createRouter } from '@/lib/bus/router';
import { linkEdit } from '@/lib/chats/service/track';
import { TezError, type WireError } from '@/lib/limits/model';
import type { Keep } from '@/lib/messages/keeping';
import { newChatState, type TelegramUpdate } from '@/lib/messages/model';
import { keepIn } from '@/lib/messages/service/tracked';
import type { OutboxItemView, OutboxView } from '@/lib/outbox/contract';
import type { RenewalWanted, RenewedFile } from '@/lib/outbox/renewal';
import { createOutbox, type Outbox } from '@/lib/outbox/service';
import { appendAudit, auditRow, readAudit } from '@/lib/privacy/service/audit';
import type { TezDatabase } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';
import { testRecords } from '../records';
import { ANNA, FakeTelegram, GROUP, ME } from './telegram';

const OWN = { id: 'tez', origin: 'chrome-extension://tez' };

/** One life of the worker. */
interface Life {
  outbox: Outbox;
  ask(name: string, input: unknown): Promise<unknown>;
}

export interface OutboxWorld {
  telegram: FakeTelegram;
  records: Records;
  db: TezDatabase;
  announced: string[];
  alarms: number[];
  /** Chats that were opened. */
  opened: unknown[];
  /** Off: no port can be had. */
  online: boolean;
  /** The newest message that is known here. */
  newest: number | null;
  /** Nothing more can be stored. */
  full: boolean;
  /** Chooses what is kept of a chat, and of topics of it. Those with Anna and the group are in the CRM, and kept. */
  keep(peer: number, keep: Keep, topicKeep?: Record<string, Keep>): Promise<void>;
  /** Less is kept of a chat, or it left the CRM. */
  tidy(): Promise<void>;
  /** What has to be uploaded again, as the outbox asked for it. */
  wanted: RenewalWanted[];
  /** Whether that can be done. */
  inVault: boolean;
  now(): number;
  /** Lets time pass, with every timer that ends in it. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
  /** A command, as a page gives it. Rejects with the error's kind. */
  ask<T>(name: string, input: unknown): Promise<T>;
  heard(...updates: TelegramUpdate[]): Promise<void>;
  renewed(id: string, outcome: readonly RenewedFile[] | WireError): Promise<void>;
  connected(): Promise<void>;
  /** Ends this life of the worker and begins the next, which takes up what is there. */
  restart(): Promise<void>;
  /** The worker dies for good at its n-th step from now (a write, or one end of a call); null: never. */
  dieAt(step: number | null): void;
  readonly dead: boolean;
  /** Steps taken in this life. */
  readonly steps: number;
  audit(): Promise<string[]>;
}

export async function outboxWorld(): Promise<OutboxWorld> {
  let clock = 1_800_000_000_000;
  const now = () => clock;
  const { db, records, log, announced } = testRecords(now);
  const telegram = new FakeTelegram(now);
  const timers = new Map<number, { at: number; work: () => void }>();
  let nextTimer = 1;
  let randomIds = 1n;
  let life: Life;
  let alive = { dead: false, steps: 0, dieAt: null as number | null, busy: 0 };

  function begin(): Life {
    const own = { dead: false, steps: 0, dieAt: null as number | null, busy: 0 };
    alive = own;
    timers.clear();

    /** A place where this life may end: then nothing after it happens, and nobody hears of it. */
    function mayDie(): Promise<void> {
      own.steps += 1;
      if (own.steps === own.dieAt) own.dead = true;
      return own.dead ? new Promise<never>(() => {}) : Promise.resolve();
    }
    async function step<T>(work: () => Promise<T>): Promise<T> {
      own.busy += 1;
      await mayDie();
      const done = await work().then(
        (value) => ({ value }),
        (error) => ({ error }),
      );
      await mayDie();
      own.busy -= 1;
      if ('error' in done) throw done.error;
      return done.value;
    }
    const mortalDb = new Proxy(db, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
        return (...args: unknown[]) =>
          step(() => (world.full ? Promise.reject(new Error('the disk is full')) : value.apply(target, args)));
      },
    });
    /** Sealing takes its time; a death before or after it is no other than one before or after the write. */
    async function sealed(...args: Parameters<Records['sealed']>) {
      own.busy += 1;
      return records.sealed(...args).finally(() => {
        own.busy -= 1;
      });
    }
    const mortal: Records = { ...records, db: mortalDb, sealed };
    const port = telegram.port(step);
    const outbox = createOutbox({
      records: mortal,
      log,
      now,
      announce: (topics) => announced.push(...topics),
      port: async () => {
        if (!world.online) throw new TezError('offline');
        return port;
      },
      isSignedIn: async (account) => account === ME,
      auditRow: (what, chat) => auditRow(mortal, { at: now(), what, chat }),
      keepIn: (chat) => keepIn(records, chat),
      linkEdit: (chat, to) => linkEdit(chat, to, now()),
      onTracked: () => undefined,
      openChat: async (chat, name) => void world.opened.push(name ? { ...chat, name } : chat),
      planTracking: async ({ account, peer }) => ({
        edits: [linkEdit({ account, peer }, { contact: `made-${peer}` }, now())],
      }),
      newestOf: async () => world.newest,
      titleOf: async ({ peer }) => (peer === ANNA ? 'Anna' : ''),
      later(work, ms) {
        const id = nextTimer++;
        timers.set(id, { at: clock + ms, work: () => own.dead || work() });
        return () => timers.delete(id);
      },
      wakeAt: (at) => void world.alarms.push(at),
      randomId: () => String(randomIds++),
      renew: (wanted) =>
        step(async () => {
          world.wanted.push(wanted);
          return world.inVault;
        }),
    });
    const route = createRouter(outbox.handlers, OWN);
    return {
      outbox,
      async ask(name, input) {
        const reply = route({ tez: 'command', name, input }, { id: OWN.id, origin: OWN.origin, url: `${OWN.origin}/` });
        const { ok, ...rest } = (await reply) as CommandReply & { value?: unknown; error?: { kind: string } };
        if (!ok) throw new Error(rest.error?.kind);
        return rest.value;
      },
    };
  }

  const world: OutboxWorld = {
    telegram,
    records,
    db,
    announced,
    alarms: [],
    opened: [],
    online: true,
    newest: null,
    full: false,
    async keep(peer, keep, topicKeep = {}) {
      const state = { ...newChatState(ME, peer), keep, topicKeep };
      const index = { account: ME, looked: [], keep: JSON.stringify({ keep, topicKeep }) };
      await db.sealed('chats').put(await records.sealed('chats', `${ME}:${peer}`, 1, state, index));
    },
    tidy: () => life.outbox.tidy(),
    wanted: [],
    inVault: true,
    now,
    async pass(ms) {
      const end = clock + ms;
      for (;;) {
        await world.settled();
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due[0]);
        clock = Math.max(clock, due[1].at);
        due[1].work();
      }
      clock = end;
      await world.settled();
    },
    async settled() {
      // Still for as long as several turns of the event loop and of the database take.
      let [still, last] = [0, -1];
      await vi.waitUntil(
        () => {
          still = (alive.busy === 0 || alive.dead) && alive.steps === last ? still + 1 : 0;
          last = alive.steps;
          return still === 8;
        },
        { timeout: 20_000, interval: 2 },
      );
    },
    ask: (name, input) => life.ask(name, input) as Promise<never>,
    heard: (...updates) => life.outbox.heard(ME, updates),
    renewed: (id, outcome) => life.outbox.renewed(id, outcome),
    connected: () => life.outbox.connected(ME),
    async restart() {
      alive.dead = true;
      life = begin();
      await life.outbox.resume();
      if (world.online) await life.outbox.connected(ME);
    },
    dieAt(step) {
      alive.dieAt = step === null ? null : alive.steps + step;
    },
    get dead() {
      return alive.dead;
    },
    get steps() {
      return alive.steps;
    },
    audit: async () => (await readAudit(records, 500)).map(({ what }) => what).reverse(),
  };
  for (const peer of [ANNA, GROUP]) {
    const [id, chat] = [`link-${peer}`, `${ME}:${peer}`];
    const link = await records.sealed('chatLinks', id, 1, { id, chat, to: { chat } }, { chat, whole: chat });
    await db.sealed('chatLinks').put(link);
  }
  await appendAudit(records, 'signedIn', now());
  life = begin();
  return world;
}

let presses = 0;
/** A press of Send. */
export function press(text: string, more: Record<string, unknown> = {}) {
  presses += 1;
  return {
    key: `press-${presses}-key`,
    chat: { account: ME, peer: ANNA },
    messages: [{ is: 'text', text, entities: [], linkPreview: true }],
    ...more,
  };
}

/** What one asks a world of, about the chat with Anna unless another is named. */
export function asking(world: () => OutboxWorld) {
  const chat = { account: ME, peer: ANNA };
  const items = async (of: object = chat) => (await world().ask<OutboxView>('outbox.view', { chat: of })).items;
  return {
    chat,
    group: { account: ME, peer: GROUP },
    items,
    states: async (of: object = chat) => (await items(of)).map(({ state }) => state),
    send: (text: string, more: Record<string, unknown> = {}) => world().ask('outbox.send', press(text, more)),
    async only(of: object = chat): Promise<OutboxItemView> {
      const [item, ...rest] = await items(of);
      if (!item || rest.length > 0) throw new Error('one item expected');
      return item;
    },
  };
}
