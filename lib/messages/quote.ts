/** Words from a chat that a record of the CRM was made from. They stay as they were, whatever becomes of the messages. */
import * as v from 'valibot';
import { type ChatRef, chatRef } from '@/lib/chats/model';
import type { Message } from './model';

export interface QuotedMessage {
  id: number;
  /** Who wrote it, as it was called then. */
  name: string;
  out: boolean;
  /** UTC ms. */
  date: number;
  /** Its words, or what it was where it had none. */
  text: string;
  /** Whether `text` is its own words; absent in what was quoted before this was known. */
  words?: boolean;
}

export interface Quote {
  chat: ChatRef;
  /** Ascending. */
  messages: QuotedMessage[];
}

export const MOST_QUOTED = 50;

/** {@link Quote} as it crosses a context boundary. */
export const quote = v.strictObject({
  chat: chatRef,
  messages: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        name: v.pipe(v.string(), v.maxLength(300)),
        out: v.boolean(),
        date: v.pipe(v.number(), v.safeInteger()),
        text: v.pipe(v.string(), v.maxLength(10_000)),
        words: v.optional(v.boolean()),
      }),
    ),
    v.minLength(1),
    v.maxLength(MOST_QUOTED),
  ),
});

/** What became of a quoted message; `unknown` where nobody can say now. */
export type QuoteState = { is: 'same' | 'gone' | 'unknown' } | { is: 'edited'; text: string };

/** @param now what is known of the messages; those that are in neither list are not to be had */
export function quoteStates(
  { messages }: Quote,
  now: { messages: readonly Pick<Message, 'id' | 'text' | 'bare'>[]; gone: readonly number[] },
): Map<number, QuoteState> {
  const byId = new Map(now.messages.map((message) => [message.id, message]));
  return new Map(
    messages.map(({ id, text, words }): [number, QuoteState] => {
      if (now.gone.includes(id)) return [id, { is: 'gone' }];
      const message = byId.get(id);
      if (!message || message.bare) return [id, { is: 'unknown' }];
      const since = message.text.trim();
      // What had no words was quoted as what it is, and says nothing of an edit.
      if (since === '') return [id, words ? { is: 'edited', text: '' } : { is: 'same' }];
      if (words !== false && since === text.trim()) return [id, { is: 'same' }];
      return [id, { is: 'edited', text: message.text }];
    }),
  );
}
