import type { Media } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import type { Doc } from './entry';
import type { MessageGroup } from './groups';
import { spaceAttribute } from './match';
import type { Has } from './query';

/** Changes with what messages are found by: the index is made anew then. */
export const MESSAGES_EPOCH = 'messages-1';

export function groupAttribute(group: MessageGroup): string {
  return `is ${group}`;
}

/** `me`: whatever the account sent. */
export function fromAttribute(sender: number | 'me'): string {
  return `from ${sender}`;
}

export function hasAttribute(has: Has): string {
  return `has ${has}`;
}

/** What a message is found by; null for those of which there is nothing to find: bare ones, and service messages. */
export function messageDoc(account: number, message: Message): Doc | null {
  const { id, peer, topic, from, out, date } = message;
  if (message.bare || message.kind === 'service') return null;
  const space = `${account}:${peer}`;
  const attributes = [
    groupAttribute(groupOf(message)),
    ...(topic === undefined ? [] : [spaceAttribute(`${space}:${topic}`)]),
    ...(from === undefined ? [] : [fromAttribute(from)]),
    ...(out ? [fromAttribute('me')] : []),
    ...carriedBy(message).map(hasAttribute),
  ];
  return {
    space,
    id,
    at: Math.floor(date / 1000),
    title: '',
    body: Object.values(wordsIn(message)).flat(),
    attributes,
  };
}

function groupOf({ kind }: Message): MessageGroup {
  return kind === 'document' || kind === 'audio' ? 'files' : 'messages';
}

/** The texts of a message: its own words, what its file is called, and what else hangs on it. */
export function wordsIn({ text, media }: Message): { own: string[]; file: string[]; other: string[] } {
  return {
    own: text === '' ? [] : [text],
    file: media?.is === 'file' ? given(media.file.name, media.file.performer, media.file.title) : [],
    other: media ? otherWords(media) : [],
  };
}

function otherWords(media: Media): string[] {
  switch (media.is) {
    case 'file':
      return [];
    case 'place':
      return given(media.title, media.address);
    case 'contact':
      return given(`${media.firstName} ${media.lastName}`.trim(), media.phone, media.phone.replace(/\D/g, ''));
    case 'poll':
      return given(media.question, ...media.answers);
    case 'page':
      return given(media.site, media.title, media.description);
  }
}

const given = (...texts: (string | undefined)[]) =>
  texts.filter((text) => text !== undefined && text !== '') as string[];

const BY_KIND: Readonly<Partial<Record<Message['kind'], Has>>> = {
  ...{ document: 'file', photo: 'photo', video: 'video', voice: 'voice', audio: 'audio' },
  ...{ location: 'place', contact: 'contact', poll: 'poll' },
};

/** What hangs on a message, by the names of `has:`. */
function carriedBy({ kind, entities = [], media }: Message): Has[] {
  const linked = media?.is === 'page' || entities.some(({ is }) => is === 'url' || is === 'link');
  const own = BY_KIND[kind];
  return [...(own ? [own] : []), ...(linked ? (['link'] as const) : [])];
}
