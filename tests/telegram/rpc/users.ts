/** users.* and photos.*: who somebody is. */

import type { tl } from '@mtcute/tl';
import Long from 'long';
import { Bundle } from '../shape/bundle';
import { resolveUser } from '../shape/ids';
import { user, userFull } from '../shape/people';
import { photo } from '../shape/pictures';
import { requirementOf } from '../world/requirements';
import type { Person } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest } from './error';

function personOf({ world, account }: SignedCall, input: tl.TypeInputUser): Person {
  const person = world.people.get(resolveUser(world, account, input));
  if (!person) throw badRequest('USER_ID_INVALID');
  return person;
}

export const userMethods: SignedMethods = {
  'users.getUsers': (call, { id }) =>
    id.flatMap((input): tl.TypeUser[] => {
      try {
        return [user(call.world, call.account, personOf(call, input))];
      } catch {
        // Telegram leaves out whom it does not know, or whose access hash is wrong.
        return [];
      }
    }),
  'users.getFullUser': (call, { id }) => {
    const person = personOf(call, id);
    const bundle = new Bundle(call.world, call.account).peer(person.id);
    return { _: 'users.userFull', fullUser: userFull(call.world, call.account, person), ...bundle.mentioned };
  },
  'users.getRequirementsToContact': (call, { id }) =>
    id.map((input): tl.TypeRequirementToContact => {
      const requirement = requirementOf(call.account, personOf(call, input));
      if (requirement.is === 'premium') return { _: 'requirementToContactPremium' };
      if (requirement.is === 'free') return { _: 'requirementToContactEmpty' };
      return { _: 'requirementToContactPaidMessages', starsAmount: Long.fromNumber(requirement.stars) };
    }),
  'photos.getUserPhotos': (call, { userId, offset, limit }) => {
    const person = personOf(call, userId);
    const photos = person.photo && offset <= 0 && limit !== 0 ? [photo(person.photo)] : [];
    const bundle = new Bundle(call.world, call.account).peer(person.id);
    return { _: 'photos.photos', photos, users: bundle.users };
  },
};
