/** Supergroups and channels. */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { channelMember, chatFull } from '../shape/chats';
import { resolveChannel, resolvePeer } from '../shape/ids';
import type { Channel } from '../world/types';
import { fullName } from '../world/world';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, namedError } from './error';

const MOST = 200;

function channelOf({ world, account }: SignedCall, input: tl.TypeInputChannel): Channel {
  const channel = world.channels.get(resolveChannel(world, account, input));
  if (!channel) throw badRequest('CHANNEL_INVALID');
  return channel;
}

function getParticipants(
  call: SignedCall,
  request: tl.channels.RawGetParticipantsRequest,
): tl.channels.RawChannelParticipants {
  const { world, account } = call;
  const channel = channelOf(call, request.channel);
  const role = channel.members.get(account.person.id);
  if (channel.kind === 'broadcast' && role === 'member') throw namedError('CHAT_ADMIN_REQUIRED');
  const { filter } = request;
  const words = 'q' in filter ? (filter.q ?? '').toLowerCase() : '';
  const members = [...channel.members].filter(([id, memberRole]) => {
    const person = world.people.get(id);
    if (!person) return false;
    if (filter._ === 'channelParticipantsAdmins') return memberRole !== 'member';
    if (filter._ === 'channelParticipantsBots') return person.isBot;
    if (filter._ === 'channelParticipantsKicked' || filter._ === 'channelParticipantsBanned') return false;
    return fullName(person).toLowerCase().includes(words);
  });
  const bundle = new Bundle(world, account);
  const page = members.slice(request.offset, request.offset + Math.min(request.limit, MOST));
  const participants = page.map(([id]) => {
    bundle.peer(id);
    return channelMember(account, channel, id);
  });
  return { _: 'channels.channelParticipants', count: members.length, participants, ...bundle.mentioned };
}

export const channelMethods: SignedMethods = {
  'channels.getChannels': (call, { id }) => {
    const bundle = new Bundle(call.world, call.account);
    for (const input of id) bundle.peer(channelOf(call, input).id);
    return { _: 'messages.chats', chats: bundle.chats };
  },
  'channels.getFullChannel': (call, { channel }) => {
    const found = channelOf(call, channel);
    const bundle = new Bundle(call.world, call.account).peer(found.id);
    return { _: 'messages.chatFull', fullChat: chatFull(call.world, call.account, found), ...bundle.mentioned };
  },
  'channels.getParticipants': getParticipants,
  'channels.getParticipant': (call, { channel, participant }) => {
    const found = channelOf(call, channel);
    const id = resolvePeer(call.world, call.account, participant);
    if (!found.members.has(id)) throw badRequest('USER_NOT_PARTICIPANT');
    const bundle = new Bundle(call.world, call.account).peer(id);
    return {
      _: 'channels.channelParticipant',
      participant: channelMember(call.account, found, id),
      ...bundle.mentioned,
    };
  },
  'channels.getSendAs': (call, { peer }) => {
    resolvePeer(call.world, call.account, peer);
    return { _: 'channels.sendAsPeers', peers: [], chats: [], users: [] };
  },
};
