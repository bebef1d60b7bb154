import { Long, type tl } from '@mtcute/core';
import type { Message } from '@/lib/messages/model';
import type { SearchKind, SearchOptions } from '../port/messages';
import { mapAnswer, totalOf } from './answers';
import type { Peers } from './peers';
import type { Session } from './session';

const MOST = 100;

const FILTERS: Record<SearchKind, tl.TypeMessagesFilter['_']> = {
  media: 'inputMessagesFilterPhotoVideo',
  photo: 'inputMessagesFilterPhotos',
  video: 'inputMessagesFilterVideo',
  file: 'inputMessagesFilterDocument',
  // Voice notes and round videos, as Telegram's own apps list them.
  voice: 'inputMessagesFilterRoundVoice',
  music: 'inputMessagesFilterMusic',
  link: 'inputMessagesFilterUrl',
  pinned: 'inputMessagesFilterPinned',
};

/** Searches one chat, or all. Telegram cannot search all chats for one sender: what others wrote is left out here. */
export async function search(
  session: Session,
  peers: Peers,
  options: SearchOptions,
): Promise<{ messages: Message[]; total: number }> {
  const answer = await (options.peer === undefined
    ? searchAll(session, peers, options)
    : searchChat(session, peers, options, options.peer));
  const found = mapAnswer(session, answer);
  const wanted =
    options.peer === undefined && options.from !== undefined ? found.filter((it) => it.from === options.from) : found;
  return { messages: wanted, total: totalOf(answer) };
}

/** What both ways of searching are asked. Telegram leaves out the seconds that it is given. */
function asked({ query, kind, since, until, limit }: SearchOptions) {
  return {
    q: query,
    filter: { _: kind ? FILTERS[kind] : ('inputMessagesFilterEmpty' as const) } as tl.TypeMessagesFilter,
    minDate: since === undefined ? 0 : Math.max(Math.ceil(since / 1000) - 1, 0),
    maxDate: until === undefined ? 0 : Math.ceil(until / 1000),
    limit: Math.min(Math.max(limit, 1), MOST),
  };
}

async function searchChat(session: Session, peers: Peers, options: SearchOptions, peer: number) {
  return session.call({
    _: 'messages.search',
    ...asked(options),
    peer: await peers.input(peer),
    fromId: options.from === undefined ? undefined : await peers.input(options.from),
    topMsgId: options.topic,
    offsetId: options.after?.id ?? 0,
    addOffset: 0,
    maxId: 0,
    minId: 0,
    hash: Long.ZERO,
  });
}

async function searchAll(session: Session, peers: Peers, options: SearchOptions) {
  const { after } = options;
  return session.call({
    _: 'messages.searchGlobal',
    ...asked(options),
    offsetRate: after ? Math.floor(after.date / 1000) : 0,
    offsetPeer: after ? await peers.input(after.peer) : { _: 'inputPeerEmpty' },
    offsetId: after?.id ?? 0,
  });
}
