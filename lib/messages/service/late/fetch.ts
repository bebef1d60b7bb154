import type { ChatRef } from '@/lib/chats/model';
import { NEWEST } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { TelegramPort } from '@/lib/telegram/port';
import type { MessageEngine, Watch } from '../receive';
import { ANSWER } from './mend';
import type { Told } from './store';

/** So many answers may wait to be stored: asking goes on meanwhile, and they are stored together. */
const AHEAD = 20;

export interface Fetched extends Told {
  watch: Watch;
}

/** An answer, and what was heard live since it was asked for. */
interface Asked {
  messages: Message[];
  watch: Watch;
}

export interface FetchDeps {
  engine: MessageEngine;
  port: TelegramPort;
  /** Waits before each request: the pace of what is not urgent. */
  pace: () => Promise<void>;
  /** Whether that pace is slow: then one request at a time is enough. */
  paced: boolean;
}

/**
 * Asks for a chat's history between two ids (both outside), newest first, until `goOn` says no or all is there, and hands
 * over the answers in order, as many at a time as have come. `store` resolves to false where they cannot be used.
 *
 * From the second answer on the next one is asked for before this one is here, as so many messages further down. It is
 * asked to begin with the last message of this one: where it does not, something came or went between the two, and what
 * follows is asked for again.
 * @throws TezError why Telegram would not answer, when what came before is stored
 */
export async function fetchHistory(
  { engine, port, pace, paced }: FetchDeps,
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

  /** Messages below `before` in ascending order, without the newest `skip` of them. */
  async function ask(before: number, skip = 0): Promise<Asked> {
    const watch = engine.watch(chat.account, chat.peer);
    open.add(watch);
    const answer = await port.history(chat.peer, {
      limit: ANSWER,
      ...(before === NEWEST ? {} : { before }),
      ...(range.after > 0 ? { after: range.after } : {}),
      ...(skip > 0 ? { skip } : {}),
      ...(chat.topic === undefined ? {} : { topic: chat.topic }),
    });
    const messages = answer.filter(({ id }) => id > range.after && id < before).sort((a, b) => a.id - b.id);
    return { messages, watch };
  }

  function fetched(before: number, { messages, watch }: Asked): Fetched {
    const [lowest] = messages;
    const after = lowest ? Math.max(range.after, lowest.id - 1) : range.after;
    return { after, before, messages, since: watch.ops, watch };
  }

  async function askAll(): Promise<void> {
    /** What comes below this answer, asked for beside it. */
    let ahead: Promise<Asked> | null = null;
    try {
      for (let before = range.before; before - range.after > 1; ) {
        while (waiting.length >= AHEAD) await changed();
        await engine.quiet();
        await pace();
        if (!asking) return;
        const early: Promise<Asked> | null = ahead;
        const own = early ? null : ask(before);
        // Of the messages below `before` this answer has as many as fit into one, but for the one that it begins with.
        ahead = paced || before === range.before ? null : ask(before, ANSWER - (early ? 2 : 1));
        // Where nobody comes to wait for it, nobody is told.
        ahead?.catch(() => undefined);
        let next = early && joined(before, await early);
        if (!next) {
          if (early) ahead = null;
          next = fetched(before, await (own ?? ask(before)));
        }
        waiting.push(next);
        wake();
        if (!goOn(next)) return;
        before = next.after + 1;
      }
    } catch (error) {
      failure = error;
    } finally {
      asking = false;
      wake();
    }
  }

  /** What was asked for ahead, where it begins with the message that the answer before it ended with. */
  function joined(before: number, { messages, watch }: Asked): Fetched | null {
    if (messages.at(-1)?.id === before) return fetched(before, { messages: messages.slice(0, -1), watch });
    close(watch);
    return null;
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
