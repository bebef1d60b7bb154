/** Everything that exists in the local Telegram, and the news of what changes in it. */
import type { tl } from '@mtcute/tl';
import { kindOf, type MarkedId } from './ids';
import type { MediaFile } from './media';
import type { LoggedChange } from './message-box';
import type { Random } from './random';
import type { Account, Channel, Dialog, Group, Message, Person } from './types';

/** Where a message lives: in an account's own box, or in a channel. */
export type Place = { account: Account; channel?: undefined } | { account?: undefined; channel: Channel };

export type WorldEvent =
  | { kind: 'message'; place: Place; message: Message; change: LoggedChange }
  /** Reactions are told with the edit that they count as. */
  | { kind: 'edit'; place: Place; message: Message; change: LoggedChange; isReaction?: true }
  | { kind: 'delete'; place: Place; chat: MarkedId; ids: number[]; change: LoggedChange }
  /** In a channel it has no place in a log of changes, and is numbered (`seq`) instead. */
  | {
      kind: 'readInbox';
      account: Account;
      chat: MarkedId;
      topic?: number;
      upTo: number;
      unread: number;
      change?: LoggedChange;
      seq?: number;
    }
  | {
      kind: 'readOutbox';
      account: Account;
      chat: MarkedId;
      topic?: number;
      upTo: number;
      change?: LoggedChange;
      seq?: number;
    }
  /** Reactions told by themselves, without a place in the log. */
  | { kind: 'reactions'; place: Place; message: Message }
  | { kind: 'pinned'; place: Place; chat: MarkedId; ids: number[]; pinned: boolean; change: LoggedChange }
  /** A message begins to wait, or has another text or time; waiting ones are gone, sent or not. */
  | { kind: 'scheduled'; account: Account; message: Message; seq?: number }
  | { kind: 'unscheduled'; account: Account; chat: MarkedId; ids: number[]; sent?: number[]; seq?: number }
  /** Anything that has no place in a sequence: a name, a status, typing. */
  | { kind: 'update'; account: Account; update: tl.TypeUpdate; seq?: number };

/** What has no place in the log of a box of messages. Unless it is fleeting, it is numbered for its account. */
export type AccountEvent = Extract<WorldEvent, { account: Account }>;

/** Whoever caused a change already knows of it from the answer: an MTProto session, or a web page. */
export type Origin = object | undefined;
export type Listener = (event: WorldEvent, origin: Origin) => void;

export interface WorldSettings {
  dcs: number[];
  homeDc: number;
  api: { id: number; hash: string }[];
  code: { fixed?: string; resendAfter: number; validFor: number };
}

/** More than any absence that a difference still covers has. */
const REMEMBERED_EVENTS = 10_000;
/** Far beyond 32 bits, as Telegram's are. */
const FIRST_FILE = 5_300_000_000_000_000;

export class World {
  readonly people = new Map<number, Person>();
  readonly accounts = new Map<number, Account>();
  readonly groups = new Map<MarkedId, Group>();
  readonly channels = new Map<MarkedId, Channel>();
  /** Photos and documents by id. */
  readonly files = new Map<number, MediaFile>();
  /** Goes up when all file references that were given out so far are to be too old. */
  referenceAge = 0;
  /** The account that stories mean when they name none. Set once the scenario is built. */
  main: Account | undefined;
  readonly #listeners = new Set<Listener>();
  #lastUid = 0;
  #lastFile = 0;

  /** @param now Unix milliseconds */
  constructor(
    readonly settings: WorldSettings,
    readonly random: Random,
    private readonly now: () => number,
  ) {}

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  milliseconds(): number {
    return this.now();
  }

  nextUid(): number {
    return ++this.#lastUid;
  }

  /** An id for a new file, or for an album. */
  nextFileId(): number {
    return FIRST_FILE + ++this.#lastFile;
  }

  /** @returns a function that ends the listening */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Numbers an event, which differences then tell too, and announces it. */
  announceNumbered(event: AccountEvent, origin?: Origin): void {
    const { account } = event;
    event.seq = ++account.seq;
    account.events.push({ date: this.seconds(), event });
    if (account.events.length > REMEMBERED_EVENTS) account.events.shift();
    this.announce(event, origin);
  }

  announce(event: WorldEvent, origin?: Origin): void {
    for (const listener of this.#listeners) listener(event, origin);
  }

  group(id: MarkedId): Group | undefined {
    return this.groups.get(id) ?? this.channels.get(id);
  }

  /** Does this chat exist, and may the account see it? */
  canSee(account: Account, chat: MarkedId): boolean {
    if (kindOf(chat) === 'user') return this.people.has(chat);
    return this.group(chat)?.members.has(account.person.id) === true;
  }

  /** The accounts among a group's members. */
  accountsIn(group: Group): Account[] {
    return [...this.accounts.values()].filter(({ person }) => group.members.has(person.id));
  }

  /** What the account knows of a chat; made when it is first asked for. */
  dialog(account: Account, chat: MarkedId): Dialog {
    let dialog = account.dialogs.get(chat);
    if (!dialog) {
      dialog = {
        chat,
        readInbox: 0,
        readOutbox: 0,
        unreadMark: false,
        mutedUntil: 0,
        archived: false,
        topics: new Map(),
      };
      account.dialogs.set(chat, dialog);
    }
    return dialog;
  }

  /** Where the account's messages of a chat are kept. */
  place(account: Account, chat: MarkedId): Place {
    const channel = this.channels.get(chat);
    return channel ? { channel } : { account };
  }

  box(account: Account, chat: MarkedId): Account['box'] {
    return this.channels.get(chat)?.box ?? account.box;
  }
}

export function fullName(person: Person): string {
  if (person.isDeleted) return 'Deleted Account';
  return person.lastName ? `${person.firstName} ${person.lastName}` : person.firstName;
}

/** Did the viewer write this message? In channels that depends on who looks. */
export function isOut(viewer: Account, message: Message): boolean {
  return kindOf(message.chat) === 'channel' ? message.from === viewer.person.id : message.out;
}
