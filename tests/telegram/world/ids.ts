/** Telegram's marked ids: user 123, basic group -123, channel or supergroup -1000000000123. */

const CHANNEL_BASE = 1_000_000_000_000;

export type MarkedId = number;
export type PeerKind = 'user' | 'group' | 'channel';

export function kindOf(id: MarkedId): PeerKind {
  if (id > 0) return 'user';
  return id <= -CHANNEL_BASE ? 'channel' : 'group';
}

/** The id as TL carries it, without its mark. */
export function bareId(id: MarkedId): number {
  if (id > 0) return id;
  return id <= -CHANNEL_BASE ? -id - CHANNEL_BASE : -id;
}

export function markedId(kind: PeerKind, bare: number): MarkedId {
  if (kind === 'user') return bare;
  return kind === 'group' ? -bare : -CHANNEL_BASE - bare;
}

/** Telegram's own account, which announces sign-ins and sends codes. */
export const SERVICE_USER = 777000;
