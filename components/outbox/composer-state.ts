import type { Ask } from '@/components/background/ask';
import type { ChatRef } from '@/lib/chats/model';
import type { AttachedFile } from '@/lib/files/library';
import type { WireError } from '@/lib/limits/model';
import type { RichText } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import type { OutboxItemView, ScheduledView } from '@/lib/outbox/contract';
import type { WhyOff } from '@/lib/outbox/model';

/** What the words in the field are for, where they are not for a new message. */
export type Editing =
  | { is: 'queued'; id: string }
  | { is: 'message'; id: number }
  | { is: 'scheduled'; id: number; at: number };

export interface ComposerState {
  /** The stored draft is here: before that nothing is shown, so that nothing jumps. */
  loaded: boolean;
  rich: RichText;
  /** `text` is absent for a message that is only known by its id. */
  replyTo: (Pick<Message, 'id'> & Partial<Message>) | null;
  editing: Editing | null;
  silent: boolean;
  /** When Telegram is to send it, as a `datetime-local` input has it; null: now. */
  at: string | null;
  unlessAnswered: boolean;
  items: OutboxItemView[];
  off: WhyOff | null;
  scheduled: ScheduledView[];
  /** Files of the library that go with what is written. */
  files: AttachedFile[];
  /** A text that is too long, as it would be split: to be confirmed. */
  split: RichText[] | null;
  /** Those of the files that are in the library no more: sending the texts without them is to be confirmed. */
  gone: { files: AttachedFile[]; texts: readonly RichText[] } | null;
  busy: boolean;
}

export interface ComposerDeps {
  ask: Ask;
  chat: ChatRef;
  /** UTC ms. */
  now: () => number;
  /** Runs `work` in `ms`; the answer cancels it. */
  later: (work: () => void, ms: number) => () => void;
  /** A name for one press of a button. */
  newKey: () => string;
  /** Tells the person what went wrong. */
  fail: (error: WireError) => void;
}
