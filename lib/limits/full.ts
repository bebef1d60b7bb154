/** How a full disk is told from other failures. */
import { TezError } from './model';

/** With less, a browser may not even open its database, and says of that nothing that can be understood. */
const LEAST_ROOM = 1024 * 1024;

/** Bytes that the browser still lets us store. */
export type Room = () => Promise<number>;

/**
 * What went wrong. What nobody else has a name for is `quota` where the browser says so, or where no room is left.
 */
export async function asFull(error: unknown, room: Room): Promise<TezError> {
  const known = TezError.from(error);
  if (known.kind !== 'internal') return known;
  const full = isQuota(error) || (await room().catch(() => LEAST_ROOM)) < LEAST_ROOM;
  return full ? new TezError('quota', { cause: error }) : known;
}

/** Whether the browser refused to store more. Dexie wraps what it says. */
export function isQuota(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== error && isQuota(inner));
}
