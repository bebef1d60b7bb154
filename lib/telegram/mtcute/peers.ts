import { Long, type tl } from '@mtcute/core';
import { longFromFastString } from '@mtcute/core/utils.js';
import { peerKind } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { ChatListReader } from './chat-list';
import { bareId, markedPeer } from './marked';
import type { Session } from './session';
import { peersRepository, refMessagesRepository } from './storage/peers';

/** Pages of the chat list read, for want of a better way, to find a chat that was never met. */
const MOST_PAGES = 20;

/** How to speak of a chat to Telegram, by its marked id. */
export interface Peers {
  /** @throws TezError `chatUnavailable` when Telegram never told this account of it */
  input(peer: number): Promise<tl.TypeInputPeer>;
  user(peer: number): Promise<tl.TypeInputUser>;
  channel(peer: number): Promise<tl.TypeInputChannel>;
}

/**
 * Telegram wants an access hash with each id, and gives one only with what it shows: answers, updates, the chat list.
 * A fresh session has seen nothing yet, so a stranger is looked for in the contacts and then down the chat list, each
 * read once in a session's life. https://core.telegram.org/api/peers
 */
export function createPeers(session: Session): Peers {
  const known = peersRepository(session.rows);
  const places = refMessagesRepository(session.rows);
  const chatList = new ChatListReader(session, MOST_PAGES, stored);
  let contacts: Promise<unknown> | null = null;

  async function stored(peer: number): Promise<tl.TypeInputPeer | null> {
    const id = bareId(peer);
    if (peer === session.self()) return { _: 'inputPeerSelf' };
    if (peerKind(peer) === 'group') return { _: 'inputPeerChat', chatId: id };
    const row = await known.getById(peer);
    if (row && !row.isMin) {
      const accessHash = longFromFastString(row.accessHash);
      return peer > 0
        ? { _: 'inputPeerUser', userId: id, accessHash }
        : { _: 'inputPeerChannel', channelId: id, accessHash };
    }
    // Someone met only in passing can be asked for by where they wrote. https://core.telegram.org/api/min
    const place = await places.getByPeer(peer);
    const chat = place && (await known.getById(place[0]));
    if (!place || !chat || chat.isMin) return null;
    const where: tl.RawInputPeerChannel = {
      _: 'inputPeerChannel',
      channelId: bareId(chat.id),
      accessHash: longFromFastString(chat.accessHash),
    };
    return peer > 0
      ? { _: 'inputPeerUserFromMessage', peer: where, msgId: place[1], userId: id }
      : { _: 'inputPeerChannelFromMessage', peer: where, msgId: place[1], channelId: id };
  }

  async function askContacts(): Promise<void> {
    contacts ??= session.call({ _: 'contacts.getContacts', hash: Long.ZERO }).catch((error) => {
      contacts = null;
      throw error;
    });
    await contacts;
  }

  async function find(peer: number): Promise<tl.TypeInputPeer> {
    await session.prepare();
    let found = await stored(peer);
    if (!found && peer > 0) {
      await askContacts();
      found = await stored(peer);
    }
    while (!found) {
      if (chatList.done) throw new TezError('chatUnavailable');
      await chatList.next();
      found = await stored(peer);
    }
    return found;
  }

  return {
    input: find,
    async user(peer) {
      const input = await find(peer);
      switch (input._) {
        case 'inputPeerSelf':
          return { _: 'inputUserSelf' };
        case 'inputPeerUser':
          return { ...input, _: 'inputUser' };
        case 'inputPeerUserFromMessage':
          return { ...input, _: 'inputUserFromMessage' };
        default:
          throw new TezError('chatUnavailable');
      }
    },
    async channel(peer) {
      const input = await find(peer);
      switch (input._) {
        case 'inputPeerChannel':
          return { ...input, _: 'inputChannel' };
        case 'inputPeerChannelFromMessage':
          return { ...input, _: 'inputChannelFromMessage' };
        default:
          throw new TezError('chatUnavailable');
      }
    },
  };
}

/** What Telegram answers is kept by the session as it passes, so that the person can be spoken of from then on. */
export async function findPerson(session: Session, who: { username: string } | { phone: string }): Promise<number> {
  const request =
    'username' in who
      ? ({ _: 'contacts.resolveUsername', username: who.username.replace(/^@/, '') } as const)
      : ({ _: 'contacts.resolvePhone', phone: who.phone.replace(/\D/g, '') } as const);
  const { peer } = await session.call(request).catch((error) => {
    // In signing in a number without an account is another matter, with another sentence.
    throw TezError.from(error).kind === 'phoneUnknown' ? new TezError('notFound', { cause: error }) : error;
  });
  // A username may be a channel's.
  if (peer._ !== 'peerUser') throw new TezError('notFound');
  return markedPeer(peer);
}
