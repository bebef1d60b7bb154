/** What exists in the world of the local Telegram. Dates are Unix seconds; ids of chats are marked ids. */
import type { tl } from '@mtcute/tl';
import type { Authorization } from '../mtproto/auth-key';
import type { MarkedId } from './ids';
import type { Media } from './media';
import type { MessageBox } from './message-box';
import type { AccountEvent } from './world';

export type LastSeen =
  | { kind: 'online' }
  | { kind: 'at'; at: number }
  | { kind: 'recently' | 'lastWeek' | 'lastMonth' | 'hidden' };

export interface Photo {
  id: number;
  dc: number;
  /** Two colours, `#rrggbb`, that the picture is drawn with. */
  colors: [string, string];
  date: number;
}

export interface Person {
  id: number;
  firstName: string;
  lastName: string;
  username?: string;
  /** Digits only. */
  phone?: string;
  hidesPhone: boolean;
  about: string;
  lastSeen: LastSeen;
  isBot: boolean;
  isDeleted: boolean;
  isPremium: boolean;
  isVerified: boolean;
  /** Takes messages from contacts and Premium users only. */
  premiumOnly: boolean;
  /** Stars that each message from somebody else costs. */
  stars: number;
  /** Has blocked the accounts of this scenario. */
  blocksUs: boolean;
  photo?: Photo;
  /** Business opening hours, minutes of the week, and the zone they are in. */
  hours?: { zone: string; open: [from: number, to: number][] };
  location?: { address: string; lat: number; long: number };
}

export type ServiceAction =
  | { kind: 'createGroup'; title: string; members: number[] }
  | { kind: 'createChannel'; title: string }
  | { kind: 'createTopic'; title: string; color: number }
  | { kind: 'join'; members: number[] }
  | { kind: 'contactSignUp' }
  | { kind: 'leave'; member: number }
  | { kind: 'rename'; title: string }
  | { kind: 'call'; video: boolean; seconds?: number; missed?: boolean }
  | { kind: 'pin' | 'photo' | 'clear' | 'screenshot' };

/** Where a forwarded message came from: somebody, or a name only where the account is hidden. */
export interface Forward {
  from?: MarkedId;
  name?: string;
  date: number;
  /** Its id in the channel it was posted in. */
  post?: number;
  author?: string;
}

/** An emoji, or the id of a custom one. */
export interface Reaction {
  emoji: string;
  custom?: boolean;
  from: number;
}

/** A part of the answered message that was picked out. */
export interface Quote {
  text: string;
  entities?: tl.TypeMessageEntity[];
  offset?: number;
}

export interface Message {
  id: number;
  /** The same for every copy of one message in the boxes of several accounts. */
  uid: number;
  chat: MarkedId;
  /** Who wrote it; undefined for a post of a channel. */
  from?: number;
  /** Written by the owner of the box. In channels this depends on who looks; see `isOut`. */
  out: boolean;
  date: number;
  editDate?: number;
  text: string;
  entities?: tl.TypeMessageEntity[];
  media?: Media;
  /** The same for all messages of one album. */
  album?: number;
  replyTo?: number;
  /** The chat of the answered message, where it is another one. */
  replyIn?: MarkedId;
  quote?: Quote;
  topic?: number;
  action?: ServiceAction;
  forward?: Forward;
  reactions?: Reaction[];
  /** When somebody reacted last: Telegram tells reactions as an edit that is not shown as one. */
  reactedAt?: number;
  mentions?: number[];
  silent?: boolean;
  pinned?: boolean;
  views?: number;
  /** Signature of a channel's post. */
  author?: string;
  viaBot?: number;
  /** May not be copied. */
  isProtected?: boolean;
  /** Seconds after which it is deleted for everybody. */
  ttl?: number;
  /** Was waiting on the server until its time. */
  fromSchedule?: boolean;
}

export interface Draft {
  text: string;
  date: number;
}

/** What one account knows of one chat. */
export interface Dialog {
  chat: MarkedId;
  readInbox: number;
  readOutbox: number;
  unreadMark: boolean;
  /** Position among the pinned ones, 0 being the top; undefined when not pinned. */
  pinned?: number;
  /** Unix seconds until which it is muted. */
  mutedUntil: number;
  archived: boolean;
  draft?: Draft;
  topics: Map<number, { readInbox: number; readOutbox: number }>;
}

export interface Folder {
  id: number;
  title: string;
  emoji?: string;
  chats: MarkedId[];
  pinned: MarkedId[];
  exclude: MarkedId[];
  groups: boolean;
  contacts: boolean;
  nonContacts: boolean;
  channels: boolean;
  bots: boolean;
  withoutMuted: boolean;
  withoutRead: boolean;
  withoutArchived: boolean;
}

export interface Account {
  person: Person;
  dc: number;
  phone: string;
  password?: { text: string; hint: string };
  contacts: Set<number>;
  /** Names the account gave to its contacts. */
  contactNames: Map<number, { firstName: string; lastName: string }>;
  blocked: Set<number>;
  box: MessageBox;
  dialogs: Map<MarkedId, Dialog>;
  folders: Folder[];
  /** Waiting to be sent, by chat, in order of their dates. */
  scheduled: Map<MarkedId, Message[]>;
  lastScheduled: number;
  authorizations: Set<Authorization>;
  /** What has no pts, by date, for getDifference. */
  events: { date: number; event: AccountEvent }[];
  seq: number;
}

export interface Group {
  id: MarkedId;
  title: string;
  about: string;
  members: Map<number, 'creator' | 'admin' | 'member'>;
  createdAt: number;
  version: number;
  photo?: Photo;
  /** Messages may not be copied or forwarded. */
  isProtected?: boolean;
  /** Members who may read only. */
  mayNotWrite?: Set<number>;
}

export interface Topic {
  id: number;
  title: string;
  color: number;
  createdAt: number;
  creator: number;
  closed: boolean;
  pinned: boolean;
}

export interface Channel extends Group {
  kind: 'supergroup' | 'broadcast';
  isForum: boolean;
  username?: string;
  /** More than the listed members, for broadcast channels. */
  subscribers?: number;
  slowModeSeconds: number;
  topics: Map<number, Topic>;
  box: MessageBox;
  /** The highest message each member has read. */
  readBy: Map<number, number>;
}
