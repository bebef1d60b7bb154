import { peerKind } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import {
  accepted,
  begun,
  failed,
  isPending,
  isSend,
  laneOf,
  limitFor,
  looked,
  nextStep,
  notLooked,
  type OutboxItem,
  recovered,
  refused,
  type Step,
} from '@/lib/outbox/model';
import { heldUntil, limitIn } from '@/lib/outbox/policy';
import { lacking, notRenewed, type RenewalWanted, wantedBy } from '@/lib/outbox/renewal';
import type { TelegramPort } from '@/lib/telegram/port';
import { Lacking, locate, perform } from './perform';
import type { OutboxStore } from './store';
import type { Strangers } from './strangers';

export interface RunnerDeps {
  store: OutboxStore;
  strangers: Strangers;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
  /** Brings the worker back at that time, UTC ms, should it sleep then. */
  wakeAt: (at: number) => void;
  /** Sees to it that files are uploaded again from what is kept here; resolves to whether they can be. Safe to ask again. */
  renew: (wanted: RenewalWanted) => Promise<boolean>;
  /** What is to be taken back when they answer lies on Telegram's server now: they may have answered before. */
  onWatched: (account: number) => void;
}

export interface Runner {
  /** Does what can be done now, and comes back by itself when more can. */
  pump(): void;
  /** Asks for what has to be uploaded again, where the life before may not have. */
  renew(): Promise<void>;
  /** The account's connection is there again. */
  connected(account: number): void;
  stop(): void;
}

/** Chats of one account that are written to at the same time. */
const AT_ONCE = 4;
/** Without a connection it is tried again after so long, ms, unless the connection says so before. */
const NO_CONNECTION = 30_000;
/** … and so long after a step that could not be stored. */
const NOT_STORED = 15_000;
/** An alarm of the browser fires no earlier than this. */
const SHORTEST_ALARM = 30_000;
const LONGEST_TIMER = 2_000_000_000;

