import { type ChatRef, chatKey } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';

/** What the composer of a chat is to take up: its own view may not be there yet. */
export type ComposeRequest = { is: 'reply' | 'edit'; message: Message };

type Listener = (request: ComposeRequest) => void;

const waiting = new Map<string, ComposeRequest>();
const listeners = new Map<string, Listener>();

/** Hands a message to the composer of its chat, or to the next one that opens there. */
export function requestCompose(chat: ChatRef, request: ComposeRequest): void {
  const key = chatKey(chat);
  const listener = listeners.get(key);
  if (listener) listener(request);
  else waiting.set(key, request);
}

/** Takes what was handed over, and what will be, until `signal` aborts. */
export function onComposeRequest(chat: ChatRef, listener: Listener, signal: AbortSignal): void {
  const key = chatKey(chat);
  listeners.set(key, listener);
  signal.addEventListener('abort', () => listeners.delete(key), { once: true });
  const request = waiting.get(key);
  waiting.delete(key);
  if (request) listener(request);
}
