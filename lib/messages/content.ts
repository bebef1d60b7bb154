/** What a message carries beside its words. */
import type { TelegramFile } from '@/lib/files/model';

/** Marked words. `at` and `length` count UTF-16 units of the text. https://core.telegram.org/api/entities */
export type TextEntity = { at: number; length: number } & (
  | {
      is:
        | 'bold'
        | 'italic'
        | 'underline'
        | 'strike'
        | 'spoiler'
        | 'code'
        | 'url'
        | 'mention'
        | 'hashtag'
        | 'cashtag'
        | 'command'
        | 'email'
        | 'phone'
        | 'card';
    }
  | { is: 'pre'; language: string }
  | { is: 'quote'; collapsed: boolean }
  | { is: 'link'; url: string }
  | { is: 'person'; peer: number }
  | { is: 'emoji'; id: string }
);

/** Text with its marks. */
export interface RichText {
  text: string;
  entities: TextEntity[];
}

export interface Place {
  latitude: number;
  longitude: number;
}

/** What hangs on a message. Kinds of one file are told by the message's `kind`. */
export type Media =
  | { is: 'file'; file: TelegramFile; spoiler?: true }
  | { is: 'place'; place: Place; title?: string; address?: string; live?: true }
  | { is: 'contact'; firstName: string; lastName: string; phone: string; peer?: number }
  | { is: 'poll'; question: string; answers: string[]; quiz: boolean; closed: boolean }
  | { is: 'page'; url: string; site?: string; title?: string; description?: string };

/** The message this one answers. `peer` where it is in another chat; `quote` is the part that was picked out. */
export interface ReplyTo {
  id: number;
  peer?: number;
  quote?: string;
}

/** Where a message came from. `from` is absent for people who hide their account: then there is a name only. */
export interface ForwardedFrom {
  from?: number;
  name?: string;
  /** UTC ms of the original. */
  date: number;
  /** Its id in the channel it was posted in. */
  post?: number;
}

/** A reaction and how many gave it. `emoji` is the sign itself, or a custom emoji's id. */
export interface Reaction {
  emoji: string;
  custom?: true;
  count: number;
  /** Given by the account. */
  own?: true;
}

/** What happened, where a message only tells of it. https://core.telegram.org/type/MessageAction */
export type ServiceAction =
  | { is: 'created'; title: string }
  | { is: 'renamed'; title: string }
  | { is: 'topicCreated'; title: string }
  | { is: 'joined' | 'left'; people: number[] }
  | { is: 'call'; video: boolean; seconds?: number; missed?: true }
  | { is: 'pinned' | 'photo' | 'historyCleared' | 'screenshot' | 'contactJoined' | 'other' };
