import type { ChatRef } from '@/lib/chats/model';
import { NEWEST } from '@/lib/messages/keeping';
import type { TelegramPort } from '@/lib/telegram/port';
import type { MessageEngine, Watch } from '../receive';
import { ANSWER } from './mend';
import type { Told } from './store';

/** So many answers may wait to be stored: asking goes on meanwhile, and they are stored together. */
const AHEAD = 20;

export interface Fetched extends Told {
  watch: Watch;
}

export interface FetchDeps {
  engine: MessageEngine;
  port: TelegramPort;
  /** Waits before each request: the pace of what is not urgent. */
  pace: () => Promise<void>;
}

/**
 * Asks for a chat's history between two ids (both outside), newest first, until `goOn` says no or all is there, and hands
 * over the answers in order, as many at a time as have come. `store` resolves to false where they cannot be used.
 * @throws TezError why Telegram would not answer, when what came before is stored
 */
export async function fetchHistory(
  { engine, port, pace }: FetchDeps,
  chat: ChatRef,
  range: { after: number; before: number },
  goOn: (told: Told) => boolean,
  store: (answers: Fetched[]) => Promise<boolean>,
): Promise<void> {
  const waiting: Fetched[] = [];
  const open = new Set<Watch>();
  let asking = true;
  let failure: unknown = null;
  let wake = () => {};
  const changed = () => new Promise<void>((resolve) => (wake = resolve));

  async function ask(before: number): Promise<Fetched> {
    const watch = engine.watch(chat.account, chat.peer);
    open.add(watch);
    const answer = await port.history(chat.peer, {
      limit: ANSWER,
      ...(before === NEWEST ? {} : { before }),
      ...(range.after > 0 ? { after: range.after } : {}),
      ...(chat.topic === undefined ? {} : { topic: chat.topic }),
    });
    const messages = answer.filter(({ id }) => id > range.after && id < before).sort((a, b) => a.id - b.id);
    const [lowest] = messages;
    return {
      after: lowest ? Math.max(range.after, lowest.id - 1) : range.after,
      before,
      messages,
      since: watch.ops,
      watch,
    };
  }

  async function askAll(): Promise<void> {
    try {
      for (let before = range.before; before - range.after > 1; ) {
        while (waiting.length >= AHEAD) await changed();
        await engine.quiet();
        await pace();
        if (!asking) return;
        const fetched = await ask(before);
        waiting.push(fetched);
        wake();
        if (!goOn(fetched)) return;
        before = fetched.after + 1;
      }
    } catch (error) {
      failure = error;
    } finally {
      asking = false;
      wake();
    }
  }

  async function storeAll(): Promise<void> {
    try {
      for (;;) {
        const answers = waiting.splice(0);
        if (answers.length === 0) {
          if (!asking) return;
          await changed();
          continue;
        }
        wake();
        if (!(await store(answers))) return;
        for (const { watch } of answers) close(watch);
      }
    } finally {
      asking = false;
      waiting.length = 0;
      wake();
    }
  }

  function close(watch: Watch): void {
    watch.end();
    open.delete(watch);
  }

  const asked = askAll();
  try {
    await storeAll();
    await asked;
  } finally {
    for (const watch of open) watch.end();
  }
  if (failure) throw failure;
}
