/** Checks what arrives at the content script by hand: a schema library would double its size. */
import type { PageRequest } from './contract';
import { peerKind } from './peer-ids';

/** Telegram's limit for one message; the background splits what is longer before it asks. */
const MAX_TEXT = 4096;

/** The request in a message, rebuilt from its known fields only, or null. */
export function readRequest(message: unknown): PageRequest | null {
  if (typeof message !== 'object' || message === null) return null;
  const { tez, peer, topic, text, mode, collapsed } = message as Record<string, unknown>;
  switch (tez) {
    case 'page.hello':
      return { tez };
    case 'page.goTo':
      if (typeof peer !== 'number' || !peerKind(peer)) return null;
      if (topic === undefined || topic === null) return { tez, peer };
      return typeof topic === 'number' && Number.isSafeInteger(topic) && topic > 0 ? { tez, peer, topic } : null;
    case 'page.insertText':
      if (typeof text !== 'string' || text.length > MAX_TEXT) return null;
      return mode === 'replace' || mode === 'append' ? { tez, text, mode } : null;
    case 'page.collapse':
      return typeof collapsed === 'boolean' ? { tez, collapsed } : null;
    default:
      return null;
  }
}
