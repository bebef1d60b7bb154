import { linkIn, type PersonLink } from '../feed';

/** Web A's address: the hash names the chat by its marked id, a topic after `_`. */
export interface Place {
  peer: number;
  topic: number | null;
}

export function hashOf(place: Place | null): string {
  if (!place) return '';
  return place.topic === null ? `#${place.peer}` : `#${place.peer}_${place.topic}`;
}

/** The place that a hash names, resolving `#?tgaddr=tg://resolve?domain=name` (or `phone=`) by `find`; null for none or nonsense. */
export async function placeOf(
  hash: string,
  find: (link: PersonLink) => Promise<number | undefined>,
): Promise<Place | null> {
  const link = linkIn(hash);
  if (link) {
    const peer = await find(link);
    // Whom Web A knows without a chat, it does not find by the phone number alone: here it knows everybody.
    const lost = 'phone' in link && !/^#\d/.test(hash);
    return peer === undefined || lost ? null : { peer, topic: null };
  }
  const match = /^#(-?\d+)(?:_(\d+))?$/.exec(hash);
  return match ? { peer: Number(match[1]), topic: match[2] ? Number(match[2]) : null } : null;
}

export function samePlace(one: Place | null, other: Place | null): boolean {
  return one?.peer === other?.peer && one?.topic === other?.topic;
}
