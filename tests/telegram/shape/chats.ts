/** Groups, channels, topics and dialogs as an account sees them. */
import type { tl } from '@mtcute/tl';
import { toLong } from '../mtproto/tl';
import { bareId } from '../world/ids';
import type { Account, Channel, Dialog, Group, Message, Photo, Topic } from '../world/types';
import { messagesOf, topicOf, unreadCount, unreadInTopic } from '../world/views';
import type { World } from '../world/world';
import { accessHash, peer } from './ids';
import { photo } from './pictures';

export function notifySettings(dialog: Dialog | undefined): tl.RawPeerNotifySettings {
  return { _: 'peerNotifySettings', ...(dialog?.mutedUntil ? { muteUntil: dialog.mutedUntil } : {}) };
}

function chatPhoto(picture: Photo | undefined): tl.TypeChatPhoto {
  if (!picture) return { _: 'chatPhotoEmpty' };
  return { _: 'chatPhoto', photoId: toLong(BigInt(picture.id)), dcId: picture.dc };
}

const ALL_RIGHTS: tl.RawChatAdminRights = {
  _: 'chatAdminRights',
  changeInfo: true,
  postMessages: true,
  editMessages: true,
  deleteMessages: true,
  banUsers: true,
  inviteUsers: true,
  pinMessages: true,
  manageTopics: true,
};

export function chat(world: World, viewer: Account, group: Group): tl.RawChat | tl.RawChannel {
  const role = group.members.get(viewer.person.id);
  const channel = world.channels.get(group.id);
  if (channel) return channelOf(viewer, channel, role);
  return {
    _: 'chat',
    id: bareId(group.id),
    creator: role === 'creator',
    left: role === undefined,
    noforwards: group.isProtected === true,
    title: group.title,
    photo: chatPhoto(group.photo),
    participantsCount: group.members.size,
    date: group.createdAt,
    version: group.version,
    ...(role === 'admin' || role === 'creator' ? { adminRights: ALL_RIGHTS } : {}),
    defaultBannedRights: { _: 'chatBannedRights', untilDate: 2147483647 },
  };
}

function channelOf(viewer: Account, channel: Channel, role: string | undefined): tl.RawChannel {
  return {
    _: 'channel',
    id: bareId(channel.id),
    accessHash: accessHash(viewer, channel.id),
    creator: role === 'creator',
    left: role === undefined,
    noforwards: channel.isProtected === true,
    broadcast: channel.kind === 'broadcast',
    megagroup: channel.kind === 'supergroup',
    forum: channel.isForum,
    slowmodeEnabled: channel.slowModeSeconds > 0,
    title: channel.title,
    ...(channel.username ? { username: channel.username } : {}),
    photo: chatPhoto(channel.photo),
    date: channel.createdAt,
    participantsCount: channel.subscribers ?? channel.members.size,
    ...(role === 'admin' || role === 'creator' ? { adminRights: ALL_RIGHTS } : {}),
    ...(channel.kind === 'supergroup' ? { defaultBannedRights: { _: 'chatBannedRights', untilDate: 2147483647 } } : {}),
  };
}

export function chatFull(world: World, viewer: Account, group: Group): tl.RawChatFull | tl.RawChannelFull {
  const dialog = world.dialog(viewer, group.id);
  const channel = world.channels.get(group.id);
  const picture: tl.TypePhoto = group.photo ? photo(group.photo) : { _: 'photoEmpty', id: toLong(0n) };
  const common = {
    id: bareId(group.id),
    about: group.about,
    chatPhoto: picture,
    notifySettings: notifySettings(dialog),
    botInfo: [],
  };
  if (!channel) {
    return {
      ...common,
      _: 'chatFull',
      participants: {
        _: 'chatParticipants',
        chatId: bareId(group.id),
        version: group.version,
        participants: [...group.members].map(([userId, role]) => groupMember(group, userId, role)),
      },
    };
  }
  return {
    ...common,
    _: 'channelFull',
    canViewParticipants: channel.kind === 'supergroup',
    participantsCount: channel.subscribers ?? channel.members.size,
    adminsCount: [...channel.members.values()].filter((role) => role !== 'member').length,
    onlineCount: 0,
    readInboxMaxId: dialog.readInbox,
    readOutboxMaxId: dialog.readOutbox,
    unreadCount: unreadCount(world, viewer, group.id),
    pts: channel.box.pts,
    ...(channel.slowModeSeconds > 0 ? { slowmodeSeconds: channel.slowModeSeconds } : {}),
  };
}

function creatorOf(group: Group): number {
  return [...group.members].find(([, role]) => role === 'creator')?.[0] ?? 0;
}

function groupMember(group: Group, userId: number, role: string): tl.TypeChatParticipant {
  if (role === 'creator') return { _: 'chatParticipantCreator', userId };
  const invited = { userId, inviterId: creatorOf(group), date: group.createdAt };
  return role === 'admin' ? { _: 'chatParticipantAdmin', ...invited } : { _: 'chatParticipant', ...invited };
}

export function channelMember(viewer: Account, channel: Channel, userId: number): tl.TypeChannelParticipant {
  const role = channel.members.get(userId);
  const date = channel.createdAt;
  if (role === 'creator') return { _: 'channelParticipantCreator', userId, adminRights: ALL_RIGHTS };
  if (role === 'admin') {
    return { _: 'channelParticipantAdmin', userId, promotedBy: creatorOf(channel), date, adminRights: ALL_RIGHTS };
  }
  if (userId === viewer.person.id) return { _: 'channelParticipantSelf', userId, inviterId: creatorOf(channel), date };
  return { _: 'channelParticipant', userId, date };
}

export function dialog(world: World, viewer: Account, known: Dialog, top: Message | undefined): tl.RawDialog {
  const channel = world.channels.get(known.chat);
  const shown: tl.RawDialog = {
    _: 'dialog',
    pinned: known.pinned !== undefined,
    unreadMark: known.unreadMark,
    peer: peer(known.chat),
    topMessage: top?.id ?? 0,
    readInboxMaxId: known.readInbox,
    readOutboxMaxId: known.readOutbox,
    unreadCount: unreadCount(world, viewer, known.chat),
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: notifySettings(known),
  };
  if (channel) shown.pts = channel.box.pts;
  if (known.archived) shown.folderId = 1;
  if (known.draft) shown.draft = { _: 'draftMessage', message: known.draft.text, date: known.draft.date };
  return shown;
}

export function topic(world: World, viewer: Account, channel: Channel, known: Topic): tl.RawForumTopic {
  const state = viewer.dialogs.get(channel.id)?.topics.get(known.id);
  const top = messagesOf(world, viewer, channel.id).find((message) => topicOf(message) === known.id);
  return {
    _: 'forumTopic',
    my: known.creator === viewer.person.id,
    closed: known.closed,
    pinned: known.pinned,
    id: known.id,
    date: known.createdAt,
    peer: peer(channel.id),
    title: known.title,
    iconColor: known.color,
    topMessage: top?.id ?? known.id,
    readInboxMaxId: state?.readInbox ?? 0,
    readOutboxMaxId: state?.readOutbox ?? 0,
    unreadCount: unreadInTopic(world, viewer, channel, known.id),
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    fromId: peer(known.creator),
    notifySettings: { _: 'peerNotifySettings' },
  };
}
