import type { ToldPerson } from './model';

/** Why Tez does not say by itself which contact a person of Telegram is. */
export const REVIEW_REASONS = [
  /** Several contacts have this Telegram user. */
  'sameTelegram',
  /** Several contacts have their phone. */
  'samePhone',
  /** Several contacts have their username. */
  'sameUsername',
  /** One contact has their phone, another their username. */
  'phoneOrUsername',
  /** The contact with their phone or username is another Telegram user. */
  'otherTelegram',
  /** The contact with their username has another phone. */
  'otherPhone',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** A person of Telegram of whom it is to be said which contact they are. Its id is their user id. */
export interface Review {
  id: string;
  /** The account that sees them. */
  account: number;
  peer: number;
  told: ToldPerson;
  why: ReviewReason;
  /** Ids of those they may be, likeliest first. */
  contacts: string[];
  /** Said to be left as it is: not asked again as long as the question is the same. */
  left?: true;
  createdAt: number;
}

/** Whether it is the same question as before. */
export function sameQuestion(a: Review | undefined, b: Pick<Review, 'why' | 'contacts'>): boolean {
  return a !== undefined && a.why === b.why && a.contacts.join() === b.contacts.join();
}
