/** Marking as read, and typing: what a client does openly in the user's name. */
import type { tl } from '@mtcute/tl';
import { resolveChannel, resolvePeer } from '../shape/ids';
import { announceUpdate } from '../updates';
import { bareId, kindOf, type MarkedId } from '../world/ids';
import { readInbox } from '../world/read';
import type { SignedCall, SignedMethods } from './call';

function read(call: SignedCall, chat: MarkedId, upTo: number, topic?: number): void {
  const { core, world, account, session } = call;
  const at = world.milliseconds();
  core.saw.reads.push({ account: account.person.id, chat, upTo, at, ...(topic === undefined ? {} : { topic }) });
  readInbox(world, account, chat, { upTo, ...(topic === undefined ? {} : { topic }) }, session);
}

const TYPING: Record<string, string> = {
  sendMessageTypingAction: 'typing',
  sendMessageCancelAction: 'cancel',
  sendMessageRecordAudioAction: 'recording',
};

function setTyping(call: SignedCall, { peer, action }: tl.messages.RawSetTypingRequest): boolean {
  const { core, world, account } = call;
  const chat = resolvePeer(world, account, peer);
  const what = TYPING[action._] ?? action._;
  core.saw.typing.push({ account: account.person.id, chat, action: what, at: world.milliseconds() });
  const userId = account.person.id;
  const group = world.group(chat);
  const others = group
    ? world.accountsIn(group)
    : [...world.accounts.values()].filter(({ person }) => person.id === chat);
  for (const other of others)
    if (other !== account) announceUpdate(world, other, typingUpdate(chat, userId, action), true);
  return true;
}

/** Somebody is typing, as the others hear of it. `chat` is the group or channel, or the reader in a private chat. */
export function typingUpdate(chat: MarkedId, userId: number, action: tl.TypeSendMessageAction): tl.TypeUpdate {
  switch (kindOf(chat)) {
    case 'user':
      return { _: 'updateUserTyping', userId, action };
    case 'group':
      return { _: 'updateChatUserTyping', chatId: bareId(chat), fromId: { _: 'peerUser', userId }, action };
    case 'channel':
      return { _: 'updateChannelUserTyping', channelId: bareId(chat), fromId: { _: 'peerUser', userId }, action };
  }
}

export const readMethods: SignedMethods = {
  'messages.readHistory': (call, { peer, maxId }) => {
    const chat = resolvePeer(call.world, call.account, peer);
    const before = call.account.box.pts;
    read(call, chat, maxId);
    const { pts } = call.account.box;
    return { _: 'messages.affectedMessages', pts, ptsCount: pts - before };
  },
  'channels.readHistory': (call, { channel, maxId }) => {
    read(call, resolveChannel(call.world, call.account, channel), maxId);
    return true;
  },
  'messages.readDiscussion': (call, { peer, msgId, readMaxId }) => {
    read(call, resolvePeer(call.world, call.account, peer), readMaxId, msgId);
    return true;
  },
  'messages.readMessageContents': ({ account }) => ({
    _: 'messages.affectedMessages',
    pts: account.box.pts,
    ptsCount: 0,
  }),
  'messages.readMentions': ({ account }) => ({
    _: 'messages.affectedHistory',
    pts: account.box.pts,
    ptsCount: 0,
    offset: 0,
  }),
  'messages.receivedMessages': () => [],
  'messages.setTyping': setTyping,
};
