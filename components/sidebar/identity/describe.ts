import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { formatLastSeen, type TimeOptions } from '@/lib/words/time';

/** The name a card is headed by: the contact's, else the chat's. */
export function headline(card: ChatCard): string {
  if (card.kind === 'saved') return t('sidebar.savedTitle');
  return card.contact?.name || card.title;
}

/** Whether the chat can be had in the CRM: Telegram's own messages, channels and notes to oneself cannot. */
export function canTrack({ kind }: Pick<ChatCard, 'kind'>): boolean {
  return kind !== 'service' && kind !== 'saved' && kind !== 'channel';
}

/** A person or a bot: what is added is a contact, not a chat. */
export function isPerson({ kind }: Pick<ChatCard, 'kind'>): boolean {
  return kind === 'user' || kind === 'bot';
}

/** The line under the name, after the username: last seen of a person, members of a group. */
export function subtitle(card: ChatCard, time: TimeOptions): string {
  const members = card.memberCount;
  switch (card.kind) {
    case 'user':
      return card.lastSeen ? formatLastSeen(card.lastSeen, time) : '';
    case 'bot':
      return t('sidebar.bot');
    case 'group':
    case 'supergroup':
      return join(t('sidebar.group'), members === undefined ? '' : t('count.members', { n: members }));
    case 'channel':
      return join(t('sidebar.channel'), members === undefined ? '' : t('count.subscribers', { n: members }));
    case 'topic':
      return card.forumTitle ? t('sidebar.topicOf', { forum: card.forumTitle }) : t('sidebar.group');
    case 'saved':
    case 'service':
      return '';
  }
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(' · ');
}
