import { ulid } from 'ulid';
import { type ChatLink, chatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Review } from '@/lib/contacts/review';
import { followed } from '@/lib/contacts/told';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import type { ReviewView } from '../contract';
import { newContact } from '../plan';
import { linksByPeer } from './world';

export interface ReviewDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
}

export type Answer = { is: 'contact'; contact: string } | { is: 'new' } | { is: 'left' };

/** What is still to be said, oldest first, with the contacts as they are now. */
export async function openReviews(records: Records): Promise<ReviewView[]> {
  const open = (await records.all<Review>('reviews')).filter(({ left }) => !left);
  const views = open.map(async ({ contacts, ...review }) => {
    const known = await records.getMany<Contact>('contacts', contacts);
    return { ...review, contacts: known.filter((contact) => contact !== undefined) };
  });
  return (await Promise.all(views)).sort((a, b) => a.createdAt - b.createdAt || a.peer - b.peer);
}

/** Carries out what the person said, as one change that can be taken back. @throws TezError `notFound` */
export function answerReview({ records, log, now }: ReviewDeps, id: string, answer: Answer): Promise<string> {
  return log.commit(async () => {
    const review = await records.get<Review>('reviews', id);
    if (!review || review.left) throw new TezError('notFound');
    if (answer.is === 'left') return [{ table: 'reviews', id, set: { left: true } }];
    const done: Edit = { table: 'reviews', id, remove: true };
    const { account, peer, told } = review;
    const newId = () => ulid(now());
    if (answer.is === 'new') {
      const contact = newContact({ newId, now: now() }, { peer, told });
      return [
        { table: 'contacts', create: contact },
        ...(await tie(review, contact.id)),
        ...(await others(peer)),
        done,
      ];
    }
    const contact = await records.get<Contact>('contacts', answer.contact);
    if (!contact) throw new TezError('notFound');
    const telegram = [...new Set([...contact.telegram, peer])];
    // A contact that is another Telegram user, too, goes on following the first.
    const first = telegram[0] === peer;
    const set = { telegram, ...(first ? followed(contact, told) : null) };
    return [
      { table: 'contacts', id: contact.id, set },
      ...(await tie({ account, peer }, contact.id)),
      ...(await others(peer, contact.id)),
      done,
    ];
  });

  /** Ties the person's chat to the contact, where it is in the CRM. */
  async function tie({ account, peer }: Pick<Review, 'account' | 'peer'>, contact: string): Promise<Edit[]> {
    const links = (await linksByPeer(records, account)).get(peer) ?? [];
    if (links.length === 0) return [];
    const gone = links.filter(({ to }) => 'chat' in to || ('contact' in to && to.contact !== contact));
    const there = links.some(({ to }) => 'contact' in to && to.contact === contact);
    const link: ChatLink = { id: ulid(now()), chat: chatKey({ account, peer }), to: { contact } };
    return [
      ...gone.map((one): Edit => ({ table: 'chatLinks', id: one.id, remove: true })),
      ...(there ? [] : [{ table: 'chatLinks' as const, create: link }]),
    ];
  }

  /** Other contacts are this Telegram user no more. */
  async function others(peer: number, except?: string): Promise<Edit[]> {
    const same = (await records.where<Contact>('contacts', 'telegram', peer)).filter((one) => one.id !== except);
    return same.map((one) => ({
      table: 'contacts',
      id: one.id,
      set: { telegram: one.telegram.filter((user) => user !== peer) },
    }));
  }
}
