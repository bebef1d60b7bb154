import { Long, type tl } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import type { TelegramChat } from '../port';
import type { AddressBook, ChatListPage, ChatListPlace, ListedChat, TelegramFolder } from '../port/lists';
import { lastOf, PAGE, START } from './chat-list';
import { isGone, mapGroup, mapUser } from './map-chat';
import { bareId, markedChannel, markedGroup, markedPeer } from './marked';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many users or groups as are asked for at once. */
const MOST = 100;

export async function chatList(session: Session, peers: Peers, from: ChatListPlace): Promise<ChatListPage> {
  const offset =
    from.peer === null ? START : { offsetDate: from.date, offsetId: from.id, offsetPeer: await peers.input(from.peer) };
  const answer = await session.call({
    _: 'messages.getDialogs',
    ...offset,
    folderId: from.archived ? 1 : 0,
    limit: PAGE,
    hash: Long.ZERO,
  });
  if (answer._ === 'messages.dialogsNotModified') throw new TezError('internal');
  const last = answer._ === 'messages.dialogsSlice' ? lastOf(answer) : null;
  const archive: ChatListPlace | null = from.archived ? null : { archived: true, date: 0, id: 0, peer: null };
  return {
    chats: listed(session, answer, from.archived),
    next: last ? { archived: from.archived, ...last } : archive,
    total: answer._ === 'messages.dialogsSlice' ? answer.count : answer.dialogs.length,
  };
}

type Dialogs = Pick<tl.messages.RawDialogs, 'dialogs' | 'messages' | 'chats' | 'users'>;

function listed(session: Session, { dialogs, messages, chats, users }: Dialogs, archived: boolean): ListedChat[] {
  const now = session.now();
  const people = new Map(users.flatMap((it) => (it._ === 'user' ? [[it.id, it] as const] : [])));
  const groups = new Map(chats.flatMap((it) => (it._ === 'chatEmpty' || isGone(it) ? [] : [[markedGroupOf(it), it]])));
  return dialogs.flatMap((dialog): ListedChat[] => {
    if (dialog._ !== 'dialog') return [];
    const peer = markedPeer(dialog.peer);
    const [user, group] = [people.get(peer), groups.get(peer)];
    // A basic group that became a supergroup is listed as that.
    if (group?._ === 'chat' && (group.migratedTo || group.deactivated || group.left)) return [];
    const chat = user ? mapUser(user, session.self() ?? 0, now) : group && mapGroup(group);
    if (!chat) return [];
    const top = messages.find((it) => it.id === dialog.topMessage && it.peerId && markedPeer(it.peerId) === peer);
    return [
      {
        ...chat,
        unread: dialog.unreadCount || (dialog.unreadMark ? 1 : 0),
        lastAt: top && top._ !== 'messageEmpty' ? top.date * 1000 : 0,
        pinned: dialog.pinned === true,
        muted: (dialog.notifySettings.muteUntil ?? 0) * 1000 > now,
        archived,
        contact: user?.contact === true,
      },
    ];
  });
}

function markedGroupOf(raw: tl.TypeChat): number {
  return raw._ === 'channel' || raw._ === 'channelForbidden' ? markedChannel(raw.id) : markedGroup(raw.id);
}

export async function folders(session: Session): Promise<TelegramFolder[]> {
  await session.prepare();
  const { filters } = await session.call({ _: 'messages.getDialogFilters' });
  return filters.flatMap((filter): TelegramFolder[] => {
    if (filter._ === 'dialogFilterDefault') return [];
    const marked = (peers: tl.TypeInputPeer[]) => peers.flatMap((input) => markedInput(input, session.self()) ?? []);
    // A shared folder lists its chats and nothing else. https://core.telegram.org/api/links#chat-folder-links
    const rules = filter._ === 'dialogFilter' ? filter : null;
    return [
      {
        id: filter.id,
        title: filter.title.text,
        include: marked([...filter.pinnedPeers, ...filter.includePeers]),
        exclude: marked(rules?.excludePeers ?? []),
        contacts: rules?.contacts === true,
        nonContacts: rules?.nonContacts === true,
        groups: rules?.groups === true,
        channels: rules?.broadcasts === true,
        bots: rules?.bots === true,
        withoutMuted: rules?.excludeMuted === true,
        withoutRead: rules?.excludeRead === true,
        withoutArchived: rules?.excludeArchived === true,
      },
    ];
  });
}

