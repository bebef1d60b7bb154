/** updates.*: the state, and what was missed since. */
import { resolveChannel } from '../shape/ids';
import { channelDifference, difference, state } from '../updates';
import type { SignedMethods } from './call';
import { badRequest } from './error';

export const updateMethods: SignedMethods = {
  'updates.getState': ({ world, account }) => state(world, account),
  'updates.getDifference': ({ world, clock, account }, { pts, date }) => {
    if (pts <= 0) throw badRequest('PERSISTENT_TIMESTAMP_EMPTY');
    if (date <= 0) throw badRequest('DATE_EMPTY');
    return difference(world, clock, account, { pts, date });
  },
  'updates.getChannelDifference': ({ world, account }, { channel, pts, limit }) => {
    const found = world.channels.get(resolveChannel(world, account, channel));
    if (!found) throw badRequest('CHANNEL_INVALID');
    if (pts <= 0) throw badRequest('PERSISTENT_TIMESTAMP_EMPTY');
    return channelDifference(world, account, found, { pts, limit });
  },
};
