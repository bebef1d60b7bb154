import { Long } from '@mtcute/core';
import type { Message } from '@/lib/messages/model';
import { mapAnswer } from './answers';
import { acceptUpdates } from './deliver';
import type { Peers } from './peers';
import type { Session } from './session';

/** What waits in a chat to be sent, soonest first. */
export async function scheduled(session: Session, peers: Peers, peer: number): Promise<Message[]> {
  const answer = await session.call({
    _: 'messages.getScheduledHistory',
    peer: await peers.input(peer),
    hash: Long.ZERO,
  });
  return mapAnswer(session, answer).sort((a, b) => a.date - b.date || a.id - b.id);
}

export async function sendScheduled(
  session: Session,
  peers: Peers,
  peer: number,
  ids: readonly number[],
): Promise<void> {
  const answer = await session.call({
    _: 'messages.sendScheduledMessages',
    peer: await peers.input(peer),
    id: [...ids],
  });
  acceptUpdates(session, answer);
}

/** Those that are gone already, sent or not, are no failure. */
export async function deleteScheduled(
  session: Session,
  peers: Peers,
  peer: number,
  ids: readonly number[],
): Promise<void> {
  const answer = await session.call({
    _: 'messages.deleteScheduledMessages',
    peer: await peers.input(peer),
    id: [...ids],
  });
  acceptUpdates(session, answer);
}
