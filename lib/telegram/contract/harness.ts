import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import type { TelegramUpdate } from '@/lib/messages/model';
import { type LocalTelegram, type Scenario, startTelegram } from '@/tests/telegram';
import { localNetwork } from '../mtcute/local';
import { makeOpenTelegram } from '../mtcute/open';
import type { Connection, PortDeps, SessionRow, TelegramPort } from '../port';
import type { OutgoingMessage } from '../port/messages';
import { FakeSessionStore } from './fake-store';
import { ANNA, API, CODE, scenario as everyKind, PHONES } from './scenario';

/** A port with all it told, and the store it keeps its session in. */
export interface Opened {
  port: TelegramPort;
  store: FakeSessionStore;
  /** What the sink stored, in order. */
  updates: TelegramUpdate[];
  /** One entry for each call of the sink. */
  calls: { updates: TelegramUpdate[]; rows: SessionRow[] }[];
  connections: Connection[];
  ended: string[];
  waits: number[];
  /** When set, the sink rejects with it and stores nothing. */
  sinkFails: Error | null;
  /** Resolves with the first stored update that fits. */
  update(fits: (update: TelegramUpdate) => boolean): Promise<TelegramUpdate>;
  message(text: string): Promise<Extract<TelegramUpdate, { is: 'message' }>>;
}

export interface World {
  telegram: LocalTelegram;
  open(options?: { store?: FakeSessionStore; api?: PortDeps['api'] }): Opened;
  /** Opens, connects and signs in by code. */
  signedIn(phone?: string): Promise<Opened>;
  close(): Promise<void>;
}

const wasm = readFile(createRequire(import.meta.url).resolve('@mtcute/wasm/mtcute-simd.wasm')).then((bytes) =>
  WebAssembly.compile(bytes),
);

// Node 20 has no WebSocket of its own; later ones keep theirs.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;

/** Starts a local Telegram, and opens ports to it as the extension does. */
export async function startWorld(scenario: Scenario = everyKind): Promise<World> {
  const telegram = await startTelegram({ scenario });
  const openTelegram = makeOpenTelegram(
    localNetwork(
      {
        url: telegram.wsUrl(0).replace('/dc0/', '/dc{dc}/'),
        homeDc: telegram.homeDc,
        dcs: telegram.dcs,
        publicKeys: telegram.publicKeys.map(({ pem }) => pem),
      },
      await wasm,
    ),
  );
  const ports: TelegramPort[] = [];

  function open({ store = new FakeSessionStore(), api = API } = {}): Opened {
    const opened: Opened = {
      port: openTelegram({
        api,
        store,
        now: Date.now,
        sink: async (updates, rows) => {
          if (opened.sinkFails) throw opened.sinkFails;
          opened.calls.push({ updates, rows });
          opened.updates.push(...updates);
          store.apply(rows);
        },
        onConnection: (state) => opened.connections.push(state),
        onSignedOut: (why) => opened.ended.push(why),
        onWait: (until) => opened.waits.push(until),
      }),
      store,
      updates: [],
      calls: [],
      connections: [],
      ended: [],
      waits: [],
      sinkFails: null,
      update: (fits) =>
        vi.waitFor(
          () => {
            const found = opened.updates.find(fits);
            if (!found) throw new Error(`not told; so far: ${JSON.stringify(opened.updates)}`);
            return found;
          },
          { timeout: 10_000, interval: 10 },
        ),
      message: (text) =>
        opened.update((it) => it.is === 'message' && it.message.text === text) as ReturnType<Opened['message']>,
    };
    ports.push(opened.port);
    return opened;
  }

  return {
    telegram,
    open,
    async signedIn(phone = PHONES.mikhail) {
      const opened = open();
      await opened.port.connect();
      const { codeHash } = await opened.port.sendCode(phone);
      await opened.port.signIn(phone, codeHash, CODE);
      await opened.port.catchUp();
      return opened;
    },
    async close() {
      await Promise.all(ports.map((port) => port.disconnect()));
      await telegram.close();
    },
  };
}

/** A settled promise's TezError kind, for `expect(await kindOf(promise))`. */
export async function failure(work: Promise<unknown>): Promise<{ kind: string; retryAt?: number }> {
  try {
    await work;
  } catch (error) {
    return error as { kind: string; retryAt?: number };
  }
  throw new Error('it should have failed');
}

let lastRandomId = 1_000n;
export const randomId = () => String(++lastRandomId);

/** A message of words, to Anna unless told otherwise. */
export function words(text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const content = { is: 'text' as const, text, entities: [], linkPreview: true };
  return { peer: ANNA, randomId: randomId(), content, silent: false, ...more };
}
