import { bareId, type PersonName, peerKind } from './model';

/** Web K's id of a marked peer: channels lose their -100. */
export function toPeerK(marked: number): number {
  return peerKind(marked) === 'channel' ? -bareId(marked) : marked;
}

/** A chat as Web A writes it into its address, without the `#`: `123`, `-456`, `-1007`, with a topic `-1007_51`. */
export function formatHashA(peer: number, topic?: number): string {
  return topic === undefined ? `${peer}` : `${peer}_${topic}`;
}

/** A chat as Web K reads it from its address, without the `#`: `123`, `-456`, with a topic `-7?thread=51`. */
export function formatHashK(peer: number, topic?: number): string {
  return topic === undefined ? `${toPeerK(peer)}` : `${toPeerK(peer)}?thread=${topic}`;
}

/**
 * A person whom Telegram Web may never have met, as it reads them from its address, without the `#`. An id alone is no use to it
 * then: it would need a hash that only its own session can get. https://core.telegram.org/api/links
 */
export function formatNameHash(client: 'a' | 'k', name: PersonName): string {
  if (client === 'k' && 'username' in name) return `@${name.username}`;
  const query = 'username' in name ? `domain=${name.username}` : `phone=${name.phone}`;
  return `?tgaddr=${encodeURIComponent(`tg://resolve?${query}`)}`;
}
