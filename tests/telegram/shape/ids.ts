/** Peers and access hashes as TL carries them. */
import { createHash } from 'node:crypto';
import type { tl } from '@mtcute/tl';
import type Long from 'long';
import { toBits, toLong } from '../mtproto/tl';
import { badRequest } from '../rpc/error';
import { bareId, kindOf, type MarkedId, markedId } from '../world/ids';
import type { Account } from '../world/types';
import type { World } from '../world/world';

/** Every account has its own access hash for every peer, as with Telegram. */
export function accessHash(viewer: Account, id: MarkedId): Long {
  const digest = createHash('sha256').update(`${viewer.person.id} may see ${id}`).digest();
  return toLong(digest.readBigUInt64LE());
}

export function isAccessHash(viewer: Account, id: MarkedId, hash: Long): boolean {
  return toBits(accessHash(viewer, id)) === toBits(hash);
}

export function peer(id: MarkedId): tl.TypePeer {
  const bare = bareId(id);
  switch (kindOf(id)) {
    case 'user':
      return { _: 'peerUser', userId: bare };
    case 'group':
      return { _: 'peerChat', chatId: bare };
    case 'channel':
      return { _: 'peerChannel', channelId: bare };
  }
}

export function inputPeer(viewer: Account, id: MarkedId): tl.TypeInputPeer {
  const bare = bareId(id);
  switch (kindOf(id)) {
    case 'user':
      return { _: 'inputPeerUser', userId: bare, accessHash: accessHash(viewer, id) };
    case 'group':
      return { _: 'inputPeerChat', chatId: bare };
    case 'channel':
      return { _: 'inputPeerChannel', channelId: bare, accessHash: accessHash(viewer, id) };
  }
}

/** The chat a client means. @throws PEER_ID_INVALID, CHANNEL_INVALID, CHANNEL_PRIVATE */
export function resolvePeer(world: World, viewer: Account, input: tl.TypeInputPeer): MarkedId {
  switch (input._) {
    case 'inputPeerSelf':
      return viewer.person.id;
    case 'inputPeerUser':
      return known(world, viewer, markedId('user', input.userId), input.accessHash);
    case 'inputPeerChat':
      return seen(world, viewer, markedId('group', input.chatId));
    case 'inputPeerChannel':
      return known(world, viewer, markedId('channel', input.channelId), input.accessHash);
    case 'inputPeerUserFromMessage':
      return seen(world, viewer, markedId('user', input.userId));
    case 'inputPeerChannelFromMessage':
      return seen(world, viewer, markedId('channel', input.channelId));
    default:
      throw badRequest('PEER_ID_INVALID');
  }
}

function known(world: World, viewer: Account, id: MarkedId, hash: Long): MarkedId {
  if (id !== viewer.person.id && !isAccessHash(viewer, id, hash)) {
    throw badRequest(kindOf(id) === 'channel' ? 'CHANNEL_INVALID' : 'PEER_ID_INVALID');
  }
  return seen(world, viewer, id);
}

function seen(world: World, viewer: Account, id: MarkedId): MarkedId {
  if (world.canSee(viewer, id)) return id;
  throw badRequest(kindOf(id) === 'channel' ? 'CHANNEL_PRIVATE' : 'PEER_ID_INVALID');
}

/** The person a client means. @throws USER_ID_INVALID */
export function resolveUser(world: World, viewer: Account, input: tl.TypeInputUser): number {
  if (input._ === 'inputUserSelf') return viewer.person.id;
  if (input._ === 'inputUserEmpty') throw badRequest('USER_ID_INVALID');
  const mine = input.userId === viewer.person.id || input._ === 'inputUserFromMessage';
  if (!world.people.has(input.userId) || (!mine && !isAccessHash(viewer, input.userId, input.accessHash))) {
    throw badRequest('USER_ID_INVALID');
  }
  return input.userId;
}

/** The channel a client means. @throws CHANNEL_INVALID, CHANNEL_PRIVATE */
export function resolveChannel(world: World, viewer: Account, input: tl.TypeInputChannel): MarkedId {
  if (input._ === 'inputChannelEmpty') throw badRequest('CHANNEL_INVALID');
  const id = markedId('channel', input.channelId);
  if (input._ === 'inputChannel') return known(world, viewer, id, input.accessHash);
  return seen(world, viewer, id);
}
