import { Long } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import type { TelegramDialog } from '../port';
import type { HistoryOptions } from '../port/messages';
import { mapAll, mapAnswer, totalOf } from './answers';
import { bareId, markedPeer } from './marked';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many as Telegram gives at once. */
const MOST = 100;

/** Newest first. Reads without marking anything read. */
export async function history(
  session: Session,
  peers: Peers,
  peer: number,
  { limit, before = 0, after = 0, skip = 0, topic }: HistoryOptions,
): Promise<Message[]> {
  const page = {
    peer: await peers.input(peer),
    offsetId: before,
    offsetDate: 0,
    addOffset: skip,
    limit: Math.min(Math.max(limit, 1), MOST),
    maxId: 0,
    minId: after,
    hash: Long.ZERO,
  };
  const answer =
    topic === undefined
      ? await session.call({ _: 'messages.getHistory', ...page })
      : await session.call({ _: 'messages.getReplies', ...page, msgId: topic });
  // From the newest page on, the channel's log tells what follows.
  if (answer._ === 'messages.channelMessages' && before === 0 && topic === undefined) {
    session.follow(bareId(peer), answer.pts);
  }
  return mapAnswer(session, answer);
}

/** Messages by id; those that are gone are left out. */
export async function messages(
  session: Session,
  peers: Peers,
  peer: number,
  ids: readonly number[],
): Promise<Message[]> {
  if (ids.length === 0) return [];
  const id = ids.slice(0, MOST).map((one) => ({ _: 'inputMessageID' as const, id: one }));
  const answer =
    peerKind(peer) === 'channel'
      ? await session.call({ _: 'channels.getMessages', channel: await peers.channel(peer), id })
      : await session.call({ _: 'messages.getMessages', id });
  // Ids of people and basic groups are the account's: they may name a message of another chat.
  return mapAnswer(session, answer).filter((message) => message.peer === peer);
}

/** How many messages a chat has, and how many of them are no older than `from` (UTC ms). */
export async function count(
  session: Session,
  peers: Peers,
  peer: number,
  { from, topic }: { from: number; topic?: number },
): Promise<{ total: number; since: number }> {
  const ask = async (minDate: number) => {
    const answer = await session.call({
      _: 'messages.search',
      peer: await peers.input(peer),
      q: '',
      filter: { _: 'inputMessagesFilterEmpty' },
      topMsgId: topic,
      // Telegram leaves out the second it is given.
      minDate,
      maxDate: 0,
      offsetId: 0,
      addOffset: 0,
      limit: 1,
      maxId: 0,
      minId: 0,
      hash: Long.ZERO,
    });
    return totalOf(answer);
  };
  const total = await ask(0);
  const since = from > 0 && total > 0 ? await ask(Math.max(Math.ceil(from / 1000) - 1, 1)) : total;
  return { total, since: Math.min(since, total) };
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
  if (raw.pts !== undefined) session.follow(bareId(peer), raw.pts);
  const last = mapAll(session, answer.messages, answer.chats).find((it) => it.id === raw.topMessage);
  if (last) mapped.last = last;
  return mapped;
}
