/** What tests and the demo make happen, in the words of a story: somebody writes, reads elsewhere, is signed out. */
import type { Core } from './core';
import { disconnect } from './core';
import type { Trouble } from './disturb';
import { acceptToken } from './rpc/qr';
import { typingUpdate } from './rpc/read';
import { announceUpdate } from './updates';
import { type Copy, edit, type Post, post, remove } from './world/change';
import { kindOf, type MarkedId } from './world/ids';
import { pin, pinAloud } from './world/pin';
import { react } from './world/react';
import { lastOwn, readInbox, readOutbox } from './world/read';
import type { ChatRef, PersonRef } from './world/refs';
import * as refs from './world/refs';
import { goOff, schedule, scheduledIn, unschedule } from './world/scheduled';
import { type CarriedSpec, carriedBy } from './world/spec';
import { withFound } from './world/text';
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

/** What a message carries, and who forwarded it, as in a scenario. */
export type Carried = CarriedSpec & { forwardedFrom?: PersonRef };

export interface Stories {
  /** Somebody writes to the account, or into a group, channel or topic. The answer has the id the account sees. */
  receives(
    story: Carried & {
      from: PersonRef;
      chat?: ChatRef;
      text?: string;
      to?: PersonRef;
      replyTo?: number;
      quote?: string;
      silent?: boolean;
    },
  ): Promise<Posted>;
  /** Several files come as one album; `text` is the caption of the first. */
  receivesAlbum(story: {
    from: PersonRef;
    chat?: ChatRef;
    to?: PersonRef;
    text?: string;
    files: CarriedSpec[];
  }): Promise<Posted[]>;
  /** The account writes from another of its devices. */
  sends(
    story: Carried & { account?: PersonRef; chat: ChatRef; text?: string; replyTo?: number; quote?: string },
  ): Promise<Posted>;
  /** Somebody reacts to a message, or takes their reactions back; `from` left out is the other side of a private chat. */
  reacts(story: MessageRef & { from?: PersonRef; emoji: string | string[]; alone?: boolean }): Promise<void>;
  /** Somebody pins a message, or takes the pin off. */
  pins(story: MessageRef & { from?: PersonRef; unpin?: boolean; silently?: boolean }): Promise<void>;
  /** What waits on the server in a chat is sent now, as if its time had come; one message where `id` is given. */
  comesDue(story: { account?: PersonRef; chat: ChatRef; id?: number }): Promise<{ ids: number[] }>;
  /** The account schedules a message on another of its devices. */
  schedules(story: { account?: PersonRef; chat: ChatRef; text: string; at: number }): Promise<{ id: number }>;
  /** The account cancels what waits, on another of its devices. */
  unschedules(story: { account?: PersonRef; chat: ChatRef; id: number }): Promise<void>;
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
  /** The next `times` (1) calls of a method, or '*' of any, fail, once `after` (0) went through. */
  failNext(story: { method: string; error: string; after?: number; times?: number; account?: PersonRef }): void;
  /** Closes every socket; with `forget`, the server also forgets the sessions, as after a restart. */
  cutConnections(story?: { forget?: boolean }): void;
  /** Makes every salt wrong, so that clients get bad_server_salt. */
  changeSalts(): void;
  /** Every file reference that was given out so far is too old. */
  ageFiles(): void;
  /** What clients have uploaded, and not sent yet, is gone. */
  forgetUploads(): void;
  /** Forgets what changed so far, but for the newest `keep` (0) changes, so that clients that were away are told that it is too long ago. */
  forgetUpdates(story?: { account?: PersonRef; chat?: ChatRef; keep?: number }): void;
  /** The next `times` (1) updates for clients are lost, come twice, or come after the one that follows them. */
  disturbUpdates(story: { what: Trouble; times?: number; account?: PersonRef }): void;
  /** Ends that, and says what was held back. */
  calm(): void;
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
  more: Partial<Post> = {},
): Posted {
  const target = refs.chat(core.world, account, chatRef);
  const reply = uidOf(core, account, target.chat, replyTo);
  const words = withFound({ text, entities: [] });
  const copies = post(core.world, { from: account.person.id, ...target, ...words, ...reply, ...more }, origin);
  return posted(copies, account);
}

/** What a story's message carries, as a post has it. */
function carriedPost({ world }: Core, { forwardedFrom, ...spec }: Carried): Partial<Post> {
  const find = (ref: PersonRef): number => refs.person(world, ref).id;
  const { homeDc } = world.settings;
  const media = carriedBy(world, spec, { id: world.nextFileId(), dc: homeDc, date: world.seconds() }, find);
  return {
    ...(media ? { media } : {}),
    ...(forwardedFrom === undefined ? {} : { forward: { from: find(forwardedFrom), date: world.seconds() - 3600 } }),
  };
}

