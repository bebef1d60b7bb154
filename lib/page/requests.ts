/** Checks what arrives at the content script by hand: a schema library would double its size. */
import type { PersonName } from '@/lib/chats/model';
import { MOST_INSERTED, type PageRequest } from './contract';
import { peerKind } from './peer-ids';

/** The request in a message, rebuilt from its known fields only, or null. */
export function readRequest(message: unknown): PageRequest | null {
  if (typeof message !== 'object' || message === null) return null;
  const { tez, peer, topic, name, text, mode, message: id, collapsed } = message as Record<string, unknown>;
  switch (tez) {
    case 'page.hello':
      return { tez };
    case 'page.goTo': {
      const place = readPlace(peer, topic);
      if (name === undefined || name === null) return place && { tez, ...place };
      const known = readName(name);
      return place && known && { tez, ...place, name: known };
    }
    case 'page.show': {
      const place = readPlace(peer, topic);
      return place && isId(id) ? { tez, ...place, message: id } : null;
    }
    case 'page.insertText':
      if (typeof text !== 'string' || text.length > MOST_INSERTED) return null;
      return mode === 'replace' || mode === 'append' ? { tez, text, mode } : null;
    case 'page.collapse':
      return typeof collapsed === 'boolean' ? { tez, collapsed } : null;
    default:
      return null;
  }
}

function readPlace(peer: unknown, topic: unknown): { peer: number; topic?: number } | null {
  if (typeof peer !== 'number' || !peerKind(peer)) return null;
  if (topic === undefined || topic === null) return { peer };
  return isId(topic) ? { peer, topic } : null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function readName(name: unknown): PersonName | null {
  const { username, phone } = name as Record<string, unknown>;
  if (typeof username === 'string') return /^\w{3,32}$/.test(username) ? { username } : null;
  return typeof phone === 'string' && /^\d{5,15}$/.test(phone) ? { phone } : null;
}
