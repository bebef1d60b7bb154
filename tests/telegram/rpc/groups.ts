/** Basic groups, and chats in general. */
import { Bundle } from '../shape/bundle';
import { chatFull } from '../shape/chats';
import { resolveUser } from '../shape/ids';
import { markedId } from '../world/ids';
import { commonChats } from '../world/views';
import type { SignedMethods } from './call';
import { badRequest } from './error';

export const groupMethods: SignedMethods = {
  'messages.getChats': ({ world, account }, { id }) => {
    const bundle = new Bundle(world, account);
    for (const bare of id) {
      const chat = markedId('group', bare);
      if (!world.canSee(account, chat)) throw badRequest('CHAT_ID_INVALID');
      bundle.peer(chat);
    }
    return { _: 'messages.chats', chats: bundle.chats };
  },
  'messages.getFullChat': ({ world, account }, { chatId }) => {
    const group = world.groups.get(markedId('group', chatId));
    if (!group || !world.canSee(account, group.id)) throw badRequest('CHAT_ID_INVALID');
    const bundle = new Bundle(world, account).peer(group.id);
    for (const member of group.members.keys()) bundle.peer(member);
    return { _: 'messages.chatFull', fullChat: chatFull(world, account, group), ...bundle.mentioned };
  },
  'messages.getCommonChats': ({ world, account }, { userId, limit }) => {
    const bundle = new Bundle(world, account);
    for (const id of commonChats(world, account, resolveUser(world, account, userId)).slice(0, limit)) bundle.peer(id);
    return { _: 'messages.chats', chats: bundle.chats };
  },
};
