import type { Change } from '@/lib/changes/model';
import { type ChatLink, chatKey, peerKind } from '@/lib/chats/model';
import type { Profile } from '@/lib/chats/service/profiles';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { TelegramChat, TelegramPort } from '@/lib/telegram/port';
import type { Tracked } from '../contract';
import { planChats, planPeople, toldOf } from '../plan';
import { optionsEdit, readOptions } from './settings';
import { readWorld } from './world';

export interface TrackDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  port: (account: number) => Promise<TelegramPort>;
  /** Chats became tracked: their past must be looked at. */
  onTracked: (account: number) => void;
}

export interface TrackInput {
  key: string;
  account: number;
  chats: readonly number[];
  addressBook: boolean;
}

/** Chosen chats and their people, asked for anew: what was shown to the person may be old. */
export async function trackChats(deps: TrackDeps, { key, account, chats, addressBook }: TrackInput): Promise<Tracked> {
  const { records, log } = deps;
  const port = await deps.port(account);
  const seen = (await port.chats(chats)).filter((chat) => chat !== null);
  const book = addressBook ? ((await port.addressBook(''))?.people ?? []) : [];
  const chosen = seen.filter(isPerson);
  const inBook = book.filter((one) => isPerson(one) && !chosen.some(({ peer }) => peer === one.peer));
  const others = seen.filter((chat) => !isPerson(chat));
  const person = (chat: TelegramChat) => ({ peer: chat.peer, told: toldOf(chat) });
  const people = chosen.map(person);
  const further = inBook.map(person);
  await log.commit(
    async () => {
      const options = { ...(await readOptions(records)), create: true };
      const world = await readWorld(deps, account, [...people, ...further], options);
      return [
        await optionsEdit(records, { answered: true, ...(addressBook ? { addressBook } : {}) }),
        ...planPeople(world, people, { track: true }),
        ...planPeople(world, further, { track: false }),
        ...planChats(
          world,
          others.map(({ peer }) => peer),
        ),
      ];
    },
    { group: key },
  );
  await keepTitles(records, account, others);
  deps.onTracked(account);
  return { ...(await cameOf(records, key)), undo: key };
}

/** What groups, channels and bots are called; people have their contacts for it. */
async function keepTitles(records: Records, account: number, chats: readonly TelegramChat[]): Promise<void> {
  const profiles = records.db.sealed('profiles');
  const rows = chats.map(async (chat) => {
    const id = chatKey({ account, peer: chat.peer });
    // As old as can be: it is asked for again, with its picture, as soon as somebody looks.
    const profile: Profile = { chat, photo: null, at: 0 };
    return (await profiles.get(id)) ? [] : [await records.sealed('profiles', id, 1, profile)];
  });
  await profiles.bulkPut((await Promise.all(rows)).flat());
}

/** People become contacts; bots, groups and one's own saved messages are chats only. */
function isPerson({ kind, peer, deleted }: TelegramChat): boolean {
  return kind === 'user' && peerKind(peer) === 'user' && !deleted;
}

/** What a group of changes did, counted in its log, so that a press that is given twice answers the same. */
export async function cameOf(records: Records, group: string): Promise<Omit<Tracked, 'undo'>> {
  const changes = await records.where<Change>('changes', 'group', group);
  const made = (table: Change['table']) => changes.filter((it) => it.table === table && it.action === 'create');
  const chats = new Set(made('chatLinks').map(({ fields }) => (fields.chat as { after: ChatLink['chat'] }).after));
  return { contacts: made('contacts').length, chats: chats.size, review: made('reviews').length };
}