export function createStories(core: Core): Stories {
  const { world } = core;
  const { signIns } = core;

  /** Whoever answers has seen what we wrote. */
  function seesOurs(account: Account, chat: MarkedId, topic?: number): void {
    const last = lastOwn(world, account, chat);
    if (last) readOutbox(world, account, chat, last.id, topic);
  }

  /** What somebody else writes, ready to be posted. */
  function incoming(account: Account, from: PersonRef, chatRef: ChatRef | undefined) {
    const writer = refs.person(world, from);
    const target = chatRef === undefined ? { chat: writer.id } : refs.chat(world, account, chatRef);
    const isPrivate = kindOf(target.chat) === 'user';
    const isPost = world.channels.get(target.chat)?.kind === 'broadcast';
    if (isPrivate) seesOurs(account, target.chat);
    const post: Omit<Post, 'text'> = { chat: isPrivate ? account.person.id : target.chat };
    if (!isPost) post.from = writer.id;
    if (target.topic !== undefined) post.topic = target.topic;
    return { post, chat: target.chat };
  }

  const stories: Stories = {
    async receives({ from, chat: chatRef, text = '', to, replyTo, quote, silent, ...carried }) {
      const account = refs.account(world, to);
      const { post: where, chat } = incoming(account, from, chatRef);
      const copies = post(world, {
        ...where,
        ...carriedPost(core, carried),
        ...withFound({ text, entities: [] }),
        ...uidOf(core, account, chat, replyTo),
        ...(quote === undefined ? {} : { quote: { text: quote } }),
        ...(silent ? { silent } : {}),
      });
      return posted(copies, account);
    },
    async receivesAlbum({ from, chat: chatRef, to, text = '', files }) {
      const account = refs.account(world, to);
      const { post: where } = incoming(account, from, chatRef);
      const album = world.nextFileId();
      return files.map((file, i) => {
        const carried = { ...carriedPost(core, file), album, text: i === 0 ? text : '' };
        return posted(post(world, { ...where, ...carried }), account);
      });
    },
    async sends({ account, chat, text = '', replyTo, quote, ...carried }) {
      const more = { ...carriedPost(core, carried), ...(quote === undefined ? {} : { quote: { text: quote } }) };
      return sendAs(core, refs.account(world, account), chat, text, replyTo, undefined, more);
    },
    async reacts({ from, emoji, alone, ...story }) {
      const { account, chat, message } = found(core, story);
      const who = from === undefined && kindOf(chat) === 'user' ? chat : refs.person(world, from ?? '').id;
      const reactions = (Array.isArray(emoji) ? emoji : [emoji]).filter(Boolean).map((one) => ({ emoji: one }));
      react(world, placeOf(core, account, chat), message, { from: who, reactions, ...(alone ? { alone } : {}) });
    },
    async pins({ from, unpin = false, silently = false, ...story }) {
      const { account, chat, message } = found(core, story);
      const place = placeOf(core, account, chat);
      if (unpin || silently) pin(world, place, [message], { pinned: !unpin });
      else pinAloud(world, place, message, from === undefined ? account.person.id : refs.person(world, from).id);
    },
    async comesDue({ account: ref, chat: chatRef, id }) {
      const account = refs.account(world, ref);
      const { chat } = refs.chat(world, account, chatRef);
      const waiting = scheduledIn(account, chat).filter((message) => id === undefined || message.id === id);
      const sent = goOff(
        world,
        account,
        chat,
        waiting.map((message) => message.id),
      );
      return { ids: sent.map(({ message }) => message.id) };
    },
    async schedules({ account: ref, chat: chatRef, text, at }) {
      const account = refs.account(world, ref);
      const target = refs.chat(world, account, chatRef);
      const { id } = schedule(world, account, { from: account.person.id, ...target, text, date: at });
      return { id };
    },
    async unschedules({ account: ref, chat: chatRef, id }) {
      const account = refs.account(world, ref);
      unschedule(world, account, refs.chat(world, account, chatRef).chat, [id]);
    },
    async edits(story) {
      const { account, chat, message } = found(core, story);
      const words = withFound({ text: story.newText, entities: [] });
      edit(world, placeOf(core, account, chat), message, words);
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
    failNext({ method, error, after = 0, times = 1, account }) {
      const owner = account === undefined ? {} : { account: refs.account(world, account).person.id };
      core.armed.push({ method, error, after, times, ...owner });
    },
    cutConnections({ forget = false } = {}) {
      for (const connection of [...core.mtproto.connections]) connection.close();
      if (forget) core.mtproto.forgetSessions();
    },
    changeSalts() {
      for (const key of core.mtproto.authKeys()) key.saltEpoch++;
    },
    ageFiles() {
      world.referenceAge++;
    },
    forgetUploads() {
      core.uploads.forget();
    },
    forgetUpdates({ account: ref, chat: chatRef, keep = 0 } = {}) {
      const account = refs.account(world, ref);
      const box = chatRef === undefined ? account.box : world.box(account, refs.chat(world, account, chatRef).chat);
      box.forgetLog(keep);
    },
    disturbUpdates({ what, times = 1, account }) {
      core.disturbances.arm({
        what,
        times,
        ...(account === undefined ? {} : { account: refs.account(world, account) }),
      });
    },
    calm() {
      core.disturbances.calm();
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
