import type { Quote } from '@/lib/messages/quote';

/** A note on a contact or on a deal (two different things), or on a group chat. */
export interface Note {
  id: string;
  on: { contact: string } | { deal: string } | { chat: string };
  text: string;
  createdAt: number;
  /** The messages it was made from. Its text may be empty then. */
  source?: Quote;
}
