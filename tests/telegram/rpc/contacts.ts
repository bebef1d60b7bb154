/** contacts.*: the address book, and finding people and chats. */
import type { tl } from '@mtcute/tl';
import { Bundle } from '../shape/bundle';
import { peer, resolvePeer, resolveUser } from '../shape/ids';
import { status } from '../shape/people';
import type { MarkedId } from '../world/ids';
import { findByPhone } from '../world/refs';
import { fullName } from '../world/world';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

function found({ world, account }: SignedCall, id: MarkedId | undefined, error: string): tl.contacts.RawResolvedPeer {
  if (id === undefined) throw badRequest(error);
  const bundle = new Bundle(world, account).peer(id);
  return { _: 'contacts.resolvedPeer', peer: peer(id), ...bundle.mentioned };
}

function byUsername({ world }: SignedCall, username: string): MarkedId | undefined {
  const wanted = username.toLowerCase();
  const person = [...world.people.values()].find((one) => one.username?.toLowerCase() === wanted);
  return person?.id ?? [...world.channels.values()].find((one) => one.username?.toLowerCase() === wanted)?.id;
}

function search({ world, account }: SignedCall, { q, limit }: tl.contacts.RawSearchRequest): tl.contacts.RawFound {
  const words = q.replace(/^@/, '').toLowerCase();
  if (words.length === 0) throw badRequest('SEARCH_QUERY_EMPTY');
  const matches = (name: string, username: string | undefined): boolean =>
    name.toLowerCase().includes(words) || username?.toLowerCase().startsWith(words) === true;
  const mine: MarkedId[] = [];
  const others: MarkedId[] = [];
  for (const person of world.people.values()) {
    if (person.isDeleted || !matches(fullName(person), person.username)) continue;
    const isMine = account.contacts.has(person.id) || account.dialogs.has(person.id);
    if (isMine) mine.push(person.id);
    else if (person.username?.toLowerCase().startsWith(words)) others.push(person.id);
  }
  for (const group of [...world.groups.values(), ...world.channels.values()]) {
    if (!matches(group.title, world.channels.get(group.id)?.username)) continue;
    if (group.members.has(account.person.id)) mine.push(group.id);
    else if (world.channels.get(group.id)?.username) others.push(group.id);
  }
  const bundle = new Bundle(world, account);
  const shown = (ids: MarkedId[]): tl.TypePeer[] =>
    ids.slice(0, limit).map((id) => {
      bundle.peer(id);
      return peer(id);
    });
  const [myResults, results] = [shown(mine), shown(others)];
  return { _: 'contacts.found', myResults, results, ...bundle.mentioned };
}

/** https://core.telegram.org/api/offsets#hash-generation */
function listHash(numbers: number[]): bigint {
  const wrapped = (value: bigint): bigint => BigInt.asUintN(64, value);
  const hash = numbers.reduce((before, number) => {
    const first = before ^ (before >> 21n);
    const second = wrapped(first ^ (first << 35n));
    return wrapped((second ^ (second >> 4n)) + BigInt(number));
  }, 0n);
  return BigInt.asIntN(64, hash);
}

export const contactMethods: SignedMethods = {
  'contacts.getContacts': ({ world, account }, { hash }) => {
    const known = listHash([0, ...[...account.contacts].sort((a, b) => a - b)]);
    if (BigInt(hash.toString()) === known) return { _: 'contacts.contactsNotModified' };
    const bundle = new Bundle(world, account);
    const contacts = [...account.contacts].map((userId): tl.RawContact => {
      bundle.peer(userId);
      return { _: 'contact', userId, mutual: world.people.get(userId)?.hidesPhone === false };
    });
    return { _: 'contacts.contacts', contacts, savedCount: 0, users: bundle.users };
  },
  'contacts.getContactIDs': ({ account }) => [...account.contacts],
  'contacts.getStatuses': ({ world, account, now }) =>
    [...account.contacts].flatMap((userId): tl.RawContactStatus[] => {
      const person = world.people.get(userId);
      return person ? [{ _: 'contactStatus', userId, status: status(person.lastSeen, now) }] : [];
    }),
  'contacts.resolveUsername': (call, { username }) => found(call, byUsername(call, username), 'USERNAME_NOT_OCCUPIED'),
  'contacts.resolvePhone': (call, { phone }) => {
    const person = findByPhone(call.world, phone);
    return found(call, person?.hidesPhone ? undefined : person?.id, 'PHONE_NOT_OCCUPIED');
  },
  'contacts.search': search,
  'contacts.addContact': ({ world, account, now }, { id, firstName, lastName }) => {
    const userId = resolveUser(world, account, id);
    if (!firstName) throw badRequest('CONTACT_NAME_EMPTY');
    account.contacts.add(userId);
    account.contactNames.set(userId, { firstName, lastName });
    const bundle = new Bundle(world, account).peer(userId);
    const settings: tl.TypePeerSettings = { _: 'peerSettings' };
    const updates: tl.TypeUpdate[] = [{ _: 'updatePeerSettings', peer: peer(userId), settings }];
    return { _: 'updates', updates, ...bundle.mentioned, date: now, seq: 0 };
  },
  'contacts.deleteContacts': ({ world, account, now }, { id }) => {
    const bundle = new Bundle(world, account);
    const updates = id.map((input): tl.TypeUpdate => {
      const userId = resolveUser(world, account, input);
      account.contacts.delete(userId);
      account.contactNames.delete(userId);
      bundle.peer(userId);
      return { _: 'updatePeerSettings', peer: peer(userId), settings: { _: 'peerSettings', addContact: true } };
    });
    return { _: 'updates', updates, ...bundle.mentioned, date: now, seq: 0 };
  },
  'contacts.getBlocked': ({ world, account }) => {
    const bundle = new Bundle(world, account);
    const blocked = [...account.blocked].map((id): tl.TypePeerBlocked => {
      bundle.peer(id);
      return { _: 'peerBlocked', peerId: peer(id), date: 0 };
    });
    return { _: 'contacts.blocked', blocked, ...bundle.mentioned };
  },
  'contacts.block': ({ world, account }, { id }) => {
    account.blocked.add(resolvePeer(world, account, id));
    return true;
  },
  'contacts.unblock': ({ world, account }, { id }) => account.blocked.delete(resolvePeer(world, account, id)),
  'contacts.getTopPeers': () => ({ _: 'contacts.topPeersDisabled' }),
  'contacts.getBirthdays': () => ({ _: 'contacts.contactBirthdays', contacts: [], users: [] }),
};
