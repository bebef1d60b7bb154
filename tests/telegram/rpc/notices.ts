/** What Telegram itself writes to an account: login codes and news of a new sign-in. */
import type { Authorization } from '../mtproto/auth-key';
import { toLong } from '../mtproto/tl';
import { announceUpdate } from '../updates';
import { post } from '../world/change';
import { SERVICE_USER } from '../world/ids';
import type { Account } from '../world/types';
import type { Call } from './call';

export function sendCodeMessage({ world }: Call, account: Account, code: string): void {
  const text =
    `Login code: ${code}. Do not give this code to anyone, even if they say they are from Telegram!\n\n` +
    'This code can be used to log in to your Telegram account. We never ask it for anything else.';
  const entities = [{ _: 'messageEntityBold' as const, offset: 0, length: 11 }];
  post(world, { from: SERVICE_USER, chat: account.person.id, text, entities });
}

export function announceSignIn(call: Call, account: Account, authorization: Authorization): void {
  const { world, key, session, now } = call;
  const device = key.client?.deviceModel ?? 'Unknown device';
  const when = new Date(now * 1000).toISOString().slice(0, 16).replace('T', ' at ');
  const text =
    `New login. Dear ${account.person.firstName}, we detected a login into your account from a new device on ` +
    `${when} UTC.\n\nDevice: ${device}\nLocation: Unknown (IP = 127.0.0.1)\n\n` +
    "If this wasn't you, you can terminate that session in Settings > Devices (or Privacy & Security > Active Sessions).";
  post(world, { from: SERVICE_USER, chat: account.person.id, text }, session);
  announceUpdate(
    world,
    account,
    {
      _: 'updateNewAuthorization',
      unconfirmed: true,
      hash: toLong(authorization.hash),
      date: now,
      device,
      location: '',
    },
    true,
  );
}
