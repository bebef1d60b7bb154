import type { InputOf } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import {
  begunAnew,
  contentsOf,
  isBig,
  lackingParts,
  outboxKey,
  type Shipment,
  type ShippedFile,
  uploadedAs,
} from '@/lib/files/shipment';
import { fileVerdict, partsOf } from '@/lib/files/stored';
import { asFull, type Room } from '@/lib/limits/full';
import { TezError, type WireError } from '@/lib/limits/model';
import type { OutboxItemView, send } from '@/lib/outbox/contract';
import type { RenewedFile } from '@/lib/outbox/renewal';
import type { TelegramPort } from '@/lib/telegram/port';
import { holdingBack, LONGEST_REST } from './held';
import type { Shipments } from './shipments';

export interface UploadDeps {
  shipments: Shipments;
  /** A part of a kept file. @throws TezError `damaged` */
  readKept: (id: string, n: number) => Promise<Uint8Array | undefined>;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  announce: (topics: string[]) => void;
  later: (work: () => void, ms: number) => () => void;
  outbox: {
    /** Gives messages to the outbox; the same key a second time changes nothing. */
    send: (input: InputOf<typeof send>) => Promise<unknown>;
    /** What the outbox has of a chat, or had lately. */
    items: (chat: ChatRef) => Promise<OutboxItemView[]>;
    /** Takes an item out of the outbox. */
    drop: (id: string) => Promise<unknown>;
    /** Files of an item that is there were uploaded again, or cannot be. */
    renewed: (id: string, outcome: readonly RenewedFile[] | WireError) => Promise<void>;
  };
  /** A number of 64 bits, signed and not zero, in decimal. */
  randomId: () => string;
  room: Room;
}

const SHIPMENTS_AT_ONCE = 2;
const PARTS_AT_ONCE = 3;
const TELL_EVERY = 250;
/** Parts that Telegram has are written down so many at a time: those that are not are given again after a death. */
const NOTE_EVERY = 8;
/** A copy that no page went on with for so long is given up, ms. */
const ABANDONED = 120_000;
export const MOST_HANDED = 3;

