import { Long, type tl } from '@mtcute/core';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import { mapAll } from './answers';
import { rpcText } from './rpc-error';
import type { Session } from './session';

type Sending =
  | tl.messages.RawSendMessageRequest
  | tl.messages.RawSendMediaRequest
  | tl.messages.RawSendMultiMediaRequest
  | tl.messages.RawForwardMessagesRequest;

const DECIMAL = /^-?\d{1,20}$/;

/**
 * The decimal number a message is sent with, as Telegram takes it: 64 bits, signed.
 * @throws TezError `invalidInput` for what would come back as another number
 */
export function randomLong(decimal: string): Long {
  const id = Long.fromString(DECIMAL.test(decimal) ? decimal : '0');
  if (id.isZero() || id.toString() !== decimal) throw new TezError('invalidInput');
  return id;
}

/**
 * Sends, and takes in what Telegram answers like any other update, so that the sink hears of it too: also when the
 * answer comes after the deadline.
 * @returns the messages in the order of `randomIds`; null where Telegram had taken them before
 */
export async function deliver(
  session: Session,
  request: Sending,
  randomIds: readonly Long[],
): Promise<Message[] | null> {
  const take = (answer: tl.TypeUpdates) => accept(session, request, answer, randomIds);
  try {
    return take(await session.call(request, { late: take }));
  } catch (error) {
    const text = rpcText(error);
    if (text === 'RANDOM_ID_DUPLICATE') return null;
    // Whoever may not post in a channel is told the same as one who may not write in a group.
    if (text === 'CHAT_ADMIN_REQUIRED') throw new TezError('writeForbidden', { cause: error });
    throw error;
  }
}

function accept(session: Session, request: Sending, answer: tl.TypeUpdates, randomIds: readonly Long[]): Message[] {
  const updates = answer._ === 'updateShortSentMessage' ? whole(session, request, answer, randomIds[0]) : answer;
  if (updates._ !== 'updates' && updates._ !== 'updatesCombined') throw new TezError('internal');
  const sent = messagesIn(updates, randomIds);
  const scheduled = updates.updates.some((it) => it._ === 'updateNewScheduledMessage');
  // A scheduled message has an id of its own kind, and is told as such.
  const told = scheduled ? updates.updates.filter((it) => it._ !== 'updateMessageID') : updates.updates;
  session.take({ ...updates, updates: told });
  return mapAll(session, sent, updates.chats);
}

function messagesIn({ updates }: { updates: tl.TypeUpdate[] }, randomIds: readonly Long[]): tl.TypeMessage[] {
  const byId = new Map<number, tl.TypeMessage>();
  for (const update of updates) {
    switch (update._) {
      case 'updateNewMessage':
      case 'updateNewChannelMessage':
      case 'updateNewScheduledMessage':
        byId.set(update.message.id, update.message);
    }
  }
  return randomIds.flatMap((randomId) => {
    const named = updates.find(
      (it): it is tl.RawUpdateMessageID => it._ === 'updateMessageID' && it.randomId.equals(randomId),
    );
    const message = named && byId.get(named.id);
    return message ? [message] : [];
  });
}

/** A plain message to a person is answered with its id and little more: the rest is what was sent. */
function whole(
  session: Session,
  request: Sending,
  answer: tl.RawUpdateShortSentMessage,
  randomId: Long | undefined,
): tl.RawUpdates {
  if (request._ !== 'messages.sendMessage' || !randomId) throw new TezError('internal');
  const userId = 'userId' in request.peer ? request.peer.userId : (session.self() ?? 0);
  const reply = request.replyTo?._ === 'inputReplyToMessage' ? request.replyTo : undefined;
  const message: tl.RawMessage = {
    _: 'message',
    out: answer.out,
    silent: request.silent,
    id: answer.id,
    peerId: { _: 'peerUser', userId },
    fromId: { _: 'peerUser', userId: session.self() ?? 0 },
    date: answer.date,
    message: request.message,
    entities: answer.entities ?? [],
    media: answer.media,
    ttlPeriod: answer.ttlPeriod,
    ...(reply ? { replyTo: { _: 'messageReplyHeader', replyToMsgId: reply.replyToMsgId } } : {}),
  };
  const { pts, ptsCount, date } = answer;
  return {
    _: 'updates',
    updates: [
      { _: 'updateMessageID', id: answer.id, randomId },
      { _: 'updateNewMessage', message, pts, ptsCount },
    ],
    users: [],
    chats: [],
    date,
    seq: 0,
  };
}

/** Takes in the answer to something else the account did. @returns the messages that it changed */
export function acceptUpdates(session: Session, answer: tl.TypeUpdates): Message[] {
  session.take(answer);
  if (answer._ !== 'updates' && answer._ !== 'updatesCombined') return [];
  const changed = answer.updates.flatMap((update): tl.TypeMessage[] => {
    switch (update._) {
      case 'updateEditMessage':
      case 'updateEditChannelMessage':
      case 'updateNewScheduledMessage':
        return [update.message];
      default:
        return [];
    }
  });
  return mapAll(session, changed, answer.chats);
}
