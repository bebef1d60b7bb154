/** Finding people, accounts and chats by name, @username, phone, title or marked id, as stories and scenarios do. */
import type { MarkedId } from './ids';
import type { Account, Person } from './types';
import type { World } from './world';

/** A full name, an unambiguous first name, a username (with or without @), a phone, or a user id. */
export type PersonRef = string | number;
/** A person, a group's or channel's title or username, "Saved Messages", or a marked id; with a topic of a forum. */
export type ChatRef = string | number | { chat: string | number; topic: string | number };

/** Somebody or something that this world does not have. */
export class UnknownReference extends Error {}

function only<T>(found: T[], what: string, ref: string | number): T | undefined {
  if (found.length > 1) throw new UnknownReference(`More than one ${what} is called "${ref}".`);
  return found[0];
}

const digits = (text: string): string => text.replace(/\D/g, '');

export function findPerson(world: World, ref: PersonRef): Person | undefined {
  if (typeof ref === 'number') return world.people.get(ref);
  if (/^\d{6,}$/.test(ref)) return world.people.get(Number(ref)) ?? findByPhone(world, ref);
  if (ref.startsWith('+')) return findByPhone(world, ref);
  const people = [...world.people.values()];
  const username = ref.replace(/^@/, '').toLowerCase();
  return (
    only(
      people.filter((person) => `${person.firstName} ${person.lastName}`.trim() === ref),
      'person',
      ref,
    ) ??
    people.find((person) => person.username?.toLowerCase() === username) ??
    only(
      people.filter((person) => person.firstName === ref && !person.isDeleted),
      'person',
      ref,
    )
  );
}

export function findByPhone(world: World, phone: string): Person | undefined {
  const wanted = digits(phone);
  return [...world.people.values()].find((person) => person.phone === wanted);
}

/** @throws UnknownReference */
export function person(world: World, ref: PersonRef): Person {
  // Stories over HTTP are not checked by a compiler.
  if (ref === undefined || ref === null)
    throw new UnknownReference('Say who is meant: a name, @username, phone or id.');
  const found = findPerson(world, ref);
  if (!found) throw new UnknownReference(`There is nobody called "${ref}" in this scenario.`);
  return found;
}

/** The account of a person; the scenario's main one when none is named. @throws UnknownReference */
export function account(world: World, ref?: PersonRef): Account {
  const found = ref === undefined ? world.main : world.accounts.get(person(world, ref).id);
  if (!found) throw new UnknownReference(`"${ref ?? 'main'}" has no account in this scenario.`);
  return found;
}

/** A chat as the account sees it. @throws UnknownReference */
export function chat(world: World, owner: Account, ref: ChatRef): { chat: MarkedId; topic?: number } {
  if (ref === undefined || ref === null)
    throw new UnknownReference('Say which chat is meant: a title, a person or an id.');
  if (typeof ref === 'object') {
    const found = chat(world, owner, ref.chat).chat;
    const topics = [...(world.channels.get(found)?.topics.values() ?? [])];
    const topic = topics.find(({ id, title }) => id === ref.topic || title === ref.topic);
    if (!topic) throw new UnknownReference(`"${ref.chat}" has no topic "${ref.topic}".`);
    return { chat: found, topic: topic.id };
  }
  if (typeof ref === 'string' && /^-\d+$/.test(ref)) return chat(world, owner, Number(ref));
  if (ref === 'Saved Messages') return { chat: owner.person.id };
  const groups = [...world.groups.values(), ...world.channels.values()];
  const username = String(ref).replace(/^@/, '').toLowerCase();
  const channels = [...world.channels.values()];
  const found =
    groups.find(({ id }) => id === ref)?.id ??
    only(
      groups.filter(({ title }) => title === ref),
      'chat',
      String(ref),
    )?.id ??
    channels.find((channel) => channel.username?.toLowerCase() === username)?.id ??
    findPerson(world, ref)?.id;
  if (found === undefined) throw new UnknownReference(`There is no chat called "${ref}" in this scenario.`);
  return { chat: found };
}