/** Gives files to Telegram part by part, and then to the outbox, through silences, waits and deaths of the worker. */
export function createUploads(deps: UploadDeps) {
  const { shipments, port, now, announce, later } = deps;
  const runs = new Map<string, AbortController>();
  const held = holdingBack(now);
  /** When a page last gave a part of a copy. */
  const touched = new Map<string, number>();
  let cancelTimer: () => void = () => {};
  let telling: (() => void) | null = null;
  let checking: Promise<void> | null = null;
  let era = 0;

  function tell(): void {
    telling ??= later(() => {
      telling = null;
      announce(['uploads']);
    }, TELL_EVERY);
  }

  function pump(): void {
    let wake = Number.POSITIVE_INFINITY;
    for (const shipment of shipments.all().sort((a, b) => a.createdAt - b.createdAt)) {
      const { id, state } = shipment;
      if (state !== 'waiting' || runs.has(id)) continue;
      const until = held.until(id);
      if (until > now()) wake = Math.min(wake, until);
      else if (runs.size < SHIPMENTS_AT_ONCE) start(shipment);
    }
    cancelTimer();
    if (wake < Number.POSITIVE_INFINITY) cancelTimer = later(pump, Math.min(wake - now(), LONGEST_REST));
  }

  function start({ id }: Shipment): void {
    const started = era;
    const ended = new AbortController();
    runs.set(id, ended);
    work(id, ended)
      .catch(async (error) => settle(id, ended, (await asFull(error, deps.room)).toWire()))
      // Locked meanwhile: it is taken up again with what is stored.
      .catch(() => undefined)
      .finally(() => {
        if (started !== era) return;
        if (runs.get(id) === ended) runs.delete(id);
        tell();
        pump();
      });
  }

  async function settle(id: string, ended: AbortController, error: WireError): Promise<void> {
    if (ended.signal.reason === STOPPED) return;
    ended.abort();
    // How far it is could not be written down: that says nothing of what is sent.
    if (fileVerdict(error.kind) === 'wait' || error.kind === 'quota') return held.hold(id, error);
    const { renews } = shipments.get(id) ?? {};
    if (renews) {
      // What becomes of it is told, and tried again, where it waits to be sent.
      await deps.outbox.renewed(renews.item, error);
      await shipments.remove(id);
      return;
    }
    await shipments.change(id, (it) => (it.state === 'waiting' ? { ...it, state: 'failed', error } : it));
  }

  async function work(id: string, ended: AbortController): Promise<void> {
    const shipment = shipments.get(id);
    if (!shipment) return;
    const telegram = await port(shipment.chat.account);
    for (const file of shipment.files.keys()) await giveFile(telegram, id, file, ended);
    if (ended.signal.aborted) throw new TezError('internal');
    await hand(id);
  }

  async function giveFile(telegram: TelegramPort, id: string, file: number, ended: AbortController): Promise<void> {
    const shipped = shipments.get(id)?.files[file];
    if (!shipped) return;
    const { fileId, size } = shipped;
    const lacking = lackingParts(shipped);
    let given: number[] = [];

    async function note(): Promise<void> {
      const noted = given;
      given = [];
      await shipments.change(id, (it) => ({
        ...it,
        files: it.files.map((one, n) => (n === file ? { ...one, given: [...one.given, ...noted] } : one)),
      }));
    }
    const lanes = Array.from({ length: PARTS_AT_ONCE }, async () => {
      for (let n = lacking.shift(); n !== undefined; n = lacking.shift()) {
        const bytes = await read(id, file, shipped, n);
        if (!bytes) throw new TezError('damaged');
        const part = { fileId, index: n, parts: partsOf(size), big: isBig(size), bytes };
        await telegram.uploadPart(part, ended.signal);
        if (ended.signal.aborted) throw new TezError('internal');
        held.release(id);
        given.push(n);
        if (given.length >= NOTE_EVERY) await note();
        tell();
      }
    });
    await Promise.all(lanes);
    await note();
  }

  function read(id: string, file: number, { from }: ShippedFile, n: number): Promise<Uint8Array | undefined> {
    return from === undefined ? shipments.readPart(id, file, n) : deps.readKept(from, n);
  }

  /** All parts are there: from now on the outbox sees to it. */
  async function hand(id: string): Promise<void> {
    const shipment = shipments.get(id);
    if (shipment?.state !== 'waiting') return;
    const { chat, album, silent, replyTo, scheduleAt, unlessAnswered, renews } = shipment;
    if (renews) {
      const files = shipment.files.map((file, n) => ({ place: renews.places[n] ?? 0, ...uploadedAs(file) }));
      await deps.outbox.renewed(renews.item, files);
      await shipments.change(id, (it) => ({ ...it, state: 'handed' }));
      return;
    }
    const files = contentsOf(shipment);
    await deps.outbox.send({
      ...{ key: outboxKey(shipment), chat, silent, keepsDraft: true },
      messages: album ? [{ is: 'album', files }] : files,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(scheduleAt === undefined ? {} : { scheduleAt }),
      ...(unlessAnswered ? { unlessAnswered } : {}),
    });
    const handed = await shipments.change(id, (it) => ({ ...it, state: 'handed' }));
    // Dropped while the outbox was given it.
    if (!handed) await takeBack(shipment);
  }

  /** Takes out of the outbox what was not sent yet of what it was given. */
  async function takeBack(shipment: Shipment): Promise<void> {
    const all = await deps.outbox.items(shipment.chat);
    for (const { id } of all.filter(({ id }) => id.startsWith(`${outboxKey(shipment)}.`))) await deps.outbox.drop(id);
  }

  /** What became of what the outbox was given: sent, and its bytes may go; or Telegram lost a part, and it begins anew. */
  async function check(): Promise<void> {
    for (const shipment of shipments.all().filter(({ state, renews }) => state === 'handed' && !renews)) {
      const all = await deps.outbox.items(shipment.chat);
      const items = all.filter(({ id }) => id.startsWith(`${outboxKey(shipment)}.`));
      const lost = items.filter(({ error, state }) => state === 'failed' && error?.kind === 'uploadIncomplete');
      if (lost.length > 0 && lost.length === items.length && shipment.handed < MOST_HANDED) {
        await shipments.change(shipment.id, (it) => begunAnew(it, deps.randomId));
        for (const { id } of lost) await deps.outbox.drop(id);
        pump();
      } else if (items.every(({ state }) => DONE.includes(state))) {
        await shipments.remove(shipment.id);
      }
    }
  }

  return {
    pump,
    stop(id: string): void {
      held.release(id);
      runs.get(id)?.abort(STOPPED);
      runs.delete(id);
    },
    hurry(id: string): void {
      held.hurry(id);
      pump();
    },
    connected(account: number): void {
      for (const { id, chat } of shipments.all()) {
        if (chat.account === account) held.hurry(id);
      }
      pump();
    },
    takeBack,
    isRunning: (id: string) => runs.has(id),
    waitsFor: (id: string): WireError | undefined => held.why(id),

    /** A page goes on with a copy. */
    touch: (id: string) => void touched.set(id, now()),
    /** Copies that their pages have left: nothing of them was sent. */
    async sweep(): Promise<void> {
      for (const { id } of shipments.all().filter(({ state }) => state === 'copying')) {
        if (!touched.has(id)) touched.set(id, now());
        if (now() - (touched.get(id) ?? 0) > ABANDONED) await shipments.remove(id);
      }
    },
    /** Something changed in the outbox. */
    async outboxChanged(): Promise<void> {
      if (!shipments.all().some(({ state }) => state === 'handed')) return;
      checking = (checking ?? Promise.resolve()).then(check, check);
      await checking;
    },
    forget(): void {
      era += 1;
      cancelTimer();
      telling?.();
      telling = null;
      for (const ended of runs.values()) ended.abort(STOPPED);
      runs.clear();
      held.clear();
      touched.clear();
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

const STOPPED = 'stopped';
/** Nothing more is asked of the bytes. What is scheduled lies on Telegram's server. */
const DONE: readonly OutboxItemView['state'][] = ['sent', 'read', 'scheduled', 'cancelled'];
