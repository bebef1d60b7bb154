import { ulid } from 'ulid';
import { type ChatLink, type ChatRef, chatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { Profiles } from './profiles';

export interface TrackDeps {
  records: Records;
  profiles: Profiles;
  now: () => number;
}

/** What must be written so that a chat is in the CRM, and what it is tied to then. */
export interface Tracking {
  edits: Edit[];
  /** The person's contact for a user chat; null for groups, channels and bots, whose notes and tasks are the chat's. */
  contact: string | null;
}

export function linksOf(records: Records, chat: ChatRef): Promise<ChatLink[]> {
  return records.where<ChatLink>('chatLinks', 'chat', chatKey(chat));
}

/** Whether this very chat or topic is tied to anything. What may be kept of it is another question: `keepIn` of lib/messages. */
export async function isLinked(records: Records, chat: ChatRef): Promise<boolean> {
  return (await records.db.sealed('chatLinks').where('chat').equals(chatKey(chat)).count()) > 0;
}

export function linkEdit(chat: ChatRef, to: ChatLink['to'], now: number): Edit {
  return { table: 'chatLinks', create: { id: ulid(now), chat: chatKey(chat), to } as ChatLink };
}

/** Plans the tracking of a chat: contact and link are made only where they are missing. */
export async function planTracking({ records, profiles, now }: TrackDeps, chat: ChatRef): Promise<Tracking> {
  const links = await linksOf(records, chat);
  const linked = links.flatMap(({ to }) => ('contact' in to ? [to.contact] : []))[0];
  if (linked) return { edits: [], contact: linked };
  const { chat: shown } = await profiles.get(chat);
  if (shown.kind !== 'user' || chat.topic !== undefined) {
    const self = links.some(({ to }) => 'chat' in to);
    return { edits: self ? [] : [linkEdit(chat, { chat: chatKey(chat) }, now())], contact: null };
  }
  const [known] = await records.where<Contact>('contacts', 'telegram', chat.peer);
  if (known) return { edits: [linkEdit(chat, { contact: known.id }, now())], contact: known.id };
  const contact: Contact = {
    id: ulid(now()),
    name: shown.title,
    telegram: [chat.peer],
    ...(shown.username ? { username: shown.username } : {}),
    phones: shown.phone ? [shown.phone.replace('+', '')] : [],
    tags: [],
    createdAt: now(),
  };
  return {
    edits: [{ table: 'contacts', create: contact }, linkEdit(chat, { contact: contact.id }, now())],
    contact: contact.id,
  };
}
