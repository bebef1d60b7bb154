import { safeParse } from 'valibot';
import { asFull, type Room } from '@/lib/limits/full';
import { TezError } from '@/lib/limits/model';
import type { Caller, Command, CommandMessage, CommandReply } from './contract';

/** The facts about a sender that the browser vouches for (`runtime.MessageSender`). */
export interface Sender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id?: number; windowId?: number };
}

/** What a handler may know of who asked. */
export interface Asker {
  tab: number | null;
  framed: boolean;
}

export interface Handler {
  command: Command;
  run: (input: unknown, asker: Asker) => Promise<unknown>;
}

/**
 * Handlers whose code is loaded with the first command that needs it, by the system a command's name begins with
 * (`deals` of `deals.move`).
 */
export type LateHandlers = Readonly<Record<string, () => Promise<readonly Handler[]>>>;

/** Ties a command to the function that carries it out. */
export function handle<Input, Output>(
  command: Command<Input, Output>,
  run: (input: Input, asker: Asker) => Promise<Output> | Output,
): Handler {
  return { command: command as Command, run: async (input, asker) => run(input as Input, asker) };
}

/**
 * Answers commands. Returns undefined for messages that are none (other listeners may want them); else a reply that is
 * a value or one error kind, never a stack; `room` tells a full disk from what nobody knows. `origin` is our own, for example `chrome-extension://abc`.
 * @throws Error at start when two handlers claim one name.
 */
export function createRouter(
  handlers: readonly Handler[],
  own: { id: string; origin: string },
  late: LateHandlers = {},
  room: Room = async () => Number.POSITIVE_INFINITY,
): (message: unknown, sender: Sender) => Promise<CommandReply> | undefined {
  const byName = new Map<string, Handler>();
  const parts = new Map<() => unknown, Promise<void>>();

  function add(more: readonly Handler[]): void {
    for (const handler of more) {
      if (byName.has(handler.command.name)) throw new Error(`Two handlers for ${handler.command.name}`);
      byName.set(handler.command.name, handler);
    }
  }
  add(handlers);

  async function find(name: string): Promise<Handler | undefined> {
    const [system = ''] = name.split('.', 1);
    const load = Object.hasOwn(late, system) ? late[system] : undefined;
    if (!byName.has(name) && load) {
      // One part may serve several systems: it is known by its loader.
      const loading = parts.get(load) ?? load().then(add);
      parts.set(load, loading);
      // What failed to load may load the next time.
      loading.catch(() => parts.delete(load));
      await loading;
    }
    return byName.get(name);
  }

  async function answer(message: CommandMessage, sender: Sender): Promise<CommandReply> {
    try {
      const handler = typeof message.name === 'string' ? await find(message.name) : undefined;
      if (!handler || !mayAsk(handler.command.from, sender, own)) throw new TezError('notAllowed');
      const input = safeParse(handler.command.input, message.input);
      if (!input.success) throw new TezError('invalidInput');
      const asker = { tab: sender.tab?.id ?? null, framed: isFramed(sender) };
      return { ok: true, value: await handler.run(input.output, asker) };
    } catch (error) {
      return { ok: false, error: (await asFull(error, room)).toWire() };
    }
  }

  return (message, sender) => {
    if (sender.id !== own.id || (message as CommandMessage | null)?.tez !== 'command') return undefined;
    return answer(message as CommandMessage, sender);
  };
}

function isFramed(sender: Sender): boolean {
  return sender.tab !== undefined && sender.frameId !== 0;
}

function mayAsk(from: Caller, sender: Sender, own: { origin: string }): boolean {
  const ours = sender.origin === own.origin || sender.url?.startsWith(`${own.origin}/`) === true;
  if (from === 'page') return !ours;
  return ours && (from === 'extension' || !isFramed(sender));
}
