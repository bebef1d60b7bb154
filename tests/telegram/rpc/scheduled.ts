/** What waits on the server to be sent. https://core.telegram.org/api/scheduled-messages */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { peer, resolvePeer } from '../shape/ids';
import { goOff, scheduledIn, unschedule } from '../world/scheduled';
import type { Message } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';
import { newMessageUpdate, updatesOf } from './outgoing';

function answer({ world, account }: SignedCall, messages: Message[]): tl.messages.RawMessages {
  const bundle = new Bundle(world, account);
  // The one that is sent last comes first.
  const shaped = [...messages].reverse().map((message) => bundle.message(message));
  return { _: 'messages.messages', messages: shaped, topics: [], ...bundle.mentioned };
}

function named({ world, account }: SignedCall, input: tl.TypeInputPeer, ids: number[]) {
  const chat = resolvePeer(world, account, input);
  const found = scheduledIn(account, chat).filter(({ id }) => ids.includes(id));
  return { chat, found };
}

export const scheduledMethods: SignedMethods = {
  'messages.getScheduledHistory': (call, { peer: input }) => {
    const chat = resolvePeer(call.world, call.account, input);
    return answer(call, scheduledIn(call.account, chat));
  },
  'messages.getScheduledMessages': (call, { peer: input, id }) => answer(call, named(call, input, id).found),
  'messages.sendScheduledMessages': (call, { peer: input, id }) => {
    const { world, account, session } = call;
    const { chat, found } = named(call, input, id);
    if (found.length === 0) throw badRequest('MESSAGE_ID_INVALID');
    const ids = found.map((message) => message.id);
    const bundle = new Bundle(world, account);
    const sent = goOff(world, account, chat, ids, session);
    const before = sent.length - 1;
    const updates = sent.map((copy, i) => {
      const { pts } = (copy.place.channel ?? copy.place.account).box;
      return newMessageUpdate(bundle, copy, pts - (before - i));
    });
    const sentMessages = sent.map(({ message }) => message.id);
    updates.push({ _: 'updateDeleteScheduledMessages', peer: peer(chat), messages: ids, sentMessages });
    return updatesOf(call, bundle, updates);
  },
  'messages.deleteScheduledMessages': (call, { peer: input, id }) => {
    const { world, account, session } = call;
    const { chat, found } = named(call, input, id);
    const ids = found.map((message) => message.id);
    unschedule(world, account, chat, ids, session);
    const bundle = new Bundle(world, account).peer(chat);
    return updatesOf(call, bundle, [{ _: 'updateDeleteScheduledMessages', peer: peer(chat), messages: ids }]);
  },
};
