/** Reading messages: history, single messages. Reading here never marks anything as read. */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { resolveChannel, resolvePeer } from '../shape/ids';
import type { MarkedId } from '../world/ids';
import type { MessageBox } from '../world/message-box';
import type { Message } from '../world/types';
import { type HistoryQuery, historyPage } from '../world/views';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

/** The most messages one call returns. */
const MOST = 100;

/** Messages in the form their chat asks for. */
export function answer(
  { world, account }: SignedCall,
  chat: MarkedId | undefined,
  page: Message[],
  total: number,
): tl.messages.TypeMessages {
  const bundle = new Bundle(world, account);
  const channel = chat === undefined ? undefined : world.channels.get(chat);
  if (chat !== undefined) bundle.peer(chat);
  const content = { messages: page.map((message) => bundle.message(message)), topics: [], ...bundle.mentioned };
  const complete = { ...content, ...bundle.mentioned };
  if (channel) return { _: 'messages.channelMessages', pts: channel.box.pts, count: total, ...complete };
  if (page.length === total) return { _: 'messages.messages', ...complete };
  return { _: 'messages.messagesSlice', count: total, ...complete };
}

export function limited(limit: number): number {
  return limit > 0 ? Math.min(limit, MOST) : 0;
}

function getHistory(call: SignedCall, request: tl.messages.RawGetHistoryRequest): tl.messages.TypeMessages {
  const chat = resolvePeer(call.world, call.account, request.peer);
  const { messages, total } = historyPage(call.world, call.account, chat, queryOf(request));
  return answer(call, chat, messages, total);
}

export function queryOf(request: {
  offsetId: number;
  offsetDate?: number;
  addOffset: number;
  limit: number;
  maxId: number;
  minId: number;
}): HistoryQuery {
  const { offsetId, offsetDate, addOffset, maxId, minId } = request;
  return { offsetId, offsetDate, addOffset, limit: limited(request.limit), maxId, minId };
}

/** Messages named by their ids; those that are gone come as empty ones. */
function byIds(
  call: SignedCall,
  box: MessageBox,
  ids: tl.TypeInputMessage[],
  chat?: MarkedId,
): tl.messages.TypeMessages {
  const bundle = new Bundle(call.world, call.account);
  const messages = ids.map((input): tl.TypeMessage => {
    const asked =
      input._ === 'inputMessageID' || input._ === 'inputMessageReplyTo' ? box.messages.get(input.id) : undefined;
    const message = input._ === 'inputMessageReplyTo' && asked ? box.messages.get(asked.replyTo ?? 0) : asked;
    if (message) return bundle.message(message);
    return { _: 'messageEmpty', id: 'id' in input ? input.id : 0 };
  });
  const channel = chat === undefined ? undefined : call.world.channels.get(chat);
  const content = { messages, topics: [], ...bundle.mentioned };
  if (!channel) return { _: 'messages.messages', ...content };
  return { _: 'messages.channelMessages', pts: channel.box.pts, count: messages.length, ...content };
}

export const historyMethods: SignedMethods = {
  'messages.getHistory': getHistory,
  'messages.getReplies': (call, request) => {
    const chat = resolvePeer(call.world, call.account, request.peer);
    const isForum = call.world.channels.get(chat)?.isForum === true;
    const { msgId } = request;
    const options = isForum ? { topic: msgId } : { fits: ({ replyTo }: Message) => replyTo === msgId };
    const { messages, total } = historyPage(call.world, call.account, chat, queryOf(request), options);
    return answer(call, chat, messages, total);
  },
  'messages.getMessages': (call, { id }) => byIds(call, call.account.box, id),
  'channels.getMessages': (call, { channel, id }) => {
    const chat = resolveChannel(call.world, call.account, channel);
    return byIds(call, call.world.box(call.account, chat), id, chat);
  },
  'messages.getUnreadMentions': (call, { peer }) => answer(call, resolvePeer(call.world, call.account, peer), [], 0),
  'messages.getMessagesViews': ({ world, account }, { peer, id }) => {
    const box = world.box(account, resolvePeer(world, account, peer));
    const views = id.map((one) => ({ _: 'messageViews' as const, views: box.messages.get(one)?.views ?? 0 }));
    return { _: 'messages.messageViews', views, chats: [], users: [] };
  },
  'messages.getPeerSettings': ({ world, account }, { peer }) => {
    resolvePeer(world, account, peer);
    return { _: 'messages.peerSettings', settings: { _: 'peerSettings' }, chats: [], users: [] };
  },
  'messages.getWebPagePreview': () => {
    throw badRequest('WEBPAGE_NOT_FOUND');
  },
};
