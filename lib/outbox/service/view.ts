import { type ChatRef, chatKey, peerKind } from '@/lib/chats/model';
import type { ErrorKind } from '@/lib/limits/model';
import type { OutboxItemView } from '@/lib/outbox/contract';
import { canChange, canRetry, isPending, limitFor, type OutboxItem, type WhyOff } from '@/lib/outbox/model';
import { heldUntil, type Limit, limitIn } from '@/lib/outbox/policy';
import type { TelegramPort } from '@/lib/telegram/port';
import type { OutboxStore } from './store';
import type { Strangers } from './strangers';

/** What a page shows of an item; null for what is only remembered. */
export function viewOf(item: OutboxItem, limits: readonly Limit[], now: number): OutboxItemView | null {
  const { id, state, act, silent, scheduleAt, error, why, settledAt, unanswered } = item;
  if (state === 'cancelled' && why === undefined) return null;
  const limit = state === 'queued' ? limitFor(item, limits, now) : null;
  const until = limit ? heldUntil(limit, now) : state === 'queued' ? item.notBefore : undefined;
  return {
    id,
    state,
    act,
    silent,
    ...(scheduleAt === undefined ? {} : { scheduleAt }),
    ...(item.unlessAnswered ? { unlessAnswered: true } : {}),
    messageIds: (item.messageIds ?? []).filter((it) => it > 0),
    ...(limit ? { error: { kind: limit.kind, retryAt: heldUntil(limit, now) } } : error ? { error } : {}),
    ...(why ? { why } : {}),
    ...(until !== undefined && until > now ? { until } : {}),
    ...(unanswered && isPending(item) ? { unanswered } : {}),
    ...(settledAt === undefined ? {} : { settledAt }),
    canRetry: canRetry(item) && (error?.retryAt ?? 0) <= now,
    canCancel: (state === 'queued' && item.look !== 'cancel') || state === 'failed',
    canChange: canChange(item),
    ...(item.bare ? { bare: true } : {}),
    ...(item.renews && isPending(item) ? { renews: true } : {}),
  };
}

/** Refusals that hold for a chat, not for one message. */
const OF_CHAT: readonly ErrorKind[] = [
  'chatUnavailable',
  'writeForbidden',
  'premiumOnly',
  'paidOnly',
  'privacyRestricted',
  'blockedByThem',
  'blockedByUs',
];

/** Why a chat cannot be written to now, as far as is known; Telegram is asked only about people never heard of. */
export async function offOf(of: {
  chat: ChatRef;
  store: OutboxStore;
  strangers: Strangers;
  now: number;
  port: () => Promise<TelegramPort>;
}): Promise<WhyOff | null> {
  const { chat, store, strangers, now } = of;
  const { account, peer } = chat;
  const limits = store.limits();
  for (const what of [`chat:${peer}`, 'method:text']) {
    const limit = limitIn(limits, account, what, now);
    if (limit) return { kind: limit.kind, until: heldUntil(limit, now) };
  }
  const refused = store
    .all()
    .find(
      (it) =>
        it.state === 'failed' && chatKey(it.chat) === chatKey(chat) && it.error && OF_CHAT.includes(it.error.kind),
    );
  if (refused?.error) return { kind: refused.error.kind };
  if (peerKind(peer) !== 'user') return null;
  try {
    const port = await of.port();
    const pause = limitIn(limits, account, 'strangers', now);
    if (pause && (await strangers.isStranger(port, chat))) return { kind: 'peerFlood', until: heldUntil(pause, now) };
    return await strangers.refusal(port, chat);
  } catch {
    // Not known now. What is sent waits, and is told by Telegram.
    return null;
  }
}
