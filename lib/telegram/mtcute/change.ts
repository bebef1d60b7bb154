/** What the account does to messages that are there: edits, deletes, reacts. */
import { Long, type tl } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { Reaction, RichText } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import { acceptUpdates } from './deliver';
import { toTelegramText } from './map-text';
import { bareId } from './marked';
import { markedUser, toSeconds } from './outgoing';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many as Telegram deletes at once. */
const MOST = 100;

export async function edit(
  session: Session,
  peers: Peers,
  peer: number,
  id: number,
  { text, scheduled }: { text?: RichText; scheduled?: { at: number } },
): Promise<Message> {
  const words = text ? await toTelegramText(text, markedUser(peers)) : {};
  const answer = await session.call({
    _: 'messages.editMessage',
    peer: await peers.input(peer),
    id,
    ...words,
    scheduleDate: scheduled && toSeconds(scheduled.at),
  });
  const edited = acceptUpdates(session, answer).find((it) => it.id === id);
  if (!edited) throw new TezError('internal');
  return edited;
}

export async function remove(
  session: Session,
  peers: Peers,
  peer: number,
  ids: readonly number[],
  { forAll }: { forAll: boolean },
): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST) {
    const some = ids.slice(at, at + MOST);
    if (peerKind(peer) === 'channel') await removeFromChannel(session, peers, peer, some);
    else {
      const { pts, ptsCount } = await session.call({ _: 'messages.deleteMessages', id: some, revoke: forAll });
      tell(session, { _: 'updateDeleteMessages', messages: some, pts, ptsCount });
    }
  }
}

async function removeFromChannel(session: Session, peers: Peers, peer: number, id: number[]): Promise<void> {
  const channel = await peers.channel(peer);
  const { pts, ptsCount } = await session.call({ _: 'channels.deleteMessages', channel, id });
  tell(session, { _: 'updateDeleteChannelMessages', channelId: bareId(peer), messages: id, pts, ptsCount });
}

/** The answer to a deletion names no messages: it is told here as the update that others get. */
function tell(session: Session, update: tl.TypeUpdate): void {
  session.take({ _: 'updates', updates: [update], users: [], chats: [], date: 0, seq: 0 });
}

/** Reactions that the message has already are no failure. */
export async function react(
  session: Session,
  peers: Peers,
  peer: number,
  id: number,
  reactions: readonly Pick<Reaction, 'emoji' | 'custom'>[],
): Promise<void> {
  const reaction = reactions.map(({ emoji, custom }): tl.TypeReaction => {
    if (custom) return { _: 'reactionCustomEmoji', documentId: Long.fromString(emoji) };
    return { _: 'reactionEmoji', emoticon: emoji };
  });
  try {
    const answer = await session.call({
      _: 'messages.sendReaction',
      peer: await peers.input(peer),
      msgId: id,
      reaction,
    });
    acceptUpdates(session, answer);
  } catch (error) {
    if (TezError.from(error).kind !== 'notModified') throw error;
  }
}
