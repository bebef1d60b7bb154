/** What tests and the demo make happen, in the words of a story: somebody writes, reads elsewhere, is signed out. */
import type { Core } from './core';
import { disconnect } from './core';
import { acceptToken } from './rpc/qr';
import { typingUpdate } from './rpc/read';
import { announceUpdate } from './updates';
import { type Copy, edit, lastOwn, post, readInbox, readOutbox, remove } from './world/change';
import { kindOf, type MarkedId } from './world/ids';
import type { ChatRef, PersonRef } from './world/refs';
import * as refs from './world/refs';
import type { Account, Message } from './world/types';
import type { Origin, Place } from './world/world';

export interface Posted {
  id: number;
  chat: MarkedId;
  /** Unix seconds. */
  date: number;
}

/** A message of a chat: by id, or the newest one with this text, or the newest of all. */
export interface MessageRef {
  account?: PersonRef;
  chat: ChatRef;
  id?: number;
  text?: string;
}

export interface Stories {
  /** Somebody writes to the account, or into a group, channel or topic. The answer has the id the account sees. */
  receives(story: {
    from: PersonRef;
    chat?: ChatRef;
    text: string;
    to?: PersonRef;
    replyTo?: number;
    silent?: boolean;
  }): Promise<Posted>;
  /** The account writes from another of its devices. */
  sends(story: { account?: PersonRef; chat: ChatRef; text: string; replyTo?: number }): Promise<Posted>;
  /** A message gets another text. */
  edits(story: MessageRef & { newText: string }): Promise<Posted>;
  /** A message disappears, for everybody unless `onlyHere`. */
  deletes(story: MessageRef & { ids?: number[]; onlyHere?: boolean }): Promise<{ ids: number[] }>;
  /** The account reads a chat on another of its devices. */
  readsElsewhere(story: { account?: PersonRef; chat: ChatRef; upTo?: number }): Promise<void>;
  /** The other side reads what the account wrote. */
  seen(story: { account?: PersonRef; chat: ChatRef; upTo?: number }): Promise<void>;
  /** Somebody changes their own name or username, or a group gets another title. */
  renames(story: { person?: PersonRef; chat?: ChatRef; name?: string; username?: string }): Promise<void>;
  /** Somebody types; in a group when `chat` is given. */
  types(story: { from: PersonRef; chat?: ChatRef; to?: PersonRef }): Promise<void>;
  /** Somebody comes online or leaves. */
  comesOnline(story: { person: PersonRef; online?: boolean }): Promise<void>;
  /** Ends sign-ins of the account made through this server: all of them, or the one whose hash is given. */
  revokeSession(
    account?: PersonRef,
    which?: { hash?: string; reason?: 'AUTH_KEY_UNREGISTERED' | 'SESSION_REVOKED' | 'USER_DEACTIVATED' },
  ): Promise<number>;
  /** The account scans the QR code that is shown: the newest one, or the one of `token` (base64url). */
  approveQr(story?: { account?: PersonRef; token?: string }): Promise<void>;
  acceptLoginToken(token: string, account?: PersonRef): Promise<void>;
  /** The code under way for a phone is no longer good. */
  expireCode(phone: string): void;
  /** The login code under way for a phone. */
  codeFor(phone: string): string | undefined;
  /** The next `times` (1) calls of a method, or '*' of any, fail. */
  failNext(story: { method: string; error: string; times?: number; account?: PersonRef }): void;
  /** Closes every socket; with `forget`, the server also forgets the sessions, as after a restart. */
  cutConnections(story?: { forget?: boolean }): void;
  /** Makes every salt wrong, so that clients get bad_server_salt. */
  changeSalts(): void;
  /** Forgets what changed so far, so that clients that were away are told that it is too long ago. */
  forgetUpdates(story?: { account?: PersonRef; chat?: ChatRef }): void;
}

function placeOf({ world }: Core, account: Account, chat: MarkedId): Place {
  return world.place(account, chat);
}

