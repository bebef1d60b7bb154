import type { tl } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import type { Requirement } from '../port/messages';
import type { Peers } from './peers';
import type { Session } from './session';

/** As many as Telegram answers at once. */
const MOST = 100;

/** In the order of `peers`; groups and channels ask nothing. */
export async function requirements(session: Session, peers: Peers, of: readonly number[]): Promise<Requirement[]> {
  const people = [...new Set(of.filter((peer) => peerKind(peer) === 'user' && peer !== session.self()))];
  const known = new Map<number, Requirement>();
  for (let at = 0; at < people.length; at += MOST) {
    const some = people.slice(at, at + MOST);
    const id: tl.TypeInputUser[] = [];
    for (const peer of some) id.push(await peers.user(peer));
    const answer = await session.call({ _: 'users.getRequirementsToContact', id });
    for (const [i, peer] of some.entries()) known.set(peer, mapRequirement(answer[i]));
  }
  return of.map((peer) => known.get(peer) ?? { is: 'free' });
}

function mapRequirement(raw: tl.TypeRequirementToContact | undefined): Requirement {
  switch (raw?._) {
    case 'requirementToContactPremium':
      return { is: 'premium' };
    case 'requirementToContactPaidMessages':
      return { is: 'paid', stars: raw.starsAmount.toNumber() };
    default:
      return { is: 'free' };
  }
}
