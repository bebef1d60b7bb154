import * as v from 'valibot';

/** A chat as Telegram's marked id (user 123, basic group -123, channel -100123), seen from one account. */
export interface ChatRef {
  account: number;
  peer: number;
  /** Forum topic id; absent for the whole chat. */
  topic?: number;
}

/** {@link ChatRef} as it crosses a context boundary. */
export const chatRef = v.strictObject({
  account: v.pipe(v.number(), v.safeInteger()),
  peer: v.pipe(v.number(), v.safeInteger()),
  topic: v.optional(v.pipe(v.number(), v.safeInteger())),
});

/** What finds a person in any client of Telegram: `phone` in digits, with the country code. */
export type PersonName = { username: string } | { phone: string };

export type ChatKind = 'user' | 'bot' | 'group' | 'supergroup' | 'channel' | 'topic' | 'saved' | 'service';

/** Telegram's own notifications (logins, codes) come from this user. https://core.telegram.org/constructor/updateServiceNotification */
export const SERVICE_PEER = 777000;

/** A marked channel id is -(10^12 + id). https://core.telegram.org/api/bots/ids */
export const CHANNEL_MARK = 1_000_000_000_000;

export function peerKind(peer: number): 'user' | 'group' | 'channel' {
  if (peer > 0) return 'user';
  return peer < -CHANNEL_MARK ? 'channel' : 'group';
}

/** The id inside a marked one. */
export function bareId(peer: number): number {
  if (peer > 0) return peer;
  return peer < -CHANNEL_MARK ? -peer - CHANNEL_MARK : -peer;
}

/** `account:peer` or `account:peer:topic`: the key of everything stored about a chat. */
export function chatKey(chat: ChatRef): string {
  const whole = `${chat.account}:${chat.peer}`;
  return chat.topic === undefined ? whole : `${whole}:${chat.topic}`;
}

/** The inverse of {@link chatKey}. @throws RangeError for anything that is not such a key. */
export function parseChatKey(key: string): ChatRef {
  const [account, peer, topic, ...rest] = key.split(':').map(Number);
  const whole = [account, peer].every(Number.isSafeInteger) && rest.length === 0;
  if (!whole || account === undefined || peer === undefined) throw new RangeError('not a chat key');
  if (topic === undefined) return { account, peer };
  if (!Number.isSafeInteger(topic)) throw new RangeError('not a chat key');
  return { account, peer, topic };
}

export function sameChat(a: ChatRef | null | undefined, b: ChatRef | null | undefined): boolean {
  return a?.account === b?.account && a?.peer === b?.peer && a?.topic === b?.topic;
}

/** Last seen, as exactly as Telegram tells it. `hidden` is the person's choice, not missing data. */
export type LastSeen =
  | { is: 'online' }
  | { is: 'at'; time: number }
  | { is: 'recently' | 'withinWeek' | 'withinMonth' | 'longAgo' | 'hidden' };

/** Ties a chat to one contact or one deal; many to many. A chat with any link is tracked. */
export interface ChatLink {
  id: string;
  /** {@link chatKey} */
  chat: string;
  to: { contact: string } | { deal: string } | { chat: string };
}
