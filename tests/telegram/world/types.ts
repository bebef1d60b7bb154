/** What exists in the world of the local Telegram. Dates are Unix seconds; ids of chats are marked ids. */
import type { tl } from '@mtcute/tl';
import type { Authorization } from '../mtproto/auth-key';
import type { MarkedId } from './ids';
import type { MessageBox } from './message-box';

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
  photo?: Photo;
  /** Business opening hours, minutes of the week, and the zone they are in. */
  hours?: { zone: string; open: [from: number, to: number][] };
  location?: { address: string; lat: number; long: number };
}

export interface Media {
  kind: 'photo' | 'voice' | 'file' | 'location' | 'contact';
  id: number;
  dc: number;
  /** Seconds, of a voice message. */
  duration?: number;
  name?: string;
  /** Bytes. */
  size?: number;
  lat?: number;
  long?: number;
  person?: number;
  colors?: [string, string];
}

export type ServiceAction =
  | { kind: 'createGroup'; title: string; members: number[] }
  | { kind: 'createChannel'; title: string }
  | { kind: 'createTopic'; title: string; color: number }
  | { kind: 'join'; members: number[] }
  | { kind: 'contactSignUp' }
  | { kind: 'rename'; title: string }
  | { kind: 'pin' };

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
  replyTo?: number;
  topic?: number;
  action?: ServiceAction;
  forward?: { from: number; date: number };
  reactions?: { emoji: string; from: number }[];
  mentions?: number[];
  silent?: boolean;
  pinned?: boolean;
  views?: number;
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
  groups: boolean;
  contacts: boolean;
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
  authorizations: Set<Authorization>;
  /** Updates without pts, by date, for getDifference. */
  events: { date: number; seq: number; update: tl.TypeUpdate }[];
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
