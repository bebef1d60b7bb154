/** Answers that are messages, in Tez's words. */
import type { tl } from '@mtcute/core';
import type { Message } from '@/lib/messages/model';
import { mapMessage, messageContext } from './map-message';
import { bareId, markedPeer } from './marked';
import type { Session } from './session';

export function mapAll(
  session: Session,
  messages: readonly tl.TypeMessage[],
  chats: readonly tl.TypeChat[],
): Message[] {
  const byId = new Map(chats.map((it) => [it.id, it]));
  return messages.flatMap((raw) => {
    const inside = raw.peerId && raw.peerId._ !== 'peerUser' ? byId.get(bareId(markedPeer(raw.peerId))) : undefined;
    const message = mapMessage(raw, messageContext(session.self(), inside));
    return message ? [message] : [];
  });
}

export function mapAnswer(session: Session, answer: tl.messages.TypeMessages): Message[] {
  return answer._ === 'messages.messagesNotModified' ? [] : mapAll(session, answer.messages, answer.chats);
}

/** How many there are in all, of which the answer is a part. */
export function totalOf(answer: tl.messages.TypeMessages): number {
  return answer._ === 'messages.messages' ? answer.messages.length : answer.count;
}
