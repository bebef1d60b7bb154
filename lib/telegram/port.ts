import type { ChatKind, LastSeen } from '@/lib/chats/model';
import type { Message, TelegramUpdate } from '@/lib/messages/model';
import type { FilesPort } from './port/files';
import type { ListsPort } from './port/lists';
import type { MessagesPort } from './port/messages';

/**
 * The one interface to Telegram, in Tez's words. One port is one session (one account, or a sign-in under way).
 * Every method rejects with a `TezError` (lib/limits/model.ts) and nothing else. Ids are marked ids, times UTC ms.
 * No method marks anything read, sets the account online, or shows typing.
 */
export interface TelegramPort extends MessagesPort, FilesPort, ListsPort {
  /**
   * Opens the connection, or tries a lost one again at once; resolves when the transport is up and the session is known
   * to be usable or not signed in. Rejects with `offline` after 20 s, and goes on trying: `onConnection` tells.
   */
  connect(): Promise<void>;
  /** Closes every socket and timer, for good: the session stays stored, and is taken up by opening another port. */
  disconnect(): Promise<void>;

  /** The signed-in user, or null when nobody is. */
  me(): Promise<Me | null>;

  sendCode(phone: string): Promise<SentCode>;
  /** Asks for the code by the next way Telegram offers. */
  resendCode(phone: string, codeHash: string): Promise<SentCode>;
  /** Tells Telegram to forget the code. Never rejects: a code that is gone is what was wanted. */
  cancelCode(phone: string, codeHash: string): Promise<void>;
  signIn(phone: string, codeHash: string, code: string): Promise<SignInResult>;
  /** The two-step hint, after a `password` result. */
  passwordHint(): Promise<string>;
  checkPassword(password: string): Promise<Me>;
  /**
   * Signs in by QR. Calls `onToken` for each fresh token (about every 30 s) and resolves when another session accepted
   * one. Rejects with `AbortError` when `signal` aborts.
   */
  signInByQr(onToken: (token: QrToken) => void, signal: AbortSignal): Promise<SignInResult>;
  /** Ends the session at Telegram and forgets its keys here. */
  logOut(): Promise<void>;

  /**
   * Asks the server for everything since the stored update state; resolves when it has been handed to the sink. Happens
   * by itself on every new connection. Not for use from within the sink, which it waits for.
   */
  catchUp(): Promise<void>;
  /** What Telegram shows of a chat; `full` also asks for bio and members (one more request). */
  chat(peer: number, topic?: number): Promise<TelegramChat>;
  fullChat(peer: number): Promise<TelegramFullChat>;
  /** The small profile photo as JPEG or PNG bytes, or null. */
  photo(peer: number): Promise<Uint8Array | null>;
  /** Read marks and last message of chats, without touching them. */
  dialog(peer: number): Promise<TelegramDialog | null>;
}

export interface Me {
  id: number;
  name: string;
  username?: string;
  phone?: string;
}

export type CodeWay = 'app' | 'sms' | 'call' | 'flashCall' | 'missedCall' | 'email' | 'fragment';

export interface SentCode {
  phone: string;
  codeHash: string;
  by: CodeWay;
  /** Number of digits, 0 where Telegram doesn't say. */
  length: number;
  /** UTC ms from which the next way may be asked for; absent where there is none. */
  resendAt?: number;
  nextBy?: CodeWay;
}

export type SignInResult = { is: 'signedIn'; me: Me } | { is: 'password'; hint: string };

export interface QrToken {
  /** tg://login?token=… */
  url: string;
  expiresAt: number;
}

export interface TelegramChat {
  peer: number;
  topic?: number;
  kind: ChatKind;
  title: string;
  username?: string;
  /** null: hidden by the person; undefined: not a user. */
  phone?: string | null;
  lastSeen?: LastSeen;
  members?: number;
  hasPhoto: boolean;
  deleted?: boolean;
  /** The title of the forum a topic belongs to. */
  forumTitle?: string;
}

export interface TelegramFullChat {
  about?: string;
  commonChats?: number;
  members?: { peer: number; name: string }[];
}

export interface TelegramDialog {
  peer: number;
  unread: number;
  mentions: number;
  readInbox: number;
  readOutbox: number;
  mutedUntil: number;
  last?: Message;
}

/** One row of a session's own state (keys, salts, pts): sealed by the implementation, opaque to everyone else. */
export interface SessionRow {
  key: string;
  /** null deletes. */
  box: Uint8Array | null;
}

/**
 * Where a port puts what Telegram sent. Called with updates in server order and with the update state that covers
 * them; must store both in one transaction before it resolves (at least once: after a crash the same updates come again).
 * When it rejects, the same updates come again after 1 s, 2 s … 60 s, and with them those that followed. A new sign-in
 * begins with a `gap` for all chats.
 */
export type UpdateSink = (updates: TelegramUpdate[], state: SessionRow[]) => Promise<void>;

/** A session's own stored rows. Reads may be cached; writes are applied when the promise resolves. */
export interface SessionStore {
  load(): Promise<{ key: string; box: Uint8Array }[]>;
  write(rows: SessionRow[]): Promise<void>;
  /** AES-GCM with additional data bound to this session and `key`. */
  seal(key: string, plain: Uint8Array): Promise<Uint8Array>;
  /** @throws TezError `damaged` when the box does not open. */
  open(key: string, box: Uint8Array): Promise<Uint8Array>;
}

export type Connection = 'connecting' | 'connected' | 'offline';

export interface PortDeps {
  api: { id: number; hash: string };
  store: SessionStore;
  sink: UpdateSink;
  onConnection: (state: Connection) => void;
  /** The session ended elsewhere (revoked, deactivated). Called at most once; the stored CRM data is untouched. */
  onSignedOut: (why: 'signedOutElsewhere' | 'accountDeactivated') => void;
  /** Telegram asked to wait; `until` is UTC ms. Long waits reject with `floodWait` instead of blocking. */
  onWait: (until: number) => void;
  now: () => number;
}

/** Makes a port without connecting it. The MTProto script puts this on `globalThis.tezTelegram`. */
export type OpenTelegram = (deps: PortDeps) => TelegramPort;
