import type { tl } from '@mtcute/core';
import { type LastSeen, SERVICE_PEER } from '@/lib/chats/model';
import type { Me, TelegramChat } from '../port';
import { markedChannel, markedGroup } from './marked';

type FullUser = tl.RawUser;
type Group = Exclude<tl.TypeChat, tl.RawChatEmpty>;

export function mapMe(user: FullUser): Me {
  const me: Me = { id: user.id, name: nameOf(user) };
  const username = usernameOf(user);
  if (username) me.username = username;
  if (user.phone) me.phone = `+${user.phone}`;
  return me;
}

/** First and last name; empty for a deleted account, which has neither. */
export function nameOf(user: FullUser): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ');
}

/**
 * A person, a bot, Saved Messages or Telegram's own notifications.
 * @param now UTC ms; an "online until" that has passed is a time last seen
 */
export function mapUser(user: FullUser, self: number, now: number): TelegramChat {
  const chat: TelegramChat = {
    peer: user.id,
    kind: kindOfUser(user, self),
    title: nameOf(user),
    hasPhoto: user.photo?._ === 'userProfilePhoto',
  };
  const username = usernameOf(user);
  if (username) chat.username = username;
  if (user.deleted) chat.deleted = true;
  else if (chat.kind === 'user' || chat.kind === 'saved') {
    chat.phone = user.phone ? `+${user.phone}` : null;
    chat.lastSeen = mapStatus(user.status, now);
  }
  return chat;
}

function kindOfUser(user: FullUser, self: number): TelegramChat['kind'] {
  if (user.id === self) return 'saved';
  if (user.id === SERVICE_PEER) return 'service';
  return user.bot ? 'bot' : 'user';
}

/** https://core.telegram.org/type/UserStatus: no status at all is what Telegram sends where it may tell nothing. */
export function mapStatus(status: tl.TypeUserStatus | undefined, now: number): LastSeen {
  switch (status?._) {
    case undefined:
      return { is: 'hidden' };
    case 'userStatusOnline':
      return status.expires * 1000 > now ? { is: 'online' } : { is: 'at', time: status.expires * 1000 };
    case 'userStatusOffline':
      return { is: 'at', time: status.wasOnline * 1000 };
    case 'userStatusRecently':
      return { is: 'recently' };
    case 'userStatusLastWeek':
      return { is: 'withinWeek' };
    case 'userStatusLastMonth':
      return { is: 'withinMonth' };
    case 'userStatusEmpty':
      return { is: 'longAgo' };
  }
}

export function mapGroup(raw: Group): TelegramChat {
  const channel = raw._ === 'channel' || raw._ === 'channelForbidden' ? raw : null;
  const chat: TelegramChat = {
    peer: channel ? markedChannel(raw.id) : markedGroup(raw.id),
    kind: channel ? (channel.megagroup ? 'supergroup' : 'channel') : 'group',
    title: raw.title,
    hasPhoto: 'photo' in raw && raw.photo._ === 'chatPhoto',
  };
  if ('participantsCount' in raw && raw.participantsCount) chat.members = raw.participantsCount;
  const username = channel?._ === 'channel' ? usernameOf(channel) : undefined;
  if (username) chat.username = username;
  return chat;
}

/** Whether the account can no longer see a group: thrown out, or the group is gone. */
export function isGone(raw: Group): raw is tl.RawChatForbidden | tl.RawChannelForbidden {
  return raw._ === 'chatForbidden' || raw._ === 'channelForbidden';
}

export function mapTopic(topic: tl.RawForumTopic, forum: TelegramChat): TelegramChat {
  return { ...forum, kind: 'topic', topic: topic.id, title: topic.title, forumTitle: forum.title };
}

/** The name people are shown: the editable one, or the first active of several. */
function usernameOf(peer: { username?: string; usernames?: tl.TypeUsername[] }): string | undefined {
  if (peer.username) return peer.username;
  return (peer.usernames?.find((it) => it.editable && it.active) ?? peer.usernames?.find((it) => it.active))?.username;
}
