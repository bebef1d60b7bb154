/** What changes in the CRM when Telegram tells of people and chats. Pure. */
import type { CrmTable } from '@/lib/changes/model';
import { type ChatLink, chatKey } from '@/lib/chats/model';
import { type ContactIndex, matchPerson, type Person } from '@/lib/contacts/match';
import type { Contact, ToldPerson } from '@/lib/contacts/model';
import { type Review, type ReviewReason, sameQuestion } from '@/lib/contacts/review';
import { followed } from '@/lib/contacts/told';
import type { TelegramChat } from '@/lib/telegram/port';
import type { SyncOptions } from './model';

/** An edit as the change log takes it (lib/store/changes.ts). */
export type PlannedEdit =
  | { table: CrmTable; create: { id: string } }
  | { table: CrmTable; id: string; set: object }
  | { table: CrmTable; id: string; remove: true };

export interface PlanWorld {
  account: number;
  index: ContactIndex;
  /** Links of this account's chats, by peer. */
  links: ReadonlyMap<number, readonly ChatLink[]>;
  /** What is to be reviewed already, by user. */
  reviews: ReadonlyMap<number, Review>;
  options: Pick<SyncOptions, 'create' | 'update' | 'byPhone'>;
  newId: () => string;
  now: number;
}

/** What Telegram says of a person who is shown; phones in digits, as contacts have them. */
export function toldOf(chat: TelegramChat): ToldPerson {
  const { title, username, phone, deleted, kind } = chat;
  return {
    name: title,
    ...(username ? { username } : {}),
    ...(phone === undefined ? {} : { phone: phone === null ? null : phone.replace(/\D/g, '') }),
    ...(deleted ? { deleted: true } : {}),
    ...(kind === 'bot' ? { bot: true } : {}),
  };
}

/** A person whose account cannot be seen any more keeps what was known of them. */
export function unseen(contact: Contact): ToldPerson {
  return { ...(contact.told ?? { name: contact.name }), limited: 'chatUnavailable' };
}

/**
 * Takes in what Telegram tells of people: contacts that are known follow it, new people become contacts where that is
 * wanted, and what is unclear is to be reviewed. The index takes in what is planned, so that the next person sees it.
 * @param track also puts their chats into the CRM
 */
export function planPeople(world: PlanWorld, people: readonly Person[], { track }: { track: boolean }): PlannedEdit[] {
  return people.flatMap((person) => planPerson(world, person, track));
}

/** Puts groups, channels and bots into the CRM: a link of the chat to itself, where it has none. */
export function planChats(world: PlanWorld, peers: readonly number[]): PlannedEdit[] {
  return peers.flatMap((peer) => itself(world, peer));
}

function planPerson(world: PlanWorld, person: Person, track: boolean): PlannedEdit[] {
  const { index, options } = world;
  const { peer, told } = person;
  const links = world.links.get(peer) ?? [];
  const linked = links.flatMap(({ to }) => ('contact' in to ? (index.get(to.contact) ?? []) : []))[0];
  const match = linked ? ({ is: 'same', contact: linked } as const) : matchPerson(index, person, options);
  const inCrm = track || links.length > 0;
  switch (match.is) {
    case 'unclear':
      return [...(track ? itself(world, peer) : []), ...review(world, person, match)];
    case 'same': {
      const tied = inCrm && !linked ? [link(world, peer, { contact: match.contact.id })] : [];
      return [...follow(world, match.contact, person), ...tied, ...settled(world, peer)];
    }
    case 'none': {
      const none = told.bot || told.deleted || told.name === '' || !options.create;
      if (none) return [...(track ? itself(world, peer) : []), ...settled(world, peer)];
      const contact = newContact(world, person);
      index.put(contact);
      const tied = inCrm ? [link(world, peer, { contact: contact.id })] : [];
      return [{ table: 'contacts', create: contact }, ...tied, ...settled(world, peer)];
    }
  }
}

/** A contact takes in what is told, and the Telegram user where it was found by something else. */
function follow({ index, options }: PlanWorld, contact: Contact, { peer, told }: Person): PlannedEdit[] {
  // Of several Telegram users of one contact the first is followed: what is told of them would take turns.
  const first = (contact.telegram[0] ?? peer) === peer;
  const set: Partial<Contact> = {
    ...(options.update && first ? followed(contact, told) : null),
    ...(contact.telegram.includes(peer) ? {} : { telegram: [...contact.telegram, peer] }),
  };
  if (Object.keys(set).length === 0) return [];
  index.put({ ...contact, ...set });
  return [{ table: 'contacts', id: contact.id, set }];
}

/** A contact as Telegram tells of the person. */
export function newContact({ newId, now }: Pick<PlanWorld, 'newId' | 'now'>, { peer, told }: Person): Contact {
  return {
    id: newId(),
    name: told.name,
    telegram: [peer],
    ...(told.username ? { username: told.username } : {}),
    phones: told.phone ? [told.phone] : [],
    tags: [],
    told,
    createdAt: now,
  };
}

function link({ account, newId }: PlanWorld, peer: number, to: ChatLink['to']): PlannedEdit {
  return { table: 'chatLinks', create: { id: newId(), chat: chatKey({ account, peer }), to } as ChatLink };
}

function itself(world: PlanWorld, peer: number): PlannedEdit[] {
  if (world.links.get(peer)?.length) return [];
  return [link(world, peer, { chat: chatKey({ account: world.account, peer }) })];
}

function review(
  { account, reviews, now }: PlanWorld,
  { peer, told }: Person,
  { why, contacts }: { why: ReviewReason; contacts: readonly Contact[] },
): PlannedEdit[] {
  const before = reviews.get(peer);
  const question = { why, contacts: contacts.map(({ id }) => id) };
  if (sameQuestion(before, question)) return [];
  const next: Review = { id: String(peer), account, peer, told, ...question, createdAt: now };
  // Made anew rather than edited: what was left as it was is asked again.
  return before
    ? [
        { table: 'reviews', id: before.id, remove: true },
        { table: 'reviews', create: next },
      ]
    : [{ table: 'reviews', create: next }];
}

/** What is clear now is not to be reviewed any more. */
function settled({ reviews }: PlanWorld, peer: number): PlannedEdit[] {
  const before = reviews.get(peer);
  return before ? [{ table: 'reviews', id: before.id, remove: true }] : [];
}
