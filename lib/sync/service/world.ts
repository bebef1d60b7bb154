import { ulid } from 'ulid';
import { type ChatLink, parseChatKey } from '@/lib/chats/model';
import { ContactIndex, type Person } from '@/lib/contacts/match';
import type { Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import type { Records } from '@/lib/store/records';
import type { SyncOptions } from '../model';
import type { PlanWorld } from '../plan';

/** Links of an account's chats (not of topics in them), by peer. */
export async function linksByPeer(records: Records, account: number): Promise<Map<number, ChatLink[]>> {
  const found = new Map<number, ChatLink[]>();
  const rows = await records.db.sealed('chatLinks').where('chat').startsWith(`${account}:`).toArray();
  for (const link of await Promise.all(rows.map((row) => records.opened<ChatLink>('chatLinks', row)))) {
    const { peer, topic } = parseChatKey(link.chat);
    if (topic === undefined) found.set(peer, [...(found.get(peer) ?? []), link]);
  }
  return found;
}

/** Contacts of these Telegram users; all of them where a user is nobody's yet, who may be found by something else. */
async function indexFor(records: Records, people: readonly Person[], gone: readonly number[]): Promise<ContactIndex> {
  const ids = people.map(({ peer }) => peer);
  const rows = await records.db
    .sealed('contacts')
    .where('telegram')
    .anyOf([...ids, ...gone])
    .distinct()
    .toArray();
  const known = await Promise.all(rows.map((row) => records.opened<Contact>('contacts', row)));
  const index = new ContactIndex(known);
  const everybodyKnown = ids.every((peer) => index.withTelegram(peer).length > 0);
  return everybodyKnown ? index : new ContactIndex(await records.all<Contact>('contacts'));
}

/** What is stored, as far as planning for these people, and users who are not seen any more, needs it. */
export async function readWorld(
  { records, now }: { records: Records; now: () => number },
  account: number,
  people: readonly Person[],
  options: Pick<SyncOptions, 'create' | 'update' | 'byPhone'>,
  gone: readonly number[] = [],
): Promise<PlanWorld> {
  const [index, links, reviews] = await Promise.all([
    indexFor(records, people, gone),
    linksByPeer(records, account),
    records.all<Review>('reviews'),
  ]);
  return {
    ...{ account, index, links, options },
    reviews: new Map(reviews.map((review) => [review.peer, review])),
    newId: () => ulid(now()),
    now: now(),
  };
}
