import type { PersonName } from '@/lib/chats/model';

/**
 * Whom somebody means by what they typed: a username with or without its `@`, a `t.me` link of one, or a phone number with its
 * country code (also as `t.me/+49…`), however its digits are grouped. null for anything else, such as an invitation.
 */
export function readPerson(typed: string): PersonName | null {
  const link = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/(.+?)\/?$/i.exec(typed.trim())?.[1];
  const text = link ?? typed.trim();
  const username = /^@?([a-z]\w{3,31})$/i.exec(text)?.[1];
  if (username) return { username };
  if (!/^\+?[\d\s().\u00a0-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '').replace(/^00/, '');
  return digits.length >= 7 && digits.length <= 15 ? { phone: digits } : null;
}
