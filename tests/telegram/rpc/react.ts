/** Reactions and pins of the account. https://core.telegram.org/api/reactions */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { peer, resolvePeer } from '../shape/ids';
import { shapeReactions } from '../shape/reactions';
import { bareId } from '../world/ids';
import { pin, pinAloud } from '../world/pin';
import { react } from '../world/react';
import type { Reaction } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, namedError } from './error';
import { copyFor, knownMessage, newMessageUpdate, updatesOf } from './outgoing';

/** The reactions that everybody may give. https://core.telegram.org/method/messages.getAvailableReactions */
export const AVAILABLE = [
  '👍',
  '👎',
  '❤',
  '🔥',
  '🥰',
  '👏',
  '😁',
  '🤔',
  '🤯',
  '😱',
  '🤬',
  '😢',
  '🎉',
  '🤩',
  '🤮',
  '💩',
  '🙏',
  '👌',
  '🕊',
  '🤡',
  '🥱',
  '🥴',
  '😍',
  '🐳',
  '🌚',
  '🌭',
  '💯',
  '🤣',
  '⚡',
  '🍌',
  '🏆',
  '💔',
  '🤨',
  '😐',
  '🍓',
  '🍾',
  '💋',
  '👀',
  '✍',
  '🤝',
];
const MOST = { plain: 1, premium: 3 };

function wanted({ account }: SignedCall, reactions: tl.TypeReaction[]): Omit<Reaction, 'from'>[] {
  const { isPremium } = account.person;
  if (reactions.length > (isPremium ? MOST.premium : MOST.plain)) throw badRequest('REACTIONS_TOO_MANY');
  return reactions.map((reaction) => {
    if (reaction._ === 'reactionEmoji' && AVAILABLE.includes(reaction.emoticon.replace('\ufe0f', ''))) {
      return { emoji: reaction.emoticon.replace('\ufe0f', '') };
    }
    if (reaction._ !== 'reactionCustomEmoji') throw badRequest('REACTION_INVALID');
    if (!isPremium) throw namedError('PREMIUM_ACCOUNT_REQUIRED');
    return { emoji: reaction.documentId.toString(), custom: true };
  });
}

function sendReaction(call: SignedCall, request: tl.messages.RawSendReactionRequest): tl.TypeUpdates {
  const { world, account, session } = call;
  const chat = resolvePeer(world, account, request.peer);
  const message = knownMessage(call, chat, request.msgId);
  if (message.action) throw badRequest('MESSAGE_ID_INVALID');
  const from = account.person.id;
  const reactions = wanted(
    call,
    (request.reaction ?? []).filter(({ _ }) => _ !== 'reactionEmpty'),
  );
  const own = (message.reactions ?? []).filter((one) => one.from === from);
  if (own.length === reactions.length && own.every(({ emoji }, i) => emoji === reactions[i]?.emoji)) {
    throw badRequest('MESSAGE_NOT_MODIFIED');
  }
  const place = world.place(account, chat);
  react(world, place, message, { from, reactions }, session);
  const bundle = new Bundle(world, account);
  const content = { message: bundle.message(message), pts: world.box(account, chat).pts, ptsCount: 1 };
  return updatesOf(call, bundle, [
    { _: 'updateMessageReactions', peer: peer(chat), msgId: message.id, reactions: shapeReactions(account, message) },
    place.channel ? { _: 'updateEditChannelMessage', ...content } : { _: 'updateEditMessage', ...content },
  ]);
}

function updatePinned(call: SignedCall, request: tl.messages.RawUpdatePinnedMessageRequest): tl.TypeUpdates {
  const { world, account, session } = call;
  const chat = resolvePeer(world, account, request.peer);
  const message = knownMessage(call, chat, request.id);
  if (world.channels.has(chat) && world.group(chat)?.members.get(account.person.id) === 'member') {
    throw namedError('CHAT_ADMIN_REQUIRED');
  }
  const pinned = request.unpin !== true;
  if ((message.pinned === true) === pinned) throw badRequest('CHAT_NOT_MODIFIED');
  const place = world.place(account, chat);
  const bundle = new Bundle(world, account);
  const box = world.box(account, chat);
  const told = (): tl.TypeUpdate => {
    const state = { pinned, messages: [message.id], pts: box.pts, ptsCount: 1 };
    if (place.channel) return { _: 'updatePinnedChannelMessages', channelId: bareId(chat), ...state };
    return { _: 'updatePinnedMessages', peer: peer(chat), ...state };
  };
  bundle.peer(chat);
  if (!pinned || request.silent || request.pmOneside) {
    pin(world, place, [message], { pinned, onlyHere: request.pmOneside === true }, session);
    return updatesOf(call, bundle, [told()]);
  }
  const copies = pinAloud(world, place, message, account.person.id, session);
  const state = { ...told(), pts: box.pts - 1 };
  return updatesOf(call, bundle, [state, newMessageUpdate(bundle, copyFor(copies, account))]);
}

export const reactMethods: SignedMethods = {
  'messages.sendReaction': sendReaction,
  'messages.updatePinnedMessage': updatePinned,
  'messages.unpinAllMessages': (call, { peer: input }) => {
    const { world, account, session } = call;
    const chat = resolvePeer(world, account, input);
    const box = world.box(account, chat);
    const pinned = box
      .idsOf(chat)
      .flatMap((id) => box.messages.get(id) ?? [])
      .filter((one) => one.pinned);
    const before = box.pts;
    pin(world, world.place(account, chat), pinned, { pinned: false }, session);
    return { _: 'messages.affectedHistory', pts: box.pts, ptsCount: box.pts - before, offset: 0 };
  },
  'messages.getAvailableReactions': () => ({ _: 'messages.availableReactionsNotModified' }),
};
