/** Reading messages: history, single messages, search. Reading here never marks anything as read. */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { resolveChannel, resolvePeer } from '../shape/ids';
import type { MarkedId } from '../world/ids';
import type { MessageBox } from '../world/message-box';
import type { Message } from '../world/types';
import { type HistoryQuery, historyPage, messagesOf } from '../world/views';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

/** The most messages one call returns. */
const MOST = 100;

/** Messages in the form their chat asks for. */
function answer(
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

function limited(limit: number): number {
  return limit > 0 ? Math.min(limit, MOST) : 0;
}

function getHistory(call: SignedCall, request: tl.messages.RawGetHistoryRequest): tl.messages.TypeMessages {
  const chat = resolvePeer(call.world, call.account, request.peer);
  const { messages, total } = historyPage(call.world, call.account, chat, queryOf(request));
  return answer(call, chat, messages, total);
}

function queryOf(request: {
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

const FILTERS: Record<string, (message: Message) => boolean> = {
  inputMessagesFilterPhotos: ({ media }) => media?.kind === 'photo',
  inputMessagesFilterPhotoVideo: ({ media }) => media?.kind === 'photo',
  inputMessagesFilterDocument: ({ media }) => media?.kind === 'file',
  inputMessagesFilterVoice: ({ media }) => media?.kind === 'voice',
  inputMessagesFilterRoundVoice: ({ media }) => media?.kind === 'voice',
  inputMessagesFilterGeo: ({ media }) => media?.kind === 'location',
  inputMessagesFilterContacts: ({ media }) => media?.kind === 'contact',
  inputMessagesFilterUrl: ({ text }) => /https?:\/\//.test(text),
  inputMessagesFilterPinned: ({ pinned }) => pinned === true,
};

function matcher(filter: tl.TypeMessagesFilter, words: string): (message: Message) => boolean {
  const wanted = words.toLowerCase();
  const fits = filter._ === 'inputMessagesFilterEmpty' ? () => true : (FILTERS[filter._] ?? (() => false));
  return (message) => fits(message) && message.text.toLowerCase().includes(wanted);
}

function search(call: SignedCall, request: tl.messages.RawSearchRequest): tl.messages.TypeMessages {
  const { world, account } = call;
  const chat = resolvePeer(world, account, request.peer);
  const from = request.fromId ? resolvePeer(world, account, request.fromId) : undefined;
  const fits = matcher(request.filter, request.q);
  const isWanted = (message: Message): boolean =>
    fits(message) &&
    (from === undefined || message.from === from) &&
    (request.minDate === 0 || message.date > request.minDate) &&
    (request.maxDate === 0 || message.date < request.maxDate);
  const options = { topic: request.topMsgId, fits: isWanted };
  const { messages, total } = historyPage(world, account, chat, queryOf(request), options);
  return answer(call, chat, messages, total);
}

function searchGlobal(call: SignedCall, request: tl.messages.RawSearchGlobalRequest): tl.messages.TypeMessages {
  const fits = matcher(request.filter, request.q);
  const chats = [...call.account.dialogs.keys()].filter((chat) => call.world.canSee(call.account, chat));
  const all = chats
    .flatMap((chat) => messagesOf(call.world, call.account, chat).filter(fits))
    .filter(({ date }) => request.offsetRate === 0 || date < request.offsetRate)
    .sort((a, b) => b.date - a.date);
  return answer(call, undefined, all.slice(0, limited(request.limit)), all.length);
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
  'messages.search': search,
  'messages.searchGlobal': searchGlobal,
  'messages.getSearchCounters': (call, { peer, filters }) => {
    const all = messagesOf(call.world, call.account, resolvePeer(call.world, call.account, peer));
    return filters.map((filter) => ({
      _: 'messages.searchCounter',
      filter,
      count: all.filter(matcher(filter, '')).length,
    }));
  },
  'messages.getUnreadMentions': (call, { peer }) => answer(call, resolvePeer(call.world, call.account, peer), [], 0),
  'messages.getScheduledHistory': (call, { peer }) => answer(call, resolvePeer(call.world, call.account, peer), [], 0),
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
