/** What somebody asks of whoever writes to them first. https://core.telegram.org/api/privacy#require-premium-for-new-non-contact-users */
import type { Account, Person } from './types';

export type Requirement = { is: 'free' } | { is: 'premium' } | { is: 'paid'; stars: number };

/** Have they written to the account already, or do both have each other as contacts? */
function areAcquainted(viewer: Account, person: Person): boolean {
  if (viewer.person === person) return true;
  if (viewer.contacts.has(person.id) && !person.hidesPhone) return true;
  return viewer.box.idsOf(person.id).some((id) => viewer.box.messages.get(id)?.from === person.id);
}

export function requirementOf(viewer: Account, person: Person): Requirement {
  if (areAcquainted(viewer, person)) return { is: 'free' };
  if (person.premiumOnly && !viewer.person.isPremium) return { is: 'premium' };
  return person.stars > 0 ? { is: 'paid', stars: person.stars } : { is: 'free' };
}
