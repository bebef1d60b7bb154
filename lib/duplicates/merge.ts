/** Making one contact of two. */
import type { Contact } from '@/lib/contacts/model';

/** Fields of which a contact has one: where both have another, the person chooses. */
export const CHOSEN = ['name', 'role', 'company', 'username'] as const;
export type Chosen = (typeof CHOSEN)[number];
/** The fields that are taken from the contact that goes. */
export type Choice = readonly Chosen[];

export interface MergeField {
  field: Chosen;
  kept: string;
  gone: string;
}

/** Fields in which both say something, and not the same. */
export function conflicts(kept: Contact, gone: Contact): MergeField[] {
  return CHOSEN.flatMap((field) => {
    const [a, b] = [kept[field] ?? '', gone[field] ?? ''];
    return a !== '' && b !== '' && a !== b ? [{ field, kept: a, gone: b }] : [];
  });
}

/**
 * The contact that stays, with what the other had. Of phones, e-mails, tags and Telegram users both have all; a field that
 * only one of them has is taken; where both have one, it is as chosen. It is as old as the older of the two.
 */
export function merged(kept: Contact, gone: Contact, fromGone: Choice): Contact {
  const one = (field: Chosen) => {
    const [own, other] = fromGone.includes(field) ? [gone[field], kept[field]] : [kept[field], gone[field]];
    return own === undefined || own === '' ? other : own;
  };
  const emails = united(kept.emails ?? [], gone.emails ?? []);
  const [role, company, username] = [one('role'), one('company'), one('username')];
  const told = kept.told ?? gone.told;
  return {
    ...gone,
    ...kept,
    name: one('name') ?? '',
    ...(role === undefined ? {} : { role }),
    ...(company === undefined ? {} : { company }),
    ...(username === undefined ? {} : { username }),
    telegram: united(kept.telegram, gone.telegram),
    phones: united(kept.phones, gone.phones),
    ...(emails.length > 0 ? { emails } : {}),
    tags: united(kept.tags, gone.tags),
    ...(kept.colleague || gone.colleague ? { colleague: true } : {}),
    ...(told ? { told } : {}),
    createdAt: Math.min(kept.createdAt, gone.createdAt),
  };
}

function united<T>(a: readonly T[], b: readonly T[]): T[] {
  return [...new Set([...a, ...b])];
}
