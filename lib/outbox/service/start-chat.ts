import { type Handler, handle } from '@/lib/bus/router';
import type { ChatLink, ChatRef, PersonName } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/outbox/contract';
import { readPerson } from '@/lib/outbox/person';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { TelegramChat, TelegramPort } from '@/lib/telegram/port';

export interface StartChatDeps {
  records: Records;
  log: ChangeLog;
  port: (account: number) => Promise<TelegramPort>;
  planTracking: (chat: ChatRef) => Promise<{ edits: Edit[] }>;
  linkEdit: (chat: ChatRef, to: ChatLink['to']) => Edit;
  /** A chat became tracked. */
  onTracked: (account: number) => void;
  openChat: (chat: ChatRef, name?: PersonName) => Promise<void>;
}

/** One person, one click: opens the chat, and leaves the writing to the person. */
export function startChatHandlers(deps: StartChatDeps): Handler[] {
  const { records, log } = deps;

  /** Telegram Web has a session of its own, which may never have met this person: it finds them by their name. */
  function open(chat: ChatRef, { username, phone }: TelegramChat, typed?: PersonName): Promise<void> {
    const digits = phone?.replace(/\D/g, '');
    return deps.openChat(chat, username ? { username } : (typed ?? (digits ? { phone: digits } : undefined)));
  }

  return [
    handle(contract.startChat, async ({ account, contact: id }) => {
      const contact = await records.get<Contact>('contacts', id);
      if (!contact) throw new TezError('notFound');
      const telegram = await deps.port(account);
      const [known] = contact.telegram;
      if (known !== undefined) {
        const chat = { account, peer: known };
        await open(chat, await meet(telegram, known, contact));
        return { chat, undo: null };
      }
      const { peer, name } = await findAny(telegram, namesOf(contact));
      const chat = { account, peer };
      const shown = await telegram.chat(peer);
      const undo = await log.commit([
        { table: 'contacts', id, set: { telegram: [peer] } },
        deps.linkEdit(chat, { contact: id }),
      ]);
      deps.onTracked(account);
      await open(chat, shown, name);
      return { chat, undo };
    }),

    handle(contract.startDealChat, async ({ account, deal, who }) => {
      const name = readPerson(who);
      if (!name) throw new TezError('invalidInput');
      if (!(await records.get<Deal>('deals', deal))) throw new TezError('notFound');
      const telegram = await deps.port(account);
      const { peer } = await findAny(telegram, [name]);
      const chat = { account, peer };
      const shown = await telegram.chat(peer);
      const contact = await theOne(records, peer, name);
      const tracking = contact
        ? [
            { table: 'contacts' as const, id: contact.id, set: { telegram: [peer] } },
            deps.linkEdit(chat, { contact: contact.id }),
          ]
        : (await deps.planTracking(chat)).edits;
      const undo = await log.commit([...tracking, deps.linkEdit(chat, { deal })]);
      deps.onTracked(account);
      await open(chat, shown, name);
      return { chat, title: shown.title, undo };
    }),
  ];
}

function namesOf({ username, phones }: Contact): PersonName[] {
  return [...(username ? [{ username }] : []), ...phones.map((phone) => ({ phone: phone.replace(/\D/g, '') }))];
}

/** A Telegram user of a contact, also where this account never met them. @throws TezError `personUnknown` */
async function meet(telegram: TelegramPort, peer: number, contact: Contact): Promise<TelegramChat> {
  try {
    return await telegram.chat(peer);
  } catch (error) {
    if (TezError.from(error).kind !== 'chatUnavailable') throw error;
    const found = await findAny(telegram, namesOf(contact));
    if (found.peer !== peer) throw new TezError('personUnknown');
    return telegram.chat(peer);
  }
}

/** Whom Telegram shows by the first of these names that it knows. @throws TezError `personUnknown` */
async function findAny(
  telegram: TelegramPort,
  names: readonly PersonName[],
): Promise<{ peer: number; name: PersonName }> {
  for (const name of names) {
    try {
      return { peer: await telegram.findPerson(name), name };
    } catch (error) {
      if (TezError.from(error).kind !== 'notFound') throw error;
    }
  }
  throw new TezError('personUnknown');
}

/** The one contact without a Telegram user that has this name; null where there is none, several, or one with the user. */
async function theOne(records: Records, peer: number, name: PersonName): Promise<Contact | null> {
  if ((await records.where<Contact>('contacts', 'telegram', peer)).length > 0) return null;
  const wanted = JSON.stringify(folded(name));
  const named = (await records.all<Contact>('contacts')).filter(
    (contact) =>
      contact.telegram.length === 0 && namesOf(contact).some((own) => JSON.stringify(folded(own)) === wanted),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function folded(name: PersonName): PersonName {
  return 'username' in name ? { username: name.username.replace(/^@/, '').toLowerCase() } : name;
}
