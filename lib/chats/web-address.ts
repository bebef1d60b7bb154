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
 * then: it would need a hash that only its own session can get. Web A finds nobody by a phone number whom it knows from elsewhere,
 * as from a group: so there the id comes first. https://core.telegram.org/api/links
 */
export function formatNameHash(client: 'a' | 'k', name: PersonName, peer: number): string {
  if ('username' in name) return client === 'k' ? `@${name.username}` : tgAddress(`domain=${name.username}`);
  return `${client === 'a' ? peer : ''}${tgAddress(`phone=${name.phone}`)}`;
}

function tgAddress(query: string): string {
  return `?tgaddr=${encodeURIComponent(`tg://resolve?${query}`)}`;
}
