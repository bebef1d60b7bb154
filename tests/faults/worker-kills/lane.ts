import type { MessagesPage } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import { randomOf } from '../../bench/sales-talk';
import { chatCalled, expect, mainPerson, signIn, Tez } from '../../e2e/fixture';
import { type LocalTelegram, startTelegram } from '../../telegram';
import { CHATS, worldOfKills } from './world';

/** A command whose worker died may never be answered: it is given again after so long, as a page gives it. */
const SILENT_MS = 8_000;
const TRIES = 30;
/** As long may what was missed take to be here. */
const HEALED_MS = 90_000;

type Chat = (typeof CHATS)[number] & { peer: number };

/** One browser with Tez, one Telegram, and somebody who kills the worker. */
export class KillLane {
  readonly #random: () => number;
  readonly #chats: Chat[];
  readonly #sent: { chat: Chat; text: string }[] = [];
  readonly #theirs: { chat: Chat; id: number }[] = [];
  #number = 0;

  private constructor(
    private readonly telegram: LocalTelegram,
    private readonly tez: Tez,
    private readonly seed: number,
  ) {
    this.#random = randomOf(seed);
    const [anna, ...groups] = CHATS;
    this.#chats = [
      { ...anna, peer: 5_000_000_002 },
      ...groups.map((chat) => ({ ...chat, peer: chatCalled(telegram, chat.name) })),
    ];
  }

  /** Signs in, and takes the chats into the CRM: their import begins. */
  static async start(seed: number): Promise<KillLane> {
    const telegram = await startTelegram({ scenario: worldOfKills(), seed });
    const tez = await Tez.start({ port: telegram.port });
    const lane = new KillLane(telegram, tez, seed);
    await signIn(tez, telegram);
    for (const { peer } of lane.#chats) await lane.#press('contacts.add', { chat: lane.#ref(peer) });
    return lane;
  }

  /** Something happens, the worker is killed in the midst of it, and comes back. */
  async kill(): Promise<void> {
    const pressed: Promise<unknown>[] = [];
    const happen = async () => {
      for (let n = Math.floor(this.#random() * 4); n > 0; n--) await this.#something(pressed);
    };
    // Mostly it is at work by then; else it dies while it wakes.
    if (this.#random() < 0.7) await expect.poll(() => this.telegram.connections()).toBeGreaterThan(0);
    await happen();
    await Promise.race([
      this.#calls(Math.floor(this.#random() * 8)),
      Promise.allSettled(pressed).then(() => turns(50)),
    ]);
    await turns(Math.floor(this.#random() * 30));
    while (!(await this.tez.killWorker())) await this.tez.wakeWorker();
    // While it is dead, or while the next one wakes.
    await happen();
    await this.tez.wakeWorker();
    await Promise.all(pressed);
  }

  /** In what the database and the server differ, once everything has had its time; nothing where they are the same. */
  async differences(): Promise<string[]> {
    let found: string[] = [];
    const look = async () => {
      found = await this.#compare().catch((error: unknown) => [String(error)]);
      return found;
    };
    await expect
      .poll(look, { timeout: HEALED_MS })
      .toEqual([])
      .catch(() => undefined);
    return found.map((line) => `seed ${this.seed}: ${line}`);
  }

  async close(): Promise<void> {
    await this.tez.end();
    await this.telegram.close();
  }

  #ref(peer: number) {
    return { account: mainPerson(this.telegram).id, peer };
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  async #something(pressed: Promise<unknown>[]): Promise<void> {
    const chat = this.#pick(this.#chats) as Chat;
    const kind = this.#random();
    const text = `${this.seed}-${++this.#number}`;
    if (kind < 0.35) {
      const { id } = await this.telegram.receives({ from: chat.from, text, ...inGroup(chat) });
      this.#theirs.push({ chat, id });
    } else if (kind < 0.65) {
      this.#sent.push({ chat, text });
      const messages = [{ is: 'text', text, entities: [], linkPreview: false }];
      pressed.push(this.#press('outbox.send', { key: `press-${text}`, chat: this.#ref(chat.peer), messages }));
    } else if (kind < 0.75) {
      const one = this.#pick(this.#theirs);
      if (one) await this.telegram.edits({ chat: one.chat.name, id: one.id, newText: `${text} edited` });
    } else if (kind < 0.85) {
      const one = this.#pick(this.#theirs);
      if (!one) return;
      this.#theirs.splice(this.#theirs.indexOf(one), 1);
      await this.telegram.deletes({ chat: one.chat.name, ids: [one.id] });
    } else pressed.push(this.#importAgain(chat.peer));
  }

  /** Forgets what is kept of a chat, and brings it in anew. */
  async #importAgain(peer: number): Promise<void> {
    for (const keep of ['nothing', 'full']) await this.#press('messages.setKeeping', { chat: this.#ref(peer), keep });
  }

  /** A command, given until it is answered. */
  async #press(name: string, input: unknown): Promise<unknown> {
    let failure: unknown;
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        return await unlessSilent(this.tez.ask(name, input));
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** Resolves when the server has been asked so many things from now on. */
  #calls(count: number): Promise<void> {
    const { saw } = this.telegram;
    const note = saw.note;
    let left = count;
    return new Promise((resolve) => {
      saw.note = (call) => {
        note.call(saw, call);
        if (--left <= 0) resolve();
      };
      if (count === 0) resolve();
    });
  }

  async #compare(): Promise<string[]> {
    const found: string[] = [];
    for (const chat of this.#chats) {
      const server = this.telegram.messagesOf({ chat: chat.name }).map(({ id, text }) => `${id} ${text}`);
      const kept = (await this.#kept(chat.peer)).map(({ id, text }) => `${id} ${text}`);
      const [here, there] = [new Set(kept), new Set(server)];
      found.push(...server.filter((line) => !here.has(line)).map((line) => `${chat.name}: ${line} is lost`));
      found.push(
        ...kept.filter((line) => !there.has(line)).map((line) => `${chat.name}: ${line} is not on the server`),
      );
      if (here.size < kept.length) found.push(`${chat.name}: ${kept.length - here.size} are doubled`);
    }
    for (const { chat, text } of this.#sent) {
      const times = this.telegram.messagesOf({ chat: chat.name }).filter((it) => it.text === text).length;
      if (times !== 1) found.push(`${chat.name}: ${text} was sent ${times} times`);
    }
    return found;
  }

  async #kept(peer: number): Promise<Message[]> {
    const all: Message[] = [];
    for (let at: object = { is: 'newest' }; ; at = { is: 'before', id: all[0]?.id }) {
      const input = { chat: this.#ref(peer), at, limit: 200 };
      const { messages, hasOlder } = await unlessSilent(this.tez.ask<MessagesPage>('messages.page', input));
      all.unshift(...messages);
      if (!hasOlder || messages.length === 0) return all;
    }
  }
}

const inGroup = ({ peer, name }: Chat) => (peer > 0 ? {} : { chat: name });

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise(setImmediate);
}

function unlessSilent<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), SILENT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
