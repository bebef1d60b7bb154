/** Messages in words: one line of each, names, and what Telegram's own notes say. */
import type { ServiceAction } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { formatCountdown } from '@/lib/words/time';
import { placeKey } from './conversation-model';

export type Names = ReadonlyMap<string, string>;

/** A message in a line: its words, else what it is. */
export function digest(message: Message, names: Names = new Map()): string {
  const { text, kind, media, service, bare } = message;
  if (bare) return t('conversation.bare');
  if (service) return serviceWords(service, message, names);
  const line = text.replace(/\s+/g, ' ').trim();
  if (line !== '') return line;
  if (media?.is === 'file' && kind === 'document') return media.file.name ?? t('conversation.kind.document');
  if (media?.is === 'file' && kind === 'audio')
    return media.file.title ?? media.file.name ?? t('conversation.kind.audio');
  return t(`conversation.kind.${kind}`);
}

/** The begin of a text, for the name of a button. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text;
}

export function nameOf(names: Names, peer: number | undefined): string {
  return (peer !== undefined && names.get(placeKey({ peer }))) || t('conversation.somebody');
}

/** Who wrote it, as the account sees it. */
export function senderName({ out, from, peer, author }: Message, names: Names): string {
  if (author !== undefined && from === undefined) return author;
  return out ? t('conversation.you') : nameOf(names, from ?? peer);
}

export function serviceWords(service: ServiceAction, message: Message, names: Names): string {
  switch (service.is) {
    case 'created':
      return t('conversation.service.created', { title: service.title });
    case 'renamed':
      return t('conversation.service.renamed', { title: service.title });
    case 'topicCreated':
      return t('conversation.service.topicCreated', { title: service.title });
    case 'joined':
      return t('conversation.service.joined', { names: namesOf(service.people, names) });
    case 'left':
      return t('conversation.service.left', { names: namesOf(service.people, names) });
    case 'call': {
      const call = t(service.video ? 'conversation.service.videoCall' : 'conversation.service.call');
      if (service.missed) return t('conversation.service.missed', { call });
      if (service.seconds === undefined) return call;
      return t('conversation.service.lasted', { call, time: formatCountdown(service.seconds) });
    }
    case 'pinned':
      return t('conversation.service.pinned', { name: senderName(message, names) });
    case 'photo':
      return t('conversation.service.photo');
    case 'historyCleared':
      return t('conversation.service.historyCleared');
    case 'screenshot':
      return t('conversation.service.screenshot');
    case 'contactJoined':
      return t('conversation.service.contactJoined', { name: senderName(message, names) });
    case 'other':
      return t('conversation.service.other');
  }
}

function namesOf(people: readonly number[], names: Names): string {
  return people.map((peer) => nameOf(names, peer)).join(', ');
}
