import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createMessagePart, type MessageDeps, type MessagePart } from '@/lib/messages/service/late';

export type MessageNeeds = Omit<MessageDeps, 'pause'>;

/** Reading messages, importing their history, and keeping them equal to the server's. */
export type OpenMessages = (needs: MessageNeeds) => MessagePart;

/** Loaded by the background with the first need of it (entrypoints/background/load-scripts.ts). */
export default defineUnlistedScript(() => {
  globalThis.tezMessages = (needs) => createMessagePart({ ...needs, pause });
});

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
