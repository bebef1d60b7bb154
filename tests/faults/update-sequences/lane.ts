/** One server with one client that lives through many sequences: its connection is made once. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { FakeSessionStore } from '@/lib/telegram/contract/fake-store';
import { localNetwork } from '@/lib/telegram/mtcute/local';
import { makeOpenTelegram } from '@/lib/telegram/mtcute/open';
import type { OpenTelegram, TelegramPort } from '@/lib/telegram/port';
import { type LocalTelegram, startTelegram } from '@/tests/telegram';
import { DEFAULT_API } from '@/tests/telegram/world/build';
import { Kept } from './kept';
import { CHATS, CODE, PHONE, scenario } from './world';

const wasm = readFile(createRequire(import.meta.url).resolve('@mtcute/wasm/mtcute-simd.wasm')).then((bytes) =>
  WebAssembly.compile(bytes),
);

// Node 20 has no WebSocket of its own; later ones keep theirs.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;

const PAGE = 100;
/** Times the healing is tried before a connection counts as lost for good. */
const MOST_TRIES = 40;
const ASK_AGAIN_MS = 100;

/** A worker's life: what it stored stays when it dies, what it was doing is gone. */
interface Life {
  port: TelegramPort;
  isOver: boolean;
}

export class Lane {
  readonly kept = new Kept();
  /** How many more calls of the sink fail. */
  sinkFails = 0;
  #store = new FakeSessionStore();
  #life: Life;
  #lastRandomId = 0;

  private constructor(
    readonly telegram: LocalTelegram,
    private readonly open: OpenTelegram,
  ) {
    this.#life = this.#begin();
  }

  static async start(seed: number): Promise<Lane> {
    const telegram = await startTelegram({ scenario, seed });
    const local = {
      url: telegram.wsUrl(0).replace('/dc0/', '/dc{dc}/'),
      homeDc: telegram.homeDc,
      dcs: telegram.dcs,
      publicKeys: telegram.publicKeys.map(({ pem }) => pem),
    };
    const lane = new Lane(telegram, makeOpenTelegram(localNetwork(local, await wasm)));
    await lane.port.connect();
    const { codeHash } = await lane.port.sendCode(PHONE);
    await lane.port.signIn(PHONE, codeHash, CODE);
    await lane.heal();
    return lane;
  }

  get port(): TelegramPort {
    return this.#life.port;
  }

  randomId(): string {
    this.#lastRandomId += 1;
    return String(this.#lastRandomId);
  }

  #begin(): Life {
    const life: Life = {
      isOver: false,
      port: this.open({
        api: DEFAULT_API,
        store: this.#storeOf(() => life.isOver),
        now: Date.now,
        sink: async (updates, rows) => {
          if (life.isOver) throw new Error('this worker is dead');
          if (this.sinkFails > 0) {
            this.sinkFails -= 1;
            throw new Error('the disk is full');
          }
          this.kept.apply(updates);
          this.#store.apply(rows);
        },
        onConnection: () => {},
        onSignedOut: () => {},
        onWait: () => {},
      }),
    };
    return life;
  }

  /** What a dead worker still writes reaches nobody. */
  #storeOf(isOver: () => boolean) {
    return {
      load: () => this.#store.load(),
      write: async (rows: Parameters<FakeSessionStore['write']>[0]) => {
        if (!isOver()) await this.#store.write(rows);
      },
      seal: (key: string, plain: Uint8Array) => this.#store.seal(key, plain),
      open: (key: string, box: Uint8Array) => this.#store.open(key, box),
    };
  }

  /** The worker dies, and the next one takes up what was stored. */
  async crash(): Promise<void> {
    const { port } = this.#life;
    this.#life.isOver = true;
    this.#life = this.#begin();
    await port.disconnect();
  }

  /**
   * Ends all trouble, and does what the product does then: catches up, and asks chats again where there is a gap.
   * @throws Error when that does not come to an end
   */
  async heal(): Promise<void> {
    this.telegram.calm();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        await this.port.connect();
        await this.port.catchUp();
        if (this.kept.gaps.size === 0) return;
        await this.#askAgain();
      } catch (error) {
        if (tries === MOST_TRIES - 1) throw error;
        // A connection that was cut comes back by itself; it is asked again until it has.
        await pause(ASK_AGAIN_MS);
      }
    }
  }

  async #askAgain(): Promise<void> {
    const isAll = this.kept.gaps.has('all');
    const peers = isAll ? CHATS.map(({ peer }) => peer) : [...this.kept.gaps].filter((gap) => gap !== 'all');
    this.kept.gaps.clear();
    for (const peer of peers) {
      const messages = await this.port.history(peer, { limit: PAGE });
      const dialog = await this.port.dialog(peer);
      const known = this.kept.of(peer);
      known.clear();
      for (const message of messages) known.set(message.id, message);
      // A chat whose messages were all deleted is no dialog: nobody can ask how far it was read.
      if (dialog) {
        this.kept.readInbox.set(peer, dialog.readInbox);
        this.kept.readOutbox.set(peer, dialog.readOutbox);
      }
      const waiting = await this.port.scheduled(peer);
      this.kept.scheduled.set(peer, new Map(waiting.map((message) => [message.id, message])));
    }
  }

  /** Begins anew, after a sequence that went wrong. */
  async resync(): Promise<void> {
    this.kept.gaps.add('all');
    await this.heal();
  }

  async close(): Promise<void> {
    await this.port.disconnect();
    await this.telegram.close();
  }
}
