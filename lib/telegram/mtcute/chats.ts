import { Long, type tl } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { TelegramChat, TelegramFullChat } from '../port';
import { isGone, mapGroup, mapTopic, mapUser, nameOf } from './map-chat';
import { bareId } from './marked';
import type { Peers } from './peers';
import type { Session } from './session';

/** Members shown of a large group: the most recently active. */
const MOST_MEMBERS = 50;

export async function chat(session: Session, peers: Peers, peer: number, topic?: number): Promise<TelegramChat> {
  if (peerKind(peer) === 'user') {
    const user = await rawUser(session, peers, peer);
    return mapUser(user, session.self() ?? 0, session.now());
  }
  const group = mapGroup(await rawGroup(session, peers, peer));
  if (topic === undefined) return group;
  const answer = await session.call({
    _: 'messages.getForumTopicsByID',
    peer: await peers.input(peer),
    topics: [topic],
  });
  const found = answer.topics.find((it) => it.id === topic);
  if (found?._ !== 'forumTopic') throw new TezError('notFound');
  return mapTopic(found, group);
}

export async function fullChat(session: Session, peers: Peers, peer: number): Promise<TelegramFullChat> {
  switch (peerKind(peer)) {
    case 'user': {
      const { fullUser } = await session.call({ _: 'users.getFullUser', id: await peers.user(peer) });
      return withoutEmpty({ about: fullUser.about, commonChats: fullUser.commonChatsCount });
    }
    case 'group': {
      const { fullChat, users } = await session.call({ _: 'messages.getFullChat', chatId: bareId(peer) });
      const list =
        fullChat._ === 'chatFull' && fullChat.participants._ === 'chatParticipants' ? fullChat.participants : null;
      const members =
        list &&
        named(
          list.participants.map((it) => it.userId),
          users,
        );
      return withoutEmpty({ about: fullChat.about, members: members ?? undefined });
    }
    case 'channel': {
      const channel = await peers.channel(peer);
      const { fullChat } = await session.call({ _: 'channels.getFullChannel', channel });
      const shown = fullChat._ === 'channelFull' && fullChat.canViewParticipants && !fullChat.participantsHidden;
      const members = shown ? await membersOf(session, channel) : undefined;
      return withoutEmpty({ about: fullChat.about, members });
    }
  }
}

/** @throws TezError `chatUnavailable` */
export async function rawUser(session: Session, peers: Peers, peer: number): Promise<tl.RawUser> {
  const [user] = await session.call({ _: 'users.getUsers', id: [await peers.user(peer)] });
  if (user?._ !== 'user') throw new TezError('chatUnavailable');
  return user;
}

/** @throws TezError `chatUnavailable`, also for a group the account was thrown out of */
export async function rawGroup(session: Session, peers: Peers, peer: number): Promise<tl.RawChat | tl.RawChannel> {
  const id = bareId(peer);
  const { chats } =
    peerKind(peer) === 'group'
      ? await session.call({ _: 'messages.getChats', id: [id] })
      : await session.call({ _: 'channels.getChannels', id: [await peers.channel(peer)] });
  const raw = chats.find((it) => it.id === id);
  if (!raw || raw._ === 'chatEmpty' || isGone(raw)) throw new TezError('chatUnavailable');
  return raw;
}

/** Those who may be seen; none where the group doesn't show them. */
async function membersOf(session: Session, channel: tl.TypeInputChannel): Promise<TelegramFullChat['members']> {
  try {
    const answer = await session.call({
      _: 'channels.getParticipants',
      channel,
      filter: { _: 'channelParticipantsRecent' },
      offset: 0,
      limit: MOST_MEMBERS,
      hash: Long.ZERO,
    });
    if (answer._ !== 'channels.channelParticipants') return undefined;
    const ids = answer.participants.flatMap((it) => ('userId' in it ? [it.userId] : []));
    return named(ids, answer.users);
  } catch (error) {
    if (TezError.from(error).kind === 'notAllowed') return undefined;
    throw error;
  }
}

function named(ids: number[], users: tl.TypeUser[]): { peer: number; name: string }[] {
  const names = new Map(users.flatMap((it) => (it._ === 'user' ? [[it.id, nameOf(it)] as const] : [])));
  return ids.map((peer) => ({ peer, name: names.get(peer) ?? '' }));
}

function withoutEmpty(full: TelegramFullChat): TelegramFullChat {
  return Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined && value !== ''));
}