function found(
  core: Core,
  { account: ref, chat: chatRef, id, text }: MessageRef,
): { account: Account; chat: MarkedId; message: Message } {
  const account = refs.account(core.world, ref);
  const { chat } = refs.chat(core.world, account, chatRef);
  const box = core.world.box(account, chat);
  const ids = [...box.idsOf(chat)].reverse();
  const wanted = ids.find(
    (one) => (id === undefined || one === id) && (text === undefined || box.messages.get(one)?.text === text),
  );
  const message = wanted === undefined ? undefined : box.messages.get(wanted);
  if (!message) throw new refs.UnknownReference('There is no such message in this chat.');
  return { account, chat, message };
}

function posted(copies: Copy[], account: Account): Posted {
  const mine = copies.find(({ place }) => place.channel || place.account === account) ?? copies[0];
  if (!mine) throw new refs.UnknownReference('Nobody in this scenario would receive that message.');
  const { id, chat, date } = mine.message;
  return { id, chat, date };
}

function uidOf(core: Core, account: Account, chat: MarkedId, id: number | undefined): { replyTo?: number } {
  const uid = id === undefined ? undefined : core.world.box(account, chat).messages.get(id)?.uid;
  return uid === undefined ? {} : { replyTo: uid };
}

/** The account writes, as another device of its own would. */
export function sendAs(
  core: Core,
  account: Account,
  chatRef: ChatRef,
  text: string,
  replyTo?: number,
  origin?: Origin,
): Posted {
  const target = refs.chat(core.world, account, chatRef);
  const reply = uidOf(core, account, target.chat, replyTo);
  return posted(post(core.world, { from: account.person.id, ...target, text, ...reply }, origin), account);
}

