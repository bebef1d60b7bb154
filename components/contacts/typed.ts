/** What a person types into a contact's fields: how it is read, and what is wrong with it. */
import { phoneOf } from '@/lib/contacts/phone';
import { t } from '@/lib/words';

export function typedPhone(typed: string, region: string): string {
  return phoneOf(typed, region) ?? '';
}

export function phoneFault(typed: string, region: string): string | undefined {
  return phoneOf(typed, region) === null ? t('contact.phoneWrong') : undefined;
}

export function emailFault(typed: string): string | undefined {
  return /^\S+@\S+\.\S+$/.test(typed) ? undefined : t('contact.emailWrong');
}

/** Without its @, or the address that it is the end of. */
export function plainUsername(typed: string): string {
  return typed.replace(/^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\//i, '').replace(/^@/, '');
}

export function usernameFault(typed: string): string | undefined {
  return /^\w*$/.test(plainUsername(typed)) ? undefined : t('contact.usernameWrong');
}