function markedInput(input: tl.TypeInputPeer, self: number | null): number | null {
  switch (input._) {
    case 'inputPeerSelf':
      return self;
    case 'inputPeerUser':
      return input.userId;
    case 'inputPeerChat':
      return markedGroup(input.chatId);
    case 'inputPeerChannel':
      return markedChannel(input.channelId);
    default:
      return null;
  }
}

export async function addressBook(session: Session, known: string): Promise<AddressBook | null> {
  await session.prepare();
  const hash = known === '' ? Long.ZERO : Long.fromString(known);
  const answer = await session.call({ _: 'contacts.getContacts', hash });
  if (answer._ === 'contacts.contactsNotModified') return null;
  const ids = answer.contacts.map(({ userId }) => userId).sort((a, b) => a - b);
  const users = new Map(answer.users.flatMap((it) => (it._ === 'user' ? [[it.id, it] as const] : [])));
  const people = ids.flatMap((id) => {
    const user = users.get(id);
    return user ? [mapUser(user, session.self() ?? 0, session.now())] : [];
  });
  return { people, hash: hashOf([answer.savedCount, ...ids]) };
}

/** Telegram's hash of a list, with the number of saved phones first. https://core.telegram.org/api/offsets#hash-generation */
function hashOf(numbers: readonly number[]): string {
  let hash = 0n;
  for (const number of numbers) {
    hash ^= hash >> 21n;
    hash = BigInt.asUintN(64, hash ^ (hash << 35n));
    hash ^= hash >> 4n;
    hash = BigInt.asUintN(64, hash + BigInt(number));
  }
  return String(BigInt.asIntN(64, hash));
}

export async function chats(
  session: Session,
  peers: Peers,
  wanted: readonly number[],
): Promise<(TelegramChat | null)[]> {
  await session.prepare();
  const found = new Map<number, TelegramChat>();
  for (const kind of ['user', 'group', 'channel'] as const) {
    const ids = [...new Set(wanted.filter((peer) => peerKind(peer) === kind))];
    for (let at = 0; at < ids.length; at += MOST) {
      for (const chat of await someOf(session, peers, ids.slice(at, at + MOST))) found.set(chat.peer, chat);
    }
  }
  return wanted.map((peer) => found.get(peer) ?? null);
}

/** Of one kind. Telegram refuses a list for one wrong entry: then halves of it are asked for. */
async function someOf(session: Session, peers: Peers, ids: readonly number[]): Promise<TelegramChat[]> {
  try {
    return await askFor(session, peers, ids);
  } catch (error) {
    if (TezError.from(error).kind !== 'chatUnavailable') throw error;
    if (ids.length === 1) return [];
    const middle = ids.length >> 1;
    return [
      ...(await someOf(session, peers, ids.slice(0, middle))),
      ...(await someOf(session, peers, ids.slice(middle))),
    ];
  }
}

async function askFor(session: Session, peers: Peers, ids: readonly number[]): Promise<TelegramChat[]> {
  const [first = 0] = ids;
  const kind = peerKind(first);
  if (kind === 'user') {
    const id = await known(ids, peers.user);
    if (id.length === 0) return [];
    const users = await session.call({ _: 'users.getUsers', id });
    return users.flatMap((it) => (it._ === 'user' ? [mapUser(it, session.self() ?? 0, session.now())] : []));
  }
  if (kind === 'group') return mapped(await session.call({ _: 'messages.getChats', id: ids.map(bareId) }));
  const id = await known(ids, peers.channel);
  return id.length === 0 ? [] : mapped(await session.call({ _: 'channels.getChannels', id }));
}

/** How to speak of those that Telegram ever told this account of. */
async function known<T>(ids: readonly number[], inputOf: (peer: number) => Promise<T>): Promise<T[]> {
  const inputs: T[] = [];
  for (const peer of ids) {
    const input = await inputOf(peer).catch((error) => {
      if (TezError.from(error).kind !== 'chatUnavailable') throw error;
      return null;
    });
    if (input !== null) inputs.push(input);
  }
  return inputs;
}

function mapped({ chats }: { chats: tl.TypeChat[] }): TelegramChat[] {
  return chats.flatMap((it) => (it._ === 'chatEmpty' || isGone(it) ? [] : [mapGroup(it)]));
}