export function createStories(core: Core): Stories {
  const { world } = core;
  const { signIns } = core;

  /** Whoever answers has seen what we wrote. */
  function seesOurs(account: Account, chat: MarkedId, topic?: number): void {
    const last = lastOwn(world, account, chat);
    if (last) readOutbox(world, account, chat, last.id, topic);
  }

  const stories: Stories = {
    async receives({ from, chat: chatRef, text, to, replyTo, silent }) {
      const account = refs.account(world, to);
      const writer = refs.person(world, from);
      const target = chatRef === undefined ? { chat: writer.id } : refs.chat(world, account, chatRef);
      const { topic } = target;
      const isPrivate = kindOf(target.chat) === 'user';
      const reply = uidOf(core, account, target.chat, replyTo);
      const isPost = world.channels.get(target.chat)?.kind === 'broadcast';
      if (isPrivate) seesOurs(account, target.chat);
      const copies = post(world, {
        ...(isPost ? {} : { from: writer.id }),
        chat: isPrivate ? account.person.id : target.chat,
        text,
        ...(topic === undefined ? {} : { topic }),
        ...reply,
        ...(silent ? { silent } : {}),
      });
      return posted(copies, account);
    },
    async sends({ account, chat, text, replyTo }) {
      return sendAs(core, refs.account(world, account), chat, text, replyTo);
    },
    async edits(story) {
      const { account, chat, message } = found(core, story);
      edit(world, placeOf(core, account, chat), message, { text: story.newText, entities: undefined });
      return { id: message.id, chat, date: message.date };
    },
    async deletes({ ids, onlyHere, ...story }) {
      const messages = ids ? ids.map((id) => found(core, { ...story, id }).message) : [found(core, story).message];
      const account = refs.account(world, story.account);
      const { chat } = refs.chat(world, account, story.chat);
      remove(world, placeOf(core, account, chat), messages, !onlyHere);
      return { ids: messages.map(({ id }) => id) };
    },
    async readsElsewhere({ account: ref, chat: chatRef, upTo }) {
      const account = refs.account(world, ref);
      const { chat, topic } = refs.chat(world, account, chatRef);
      readInbox(world, account, chat, {
        ...(upTo === undefined ? {} : { upTo }),
        ...(topic === undefined ? {} : { topic }),
      });
    },
    async seen({ account: ref, chat: chatRef, upTo }) {
      const account = refs.account(world, ref);
      const { chat, topic } = refs.chat(world, account, chatRef);
      const last = upTo ?? lastOwn(world, account, chat)?.id;
      if (last !== undefined) readOutbox(world, account, chat, last, topic);
    },
    async renames({ person: personRef, chat: chatRef, name, username }) {
      if (personRef !== undefined) return renamePerson(core, personRef, name, username);
      if (chatRef === undefined || name === undefined)
        throw new refs.UnknownReference('Say who or what is renamed, and how.');
      const { chat } = refs.chat(world, refs.account(world), chatRef);
      const group = world.group(chat);
      if (!group) throw new refs.UnknownReference('Only people, groups and channels have a name.');
      group.title = name;
      group.version++;
      const from = [...group.members].find(([, role]) => role === 'creator')?.[0];
      post(world, { ...(from === undefined ? {} : { from }), chat, text: '', action: { kind: 'rename', title: name } });
    },
    async types({ from, chat: chatRef, to }) {
      const account = refs.account(world, to);
      const writer = refs.person(world, from);
      const chat = chatRef === undefined ? account.person.id : refs.chat(world, account, chatRef).chat;
      announceUpdate(world, account, typingUpdate(chat, writer.id, { _: 'sendMessageTypingAction' }), true);
    },
    async comesOnline({ person: ref, online = true }) {
      const person = refs.person(world, ref);
      const now = world.seconds();
      person.lastSeen = online ? { kind: 'online' } : { kind: 'at', at: now };
      const status = online
        ? { _: 'userStatusOnline' as const, expires: now + 300 }
        : { _: 'userStatusOffline' as const, wasOnline: now };
      for (const account of world.accounts.values()) {
        if (account.person !== person && account.dialogs.has(person.id)) {
          announceUpdate(world, account, { _: 'updateUserStatus', userId: person.id, status }, true);
        }
      }
    },
    async revokeSession(ref, { hash, reason = 'SESSION_REVOKED' } = {}) {
      const account = refs.account(world, ref);
      const ended = [...account.authorizations].filter(
        (one) => !one.outside && (hash === undefined || String(one.hash) === hash),
      );
      for (const authorization of ended) {
        disconnect(core, authorization);
        signIns.revoke(authorization, reason);
      }
      return ended.length;
    },
    async approveQr({ account, token } = {}) {
      if (token !== undefined) return stories.acceptLoginToken(token, account);
      acceptToken(core, signIns.newestOpenToken(), refs.account(world, account));
    },
    async acceptLoginToken(token, account) {
      acceptToken(core, signIns.token(Buffer.from(token, 'base64url')), refs.account(world, account));
    },
    expireCode(phone) {
      const code = signIns.code(phone);
      if (code) code.expired = true;
    },
    codeFor: (phone) => signIns.code(phone)?.code,
    failNext({ method, error, times = 1, account }) {
      const owner = account === undefined ? {} : { account: refs.account(world, account).person.id };
      core.armed.push({ method, error, times, ...owner });
    },
    cutConnections({ forget = false } = {}) {
      for (const connection of [...core.mtproto.connections]) connection.close();
      if (forget) core.mtproto.forgetSessions();
    },
    changeSalts() {
      for (const key of core.mtproto.authKeys()) key.saltEpoch++;
    },
    forgetUpdates({ account: ref, chat: chatRef } = {}) {
      const account = refs.account(world, ref);
      if (chatRef === undefined) account.box.forgetLog();
      else world.box(account, refs.chat(world, account, chatRef).chat).forgetLog();
    },
  };
  return stories;
}

function renamePerson({ world }: Core, ref: PersonRef, name?: string, username?: string): void {
  const person = refs.person(world, ref);
  if (name !== undefined) {
    const [firstName = '', ...rest] = name.split(' ');
    person.firstName = firstName;
    person.lastName = rest.join(' ');
  }
  if (username !== undefined) person.username = username || undefined;
  const { id: userId, firstName, lastName } = person;
  const usernames = person.username ? [{ _: 'username' as const, active: true, username: person.username }] : [];
  for (const account of world.accounts.values()) {
    if (!account.dialogs.has(userId) && !account.contacts.has(userId) && account.person !== person) continue;
    announceUpdate(world, account, { _: 'updateUserName', userId, firstName, lastName, usernames });
  }
}
