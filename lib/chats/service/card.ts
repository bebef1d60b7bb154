import type { ChatCard } from '@/lib/chats/contract';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { DealView } from '@/lib/deals/contract';
import type { ChatState } from '@/lib/messages/model';
import type { Note } from '@/lib/notes/model';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';
import { byUrgency, type Task } from '@/lib/tasks/model';
import type { Profiles } from './profiles';
import { linksOf } from './track';

export interface CardDeps {
  records: Records;
  profiles: Profiles;
  /** Deals by id, in board order, those that are gone left out. */
  dealViews: (ids: readonly string[]) => Promise<DealView[]>;
}

const SHOWN_PEOPLE = 20;
const SHOWN_NOTES = 20;
const SHOWN_TASKS = 30;

/** Everything the sidebar shows of a chat. */
export async function readCard({ records, profiles, dealViews }: CardDeps, chat: ChatRef): Promise<ChatCard> {
  const [profile, links] = await Promise.all([profiles.get(chat), linksOf(records, chat)]);
  const contactIds = links.flatMap(({ to }) => ('contact' in to ? [to.contact] : []));
  const dealIds = links.flatMap(({ to }) => ('deal' in to ? [to.deal] : []));
  const contact = await contactOf(records, chat, contactIds[0]);
  const places = [
    ...(contact ? [tiedTo({ contact: contact.id })] : []),
    ...dealIds.map((deal) => tiedTo({ deal })),
    tiedTo({ chat: chatKey(chat) }),
  ];
  const on = <T>(table: 'notes' | 'tasks') =>
    Promise.all(places.map((place) => records.where<T>(table, 'on', place))).then((lists) => lists.flat());
  const [notes, tasks, deals, state, people] = await Promise.all([
    on<Note>('notes'),
    on<Task>('tasks'),
    dealViews(dealIds),
    records.get<ChatState>('chats', `${chat.account}:${chat.peer}`),
    peopleOf(records, profile.full?.members ?? []),
  ]);
  const { kind, title, forumTitle, username, phone, lastSeen, members } = profile.chat;
  return {
    chat,
    kind,
    title,
    ...(forumTitle === undefined ? {} : { forumTitle }),
    ...(username === undefined ? {} : { username }),
    ...(phone === undefined ? {} : { phone }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    ...(members === undefined ? {} : { memberCount: members }),
    ...(profile.full?.about ? { about: profile.full.about } : {}),
    photo: profile.photo,
    tracked: links.length > 0,
    contact,
    people,
    deals,
    notes: notes.sort((a, b) => b.createdAt - a.createdAt).slice(0, SHOWN_NOTES),
    tasks: tasks.sort(byUrgency).slice(0, SHOWN_TASKS),
    waitingSince: links.length > 0 ? (state?.waitingSince ?? null) : null,
  };
}

/** The linked contact, or one that has this Telegram user and is simply not linked from this account yet. */
async function contactOf(records: Records, chat: ChatRef, linked: string | undefined): Promise<Contact | null> {
  if (linked) return (await records.get<Contact>('contacts', linked)) ?? null;
  if (chat.peer < 0) return null;
  const [known] = await records.where<Contact>('contacts', 'telegram', chat.peer);
  return known ?? null;
}

async function peopleOf(records: Records, members: readonly { peer: number; name: string }[]) {
  return Promise.all(
    members.slice(0, SHOWN_PEOPLE).map(async ({ peer, name }) => {
      const [contact] = await records.where<Contact>('contacts', 'telegram', peer);
      return { peer, name: contact?.name ?? name, contact: contact?.id ?? null };
    }),
  );
}
