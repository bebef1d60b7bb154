/** Searching messages. https://core.telegram.org/api/search */
import type { tl } from '@mtcute/tl';
import { resolvePeer } from '../shape/ids';
import type { MarkedId } from '../world/ids';
import { type FileKind, kindOfFile } from '../world/media';
import type { Message } from '../world/types';
import { historyPage, messagesOf } from '../world/views';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';
import { answer, limited, queryOf } from './history';

type Fits = (message: Message) => boolean;

const ofKind =
  (...kinds: FileKind[]): Fits =>
  ({ media }) =>
    media?.kind === 'file' && kinds.includes(kindOfFile(media.file));

const LINK = /https?:\/\//;

const FILTERS: Record<string, Fits> = {
  inputMessagesFilterPhotos: ofKind('photo'),
  inputMessagesFilterVideo: ofKind('video'),
  inputMessagesFilterPhotoVideo: ofKind('photo', 'video'),
  inputMessagesFilterDocument: ofKind('document'),
  inputMessagesFilterVoice: ofKind('voice'),
  inputMessagesFilterRoundVideo: ofKind('round'),
  inputMessagesFilterRoundVoice: ofKind('voice', 'round'),
  inputMessagesFilterMusic: ofKind('audio'),
  inputMessagesFilterGif: ofKind('gif'),
  inputMessagesFilterGeo: ({ media }) => media?.kind === 'location',
  inputMessagesFilterContacts: ({ media }) => media?.kind === 'contact',
  inputMessagesFilterUrl: ({ text, entities = [] }) =>
    LINK.test(text) || entities.some(({ _ }) => _ === 'messageEntityUrl' || _ === 'messageEntityTextUrl'),
  inputMessagesFilterPinned: ({ pinned }) => pinned === true,
  inputMessagesFilterMyMentions: ({ mentions = [] }) => mentions.length > 0,
  inputMessagesFilterPhoneCalls: ({ action }) => action?.kind === 'call',
};

/** Words fit where they begin a word of the text, in any order. */
function hasWords(text: string, words: string[]): boolean {
  const folded = text.toLowerCase();
  return words.every((word) => folded.split(/[^\p{L}\p{N}_]+/u).some((known) => known.startsWith(word)));
}

function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);
}

function fileNames({ media }: Message): string {
  if (media?.kind !== 'file' || media.file.kind !== 'document') return '';
  return media.file.attributes.flatMap((it) => (it._ === 'documentAttributeFilename' ? [it.fileName] : [])).join(' ');
}

function matcher(filter: tl.TypeMessagesFilter, query: string): Fits {
  const words = wordsOf(query);
  const fits = filter._ === 'inputMessagesFilterEmpty' ? () => true : (FILTERS[filter._] ?? (() => false));
  return (message) => fits(message) && hasWords(`${message.text} ${fileNames(message)}`, words);
}

function within({ minDate, maxDate }: { minDate: number; maxDate: number }): Fits {
  return ({ date }) => (minDate === 0 || date > minDate) && (maxDate === 0 || date < maxDate);
}

function search(call: SignedCall, request: tl.messages.RawSearchRequest): tl.messages.TypeMessages {
  const { world, account } = call;
  const chat = resolvePeer(world, account, request.peer);
  const from = request.fromId ? resolvePeer(world, account, request.fromId) : undefined;
  const [fits, inTime] = [matcher(request.filter, request.q), within(request)];
  const isWanted: Fits = (message) =>
    fits(message) && inTime(message) && (from === undefined || (message.from ?? message.chat) === from);
  const options = { topic: request.topMsgId, fits: isWanted };
  const { messages, total } = historyPage(world, account, chat, queryOf(request), options);
  return answer(call, chat, messages, total);
}

/** Newest first; of one second, by chat and then by id, so that a page can go on anywhere. */
function byDate(a: Message, b: Message): number {
  return b.date - a.date || b.chat - a.chat || b.id - a.id;
}

function searchGlobal(call: SignedCall, request: tl.messages.RawSearchGlobalRequest): tl.messages.TypeMessages {
  const { world, account } = call;
  const { q, filter, offsetRate, offsetId, offsetPeer } = request;
  if (q.trim() === '' && filter._ === 'inputMessagesFilterEmpty') throw badRequest('SEARCH_QUERY_EMPTY');
  const [fits, inTime] = [matcher(filter, q), within(request)];
  const chats = [...account.dialogs.keys()].filter((chat) => world.canSee(account, chat));
  const all = chats
    .flatMap((chat) => messagesOf(world, account, chat))
    .filter((message) => fits(message) && inTime(message))
    .sort(byDate);
  let offset: MarkedId = 0;
  if (offsetPeer._ !== 'inputPeerEmpty') offset = resolvePeer(world, account, offsetPeer);
  const below = all.filter((message) => {
    if (offsetRate === 0) return true;
    if (message.date !== offsetRate || !offset) return message.date < offsetRate;
    return message.chat === offset ? message.id < offsetId : message.chat < offset;
  });
  const page = below.slice(0, limited(request.limit));
  const shaped = answer(call, undefined, page, all.length);
  const last = page.at(-1);
  if (shaped._ !== 'messages.messagesSlice' || !last) return shaped;
  return { ...shaped, nextRate: last.date };
}

export const searchMethods: SignedMethods = {
  'messages.search': search,
  'messages.searchGlobal': searchGlobal,
  'messages.getSearchCounters': (call, { peer, filters, topMsgId }) => {
    const { world, account } = call;
    const all = messagesOf(world, account, resolvePeer(world, account, peer), topMsgId);
    return filters.map((filter) => ({
      _: 'messages.searchCounter',
      filter,
      count: all.filter(matcher(filter, '')).length,
    }));
  },
};
