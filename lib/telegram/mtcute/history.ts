import { Long, type tl } from '@mtcute/core';
import type { Message } from '@/lib/messages/model';
import type { TelegramDialog } from '../port';
import { mapMessage, messageContext } from './map-message';
import { bareId, markedPeer } from './marked';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many as Telegram gives at once. */
const MOST = 100;

export interface HistoryOptions {
  limit: number;
  before?: number;
  after?: number;
  topic?: number;
}

/** Newest first. Reads without marking anything read. */
export async function history(
  session: Session,
  peers: Peers,
  peer: number,
  { limit, before = 0, after = 0, topic }: HistoryOptions,
): Promise<Message[]> {
  const page = {
    peer: await peers.input(peer),
    offsetId: before,
    offsetDate: 0,
    addOffset: 0,
    limit: Math.min(Math.max(limit, 1), MOST),
    maxId: 0,
    minId: after,
    hash: Long.ZERO,
  };
  const answer =
    topic === undefined
      ? await session.call({ _: 'messages.getHistory', ...page })
      : await session.call({ _: 'messages.getReplies', ...page, msgId: topic });
  if (answer._ === 'messages.messagesNotModified') return [];
  return mapAll(session, answer.messages, answer.chats);
}

/** Read marks, mute and last message; null for a chat that is not in the chat list. */
export async function dialog(session: Session, peers: Peers, peer: number): Promise<TelegramDialog | null> {
  const answer = await session.call({
    _: 'messages.getPeerDialogs',
    peers: [{ _: 'inputDialogPeer', peer: await peers.input(peer) }],
  });
  const raw = answer.dialogs.find((it) => it._ === 'dialog' && markedPeer(it.peer) === peer);
  if (raw?._ !== 'dialog' || !raw.topMessage) return null;
  const mapped: TelegramDialog = {
    peer,
    unread: raw.unreadCount,
    mentions: raw.unreadMentionsCount,
    readInbox: raw.readInboxMaxId,
    readOutbox: raw.readOutboxMaxId,
    mutedUntil: (raw.notifySettings.muteUntil ?? 0) * 1000,
  };
  const last = mapAll(session, answer.messages, answer.chats).find((it) => it.id === raw.topMessage);
  if (last) mapped.last = last;
  return mapped;
}

function mapAll(session: Session, messages: tl.TypeMessage[], chats: tl.TypeChat[]): Message[] {
  const byId = new Map(chats.map((it) => [it.id, it]));
  return messages.flatMap((raw) => {
    const inside = raw.peerId && raw.peerId._ !== 'peerUser' ? byId.get(bareId(markedPeer(raw.peerId))) : undefined;
    const message = mapMessage(raw, messageContext(session.self(), inside));
    return message ? [message] : [];
  });
}
