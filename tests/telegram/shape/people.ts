/** People as an account sees them. */
import type { tl } from '@mtcute/tl';
import { toLong } from '../mtproto/tl';
import { requirementOf } from '../world/requirements';
import type { Account, LastSeen, Person } from '../world/types';
import { commonChats } from '../world/views';
import type { World } from '../world/world';
import { notifySettings } from './chats';
import { accessHash } from './ids';
import { photo } from './pictures';

/** Seconds for which "online" is promised. */
const ONLINE_FOR = 300;

export function status(lastSeen: LastSeen, now: number): tl.TypeUserStatus {
  switch (lastSeen.kind) {
    case 'online':
      return { _: 'userStatusOnline', expires: now + ONLINE_FOR };
    case 'at':
      return { _: 'userStatusOffline', wasOnline: lastSeen.at };
    case 'recently':
      return { _: 'userStatusRecently' };
    case 'lastWeek':
      return { _: 'userStatusLastWeek' };
    case 'lastMonth':
      return { _: 'userStatusLastMonth' };
    case 'hidden':
      return { _: 'userStatusEmpty' };
  }
}

export function user(world: World, viewer: Account, person: Person): tl.RawUser {
  const isSelf = viewer.person === person;
  const isContact = viewer.contacts.has(person.id);
  const base: tl.RawUser = { _: 'user', id: person.id, accessHash: accessHash(viewer, person.id) };
  if (person.isDeleted) return { ...base, deleted: true };
  const given = viewer.contactNames.get(person.id);
  const shown: tl.RawUser = {
    ...base,
    self: isSelf,
    contact: isContact,
    mutualContact: isContact && !person.hidesPhone,
    bot: person.isBot,
    premium: person.isPremium,
    verified: person.isVerified,
    contactRequirePremium: requirementOf(viewer, person).is === 'premium',
    firstName: given?.firstName ?? person.firstName,
  };
  const lastName = given?.lastName ?? person.lastName;
  if (lastName) shown.lastName = lastName;
  if (person.username) shown.username = person.username;
  if (person.phone && (isSelf || !person.hidesPhone)) shown.phone = person.phone;
  if (person.photo) {
    shown.photo = { _: 'userProfilePhoto', photoId: toLong(BigInt(person.photo.id)), dcId: person.photo.dc };
  }
  if (person.isBot) shown.botInfoVersion = 1;
  else shown.status = status(person.lastSeen, world.seconds());
  return shown;
}

export function userFull(world: World, viewer: Account, person: Person): tl.RawUserFull {
  const dialog = viewer.dialogs.get(person.id);
  const isContact = viewer.contacts.has(person.id);
  const isSelf = viewer.person === person;
  const full: tl.RawUserFull = {
    _: 'userFull',
    id: person.id,
    blocked: viewer.blocked.has(person.id),
    phoneCallsAvailable: !person.isBot && !person.isDeleted,
    canPinMessage: true,
    settings: {
      _: 'peerSettings',
      addContact: !isContact && !isSelf && !person.isBot,
      blockContact: !isContact && !isSelf,
    },
    notifySettings: notifySettings(dialog),
    commonChatsCount: isSelf ? 0 : commonChats(world, viewer, person.id).length,
  };
  if (person.about && !person.isDeleted) full.about = person.about;
  if (person.photo) full.profilePhoto = photo(person.photo);
  if (dialog?.archived) full.folderId = 1;
  if (person.isBot) full.botInfo = { _: 'botInfo', userId: person.id, description: person.about };
  if (person.hours) {
    full.businessWorkHours = {
      _: 'businessWorkHours',
      timezoneId: person.hours.zone,
      weeklyOpen: person.hours.open.map(([startMinute, endMinute]) => ({
        _: 'businessWeeklyOpen',
        startMinute,
        endMinute,
      })),
    };
  }
  if (person.location) {
    full.businessLocation = {
      _: 'businessLocation',
      address: person.location.address,
      geoPoint: geoPoint(person.location.lat, person.location.long),
    };
  }
  return full;
}

export function geoPoint(lat: number, long: number): tl.RawGeoPoint {
  return { _: 'geoPoint', lat, long, accessHash: toLong(1n) };
}
