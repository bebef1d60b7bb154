/** account.*: online status and the settings clients ask for at their start. */
import type { tl } from '@mtcute/tl';
import { notifySettings } from '../shape/chats';
import { peer, resolvePeer } from '../shape/ids';
import { status, user } from '../shape/people';
import { announceUpdate } from '../updates';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

function updateStatus(
  { core, world, account, now }: SignedCall,
  { offline }: tl.account.RawUpdateStatusRequest,
): boolean {
  core.saw.online.push({ account: account.person.id, online: !offline, at: world.milliseconds() });
  account.person.lastSeen = offline ? { kind: 'at', at: now } : { kind: 'online' };
  const update: tl.TypeUpdate = {
    _: 'updateUserStatus',
    userId: account.person.id,
    status: status(account.person.lastSeen, now),
  };
  for (const other of world.accounts.values()) {
    if (other !== account && other.contacts.has(account.person.id)) announceUpdate(world, other, update, true);
  }
  return true;
}

function dialogOf({ world, account }: SignedCall, peer: tl.TypeInputNotifyPeer) {
  if (peer._ !== 'inputNotifyPeer' && peer._ !== 'inputNotifyForumTopic') return undefined;
  return world.dialog(account, resolvePeer(world, account, peer.peer));
}

export const accountMethods: SignedMethods = {
  'account.updateStatus': updateStatus,
  'account.getNotifySettings': (call, { peer }) => notifySettings(dialogOf(call, peer)),
  'account.updateNotifySettings': (call, { peer: input, settings }) => {
    const dialog = dialogOf(call, input);
    if (!dialog) return true;
    if (settings.muteUntil !== undefined) dialog.mutedUntil = settings.muteUntil;
    announceUpdate(call.world, call.account, {
      _: 'updateNotifySettings',
      peer: { _: 'notifyPeer', peer: peer(dialog.chat) },
      notifySettings: notifySettings(dialog),
    });
    return true;
  },
  'account.getPrivacy': () => ({
    _: 'account.privacyRules',
    rules: [{ _: 'privacyValueAllowAll' }],
    chats: [],
    users: [],
  }),
  'account.getAccountTTL': () => ({ _: 'accountDaysTTL', days: 365 }),
  'account.getContentSettings': () => ({ _: 'account.contentSettings', sensitiveCanChange: false }),
  'account.getGlobalPrivacySettings': () => ({ _: 'globalPrivacySettings' }),
  'account.updateProfile': (call, { firstName, lastName, about }) => {
    const { person } = call.account;
    if (firstName === '') throw badRequest('FIRSTNAME_INVALID');
    if (firstName !== undefined) person.firstName = firstName;
    if (lastName !== undefined) person.lastName = lastName;
    if (about !== undefined) person.about = about;
    return user(call.world, call.account, person);
  },
};
