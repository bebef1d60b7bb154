import { TezError } from '@/lib/limits/model';
import type { ChangedMessage, Command, CommandMessage, CommandReply } from './contract';

/**
 * Sends a command to the background and resolves to its answer.
 * @throws TezError with the kind the background decided; `internal` where no answer came.
 */
export async function call<Input, Output>(command: Command<Input, Output>, input: Input): Promise<Output> {
  const message: CommandMessage = { tez: 'command', name: command.name, input };
  let reply: CommandReply | undefined;
  try {
    reply = (await chrome.runtime.sendMessage(message)) as CommandReply | undefined;
  } catch (cause) {
    throw new TezError('internal', { cause });
  }
  if (!reply) throw new TezError('internal');
  if (!reply.ok) throw TezError.fromWire(reply.error);
  return reply.value as Output;
}

/** Calls `listener` with the topics of every change the background announces, until `signal` aborts. */
export function onChanged(listener: (topics: readonly string[]) => void, signal: AbortSignal): void {
  const heard = (message: unknown, sender: chrome.runtime.MessageSender): undefined => {
    if (sender.id !== chrome.runtime.id) return;
    const said = message as Partial<ChangedMessage> | null;
    if (said?.tez === 'changed' && said.topics) listener(said.topics);
  };
  chrome.runtime.onMessage.addListener(heard);
  signal.addEventListener('abort', () => chrome.runtime.onMessage.removeListener(heard), { once: true });
}