export function createRunner(deps: RunnerDeps): Runner {
  const { store, strangers, port, now, later, wakeAt, onWatched } = deps;
  const busy = new Map<string, number>();
  /** Accounts that cannot be used, and until when that is not tried again. */
  const down = new Map<number, number>();
  /** Lanes whose last step could not be stored, and until when they rest. */
  const stuck = new Map<string, number>();
  let cancelTimer: () => void = () => {};
  let era = 0;

  function lanes(): OutboxItem[][] {
    const byLane = new Map<string, OutboxItem[]>();
    for (const item of store.all().filter(isPending)) {
      const lane = laneOf(item);
      byLane.set(lane, [...(byLane.get(lane) ?? []), item]);
    }
    return [...byLane.values()];
  }

  function pump(): void {
    let wake = Number.POSITIVE_INFINITY;
    for (const lane of lanes()) {
      const [one] = lane;
      if (!one || busy.has(laneOf(one))) continue;
      const { account } = one.chat;
      const rests = stuck.get(laneOf(one)) ?? 0;
      if (rests > now()) {
        wake = Math.min(wake, rests);
        continue;
      }
      // Nobody is sending it: how that ended could not be stored.
      const lost = lane.find(({ state }) => state === 'sending');
      if (lost) {
        run(laneOf(one), account, async () => void (await store.change(lost.id, recovered)));
        continue;
      }
      const step = nextStep(lane, store.limits(), now());
      const up = down.get(account) ?? 0;
      if (step.do === 'nothing') continue;
      if (up > now() || step.do === 'wait') {
        wake = Math.min(wake, Math.max(up, step.do === 'wait' ? step.until : 0));
        continue;
      }
      if ([...busy.values()].filter((it) => it === account).length >= AT_ONCE) continue;
      run(laneOf(one), account, () => work(step));
    }
    wakeFor(wake);
  }

  function run(lane: string, account: number, step: () => Promise<void>): void {
    const started = era;
    busy.set(lane, account);
    step()
      .then(() => null)
      // Locked meanwhile, or nothing more can be stored: what was not stored is found as begun, and goes on from there.
      .catch(() => now() + NOT_STORED)
      .then((rests) => {
        if (started !== era) return;
        busy.delete(lane);
        if (rests === null) stuck.delete(lane);
        else stuck.set(lane, rests);
        pump();
      });
  }

  function wakeFor(at: number): void {
    cancelTimer();
    cancelTimer = () => {};
    if (!Number.isFinite(at)) return;
    cancelTimer = later(pump, Math.min(Math.max(at - now(), 0), LONGEST_TIMER));
    if (at - now() >= SHORTEST_ALARM) wakeAt(at);
  }

  async function work({ do: what, item }: Step & { do: 'send' | 'look' }): Promise<void> {
    const { account } = item.chat;
    let telegram: TelegramPort;
    try {
      telegram = await port(account);
    } catch {
      // Not connected, signed out or locked: it was not tried, and stays as it is.
      down.set(account, now() + NO_CONNECTION);
      return;
    }
    if (what === 'look') await look(telegram, item);
    else if (await prepared(telegram, item)) await attempt(telegram, item.id);
    if (item.unlessAnswered && store.get(item.id)?.state === 'scheduled') onWatched(account);
  }

  /** Whether it may go: what must be known before is asked now. */
  async function prepared(telegram: TelegramPort, item: OutboxItem): Promise<boolean> {
    const { chat, unlessAnswered, act } = item;
    try {
      if (isSend(act) && peerKind(chat.peer) === 'user') {
        const pause = limitIn(store.limits(), chat.account, 'strangers', now());
        if (pause && (await strangers.isStranger(telegram, chat))) {
          const error = { kind: 'peerFlood' as const, retryAt: heldUntil(pause, now()) };
          await store.change(item.id, (it) => (it.state === 'queued' ? failed(it, error, now()) : it));
          return false;
        }
      }
      if (unlessAnswered?.after === null) {
        const topic = chat.topic === undefined ? {} : { topic: chat.topic };
        const [newest] = await telegram.history(chat.peer, { limit: 1, ...topic });
        const after = newest?.id ?? 0;
        await store.change(item.id, (it) => ({ ...it, unlessAnswered: { after } }));
      }
      return true;
    } catch (error) {
      const wire = TezError.from(error).toWire();
      // As if it had been tried, but Telegram cannot have it.
      await store.change(item.id, (it) => {
        if (it.state !== 'queued') return it;
        const { item: next, limit } = refused(begun(it, now()), wire, now());
        const { unanswered: _, ...rest } = next;
        const as = it.unanswered ? next : rest;
        return limit ? { item: as, limit } : as;
      });
      return false;
    }
  }

  async function attempt(telegram: TelegramPort, id: string): Promise<void> {
    // Stored before Telegram is asked: whoever finds it afterwards knows that it may be there.
    const item = await store.change(id, (it) =>
      it.state === 'queued' && !it.look && !limitFor(it, store.limits(), now()) ? begun(it, now()) : it,
    );
    if (item?.state !== 'sending') return;
    let ids: number[] | null;
    try {
      ids = await perform(telegram, item);
    } catch (error) {
      if (error instanceof Lacking) {
        const waits = await store.change(id, (it) => lacking(it, error.places));
        if (waits) await renew(waits);
        return;
      }
      const wire = TezError.from(error).toWire();
      await store.change(id, (it) => refused(it, wire, now()));
      return;
    }
    const found = ids || !isSend(item.act) ? null : await known(telegram, id);
    await store.change(id, (it) => accepted(it, ids ?? found?.ids ?? null, now(), found?.waits));
  }

  async function renew(item: OutboxItem): Promise<void> {
    const wanted = wantedBy(item);
    if (!wanted || (await deps.renew(wanted))) return;
    await store.change(item.id, (it) => notRenewed(it, { kind: 'fileGone' }, now()));
  }

  /** Telegram has had it, and did not say as what: its update may have, or the chat does. */
  async function known(telegram: TelegramPort, id: string) {
    const item = store.get(id);
    if (!item || item.messageIds?.length) return null;
    return locate(telegram, item, takenBut(id), 'known').catch(() => null);
  }

  async function look(telegram: TelegramPort, item: OutboxItem): Promise<void> {
    // That it is looked for is a state of its own: what is found is taken in only then.
    if (item.look) await store.change(item.id, (it) => (it.state === 'queued' ? { look: item.look, ...it } : it));
    try {
      const found = await locate(telegram, item, takenBut(item.id), 'tried');
      await store.change(item.id, (it) => looked(it, found, now()));
    } catch (error) {
      if (TezError.from(error).kind === 'locked') throw error;
      await store.change(item.id, (it) => notLooked(it, now()));
    }
  }

  function takenBut(id: string): Set<number> {
    return new Set(store.all().flatMap((it) => (it.id === id ? [] : (it.messageIds ?? []))));
  }

  return {
    pump,
    async renew() {
      // What cannot be asked for now is asked for at the next start, or with the next connection.
      for (const item of store.all()) await renew(item).catch(() => undefined);
    },
    connected(account) {
      down.delete(account);
      pump();
    },
    stop() {
      era += 1;
      cancelTimer();
      busy.clear();
      down.clear();
      stuck.clear();
    },
  };
}
