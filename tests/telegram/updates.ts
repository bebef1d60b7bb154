/** Telling clients what changed: pushed as it happens, and as a difference to those who were away. */
import type { tl } from '@mtcute/tl';
import { type Core, listeningSessions } from './core';
import { Bundle } from './shape/bundle';
import * as chats from './shape/chats';
import { peer } from './shape/ids';
import { replyHeader } from './shape/messages';
import { shapeReactions } from './shape/reactions';
import { bareId, kindOf, type MarkedId } from './world/ids';
import type { LoggedChange } from './world/message-box';
import type { Account, Channel, Message } from './world/types';
import type { AccountEvent, Place, World, WorldEvent } from './world/world';

/** A longer absence is answered in slices. */
const SLICE = 100;

/** Tells an update that has no pts; it reaches the account's clients, and later its differences unless fleeting. */
export function announceUpdate(world: World, account: Account, update: tl.TypeUpdate, fleeting = false): void {
  if (fleeting) world.announce({ kind: 'update', account, update });
  else world.announceNumbered({ kind: 'update', account, update });
}

function messageUpdate(place: Place, message: Message, change: LoggedChange, bundle: Bundle): tl.TypeUpdate {
  const shaped = bundle.message(message);
  const state = { message: shaped, pts: change.pts, ptsCount: change.count };
  if (change.change.kind === 'edit') {
    return place.channel ? { _: 'updateEditChannelMessage', ...state } : { _: 'updateEditMessage', ...state };
  }
  return place.channel ? { _: 'updateNewChannelMessage', ...state } : { _: 'updateNewMessage', ...state };
}

function deleteUpdate(chat: MarkedId, ids: number[], change: LoggedChange): tl.TypeUpdate {
  const state = { messages: ids, pts: change.pts, ptsCount: change.count };
  return kindOf(chat) === 'channel'
    ? { _: 'updateDeleteChannelMessages', channelId: bareId(chat), ...state }
    : { _: 'updateDeleteMessages', ...state };
}

/** The short forms Telegram uses for plain text between people who know each other already. */
function shortUpdate(viewer: Account, message: Message, change: LoggedChange): tl.TypeUpdates | undefined {
  const { id, chat, from, text, date, out, entities } = message;
  const isPlain = !message.action && !message.media && !message.forward && !message.reactions;
  if (!isPlain || from === undefined || chat === viewer.person.id) return undefined;
  const known = viewer.box.idsOf(chat).some((other) => other !== id && viewer.box.messages.get(other)?.from === from);
  if (!known) return undefined;
  const replyTo = replyHeader(message);
  const common = {
    out,
    silent: message.silent === true,
    id,
    message: text,
    pts: change.pts,
    ptsCount: change.count,
    date,
    ...(replyTo ? { replyTo } : {}),
    ...(entities?.length ? { entities } : {}),
  };
  if (kindOf(chat) === 'user') return { _: 'updateShortMessage', userId: chat, ...common };
  return { _: 'updateShortChatMessage', fromId: from, chatId: bareId(chat), ...common };
}

function readUpdate(event: Extract<WorldEvent, { kind: 'readInbox' | 'readOutbox' }>, world: World): tl.TypeUpdate {
  const { chat, upTo: maxId, topic, change } = event;
  if (change?.change.kind === 'other') return change.change.update;
  const channelId = bareId(chat);
  if (topic !== undefined) {
    return event.kind === 'readInbox'
      ? { _: 'updateReadChannelDiscussionInbox', channelId, topMsgId: topic, readMaxId: maxId }
      : { _: 'updateReadChannelDiscussionOutbox', channelId, topMsgId: topic, readMaxId: maxId };
  }
  if (event.kind === 'readOutbox') return { _: 'updateReadChannelOutbox', channelId, maxId };
  const pts = world.channels.get(chat)?.box.pts ?? 0;
  return { _: 'updateReadChannelInbox', channelId, maxId, stillUnreadCount: event.unread, pts };
}

function reactionsUpdate(viewer: Account, message: Message): tl.RawUpdateMessageReactions {
  const { chat, id: msgId, topic } = message;
  const reactions = shapeReactions(viewer, message);
  const inTopic = topic === undefined ? {} : { topMsgId: topic };
  return { _: 'updateMessageReactions', peer: peer(chat), msgId, reactions, ...inTopic };
}

function unscheduledUpdate({
  chat,
  ids,
  sent,
}: Extract<WorldEvent, { kind: 'unscheduled' }>): tl.RawUpdateDeleteScheduledMessages {
  const sentMessages = sent === undefined ? {} : { sentMessages: sent };
  return { _: 'updateDeleteScheduledMessages', peer: peer(chat), messages: ids, ...sentMessages };
}

/** What an event is as an update; it mentions whom it is about. */
function accountUpdate(world: World, event: AccountEvent, bundle: Bundle): tl.TypeUpdate {
  switch (event.kind) {
    case 'readInbox':
    case 'readOutbox':
      bundle.peer(event.chat);
      return readUpdate(event, world);
    case 'scheduled':
      return { _: 'updateNewScheduledMessage', message: bundle.message(event.message) };
    case 'unscheduled':
      bundle.peer(event.chat);
      return unscheduledUpdate(event);
    case 'update':
      return event.update;
  }
}

/** What a change of messages is as updates. */
function changeUpdates(viewer: Account, event: Exclude<WorldEvent, AccountEvent>, bundle: Bundle): tl.TypeUpdate[] {
  switch (event.kind) {
    case 'message':
      return [messageUpdate(event.place, event.message, event.change, bundle)];
    case 'edit': {
      const update = messageUpdate(event.place, event.message, event.change, bundle);
      return event.isReaction ? [reactionsUpdate(viewer, event.message), update] : [update];
    }
    case 'reactions':
      return [reactionsUpdate(viewer, event.message)];
    case 'delete':
      if (event.place.channel) bundle.peer(event.chat);
      return [deleteUpdate(event.chat, event.ids, event.change)];
    case 'pinned':
      bundle.peer(event.chat);
      return event.change.change.kind === 'other' ? [event.change.change.update] : [];
  }
}

/** An event as the account's clients hear of it. */
export function render(world: World, viewer: Account, event: WorldEvent): tl.TypeUpdates {
  const bundle = new Bundle(world, viewer);
  const date = world.seconds();
  if (event.kind === 'update' && event.seq === undefined) return { _: 'updateShort', update: event.update, date };
  const short = event.kind === 'message' && !event.place.channel && shortUpdate(viewer, event.message, event.change);
  if (short) return short;
  const updates = 'place' in event ? changeUpdates(viewer, event, bundle) : [accountUpdate(world, event, bundle)];
  const seq = 'place' in event ? 0 : (event.seq ?? 0);
  return { _: 'updates', updates, ...bundle.mentioned, date, seq };
}

/** Starts telling connected clients of every change of the world. */
export function pushChanges(core: Core): () => void {
  const { world } = core;
  return world.listen((event, origin) => {
    const place = 'place' in event ? event.place : { account: event.account };
    const viewers = place.channel ? world.accountsIn(place.channel) : [place.account];
    for (const viewer of viewers) {
      for (const session of listeningSessions(core, viewer)) {
        // The session that caused a change learns of it from its answer; only what counts in seq goes to everybody.
        if (session === origin && !('seq' in event && event.seq !== undefined)) continue;
        core.disturbances.push(viewer, session, render(world, viewer, event));
      }
    }
  });
}

export function state(world: World, account: Account): tl.updates.RawState {
  return { _: 'updates.state', pts: account.box.pts, qts: 0, date: world.seconds(), seq: account.seq, unreadCount: 0 };
}

/** Enough seconds of changes for any absence that a difference still covers. */
const REMEMBERED_CHANGES = 10_000;

/** When channels changed, so that a difference can name those that were missed, and from which state on. */
export class ChannelClock {
  readonly #changes = new Map<MarkedId, { at: number; ptsBefore: number }[]>();

  constructor(world: World) {
    world.listen((event) => {
      if (!('change' in event) || !('place' in event) || !event.place.channel) return;
      const { id } = event.place.channel;
      const changes = this.#changes.get(id) ?? [];
      this.#changes.set(id, changes);
      const at = world.seconds();
      if (changes.at(-1)?.at === at) return;
      changes.push({ at, ptsBefore: event.change.pts - event.change.count });
      if (changes.length > REMEMBERED_CHANGES) changes.shift();
    });
  }

  /**
   * Channels that changed at or after a date, with their state before. A client that knows no state of a channel
   * starts from there: https://core.telegram.org/constructor/updateChannelTooLong
   */
  changedSince(date: number): { id: MarkedId; pts: number }[] {
    return [...this.#changes].flatMap(([id, changes]) => {
      const first = changes.find(({ at }) => at >= date);
      return first ? [{ id, pts: first.ptsBefore }] : [];
    });
  }
}

function changesOf(
  place: Place,
  log: LoggedChange[],
  bundle: Bundle,
): { messages: tl.TypeMessage[]; updates: tl.TypeUpdate[] } {
  const { box } = place.channel ?? place.account;
  const messages: tl.TypeMessage[] = [];
  const updates: tl.TypeUpdate[] = [];
  for (const logged of log) {
    const { change } = logged;
    if (change.kind === 'other') updates.push(change.update);
    else if (change.kind === 'delete') updates.push(deleteUpdate(place.channel?.id ?? 0, change.ids, logged));
    else {
      const message = box.messages.get(change.id);
      if (!message) continue;
      if (change.kind === 'new') messages.push(bundle.message(message));
      else updates.push(messageUpdate(place, message, logged, bundle));
    }
  }
  return { messages, updates };
}

/** What an account's client missed since its state. */
export function difference(
  world: World,
  clock: ChannelClock,
  account: Account,
  since: { pts: number; date: number },
): tl.updates.TypeDifference {
  const log = account.box.since(since.pts, SLICE);
  const now = state(world, account);
  // Where the log begins, which is not where it ends.
  if (!log) return { _: 'updates.differenceTooLong', pts: account.box.oldest };
  const bundle = new Bundle(world, account);
  const { messages, updates } = changesOf({ account }, log, bundle);
  const isLast = log.length < SLICE || (log.at(-1)?.pts ?? now.pts) === now.pts;
  if (isLast) {
    const missed = account.events.filter(({ date }) => date >= since.date);
    updates.push(...missed.map(({ event }) => accountUpdate(world, event, bundle)));
    for (const { id, pts } of clock.changedSince(since.date)) {
      if (!world.canSee(account, id)) continue;
      bundle.peer(id);
      updates.push({ _: 'updateChannelTooLong', channelId: bareId(id), pts });
    }
  }
  if (messages.length === 0 && updates.length === 0 && log.length === 0) {
    return { _: 'updates.differenceEmpty', date: now.date, seq: now.seq };
  }
  const content = { newMessages: messages, newEncryptedMessages: [], otherUpdates: updates, ...bundle.mentioned };
  if (isLast) return { _: 'updates.difference', ...content, state: now };
  const intermediateState = { ...now, pts: log.at(-1)?.pts ?? now.pts, date: since.date };
  return { _: 'updates.differenceSlice', ...content, intermediateState };
}

/** What an account's client missed in a channel since `pts`. */
export function channelDifference(
  world: World,
  account: Account,
  channel: Channel,
  { pts, limit }: { pts: number; limit: number },
): tl.updates.TypeChannelDifference {
  const asked = Math.max(1, Math.min(limit, SLICE));
  const log = channel.box.since(pts, asked);
  const bundle = new Bundle(world, account).peer(channel.id);
  if (!log) return channelTooLong(world, account, channel, asked);
  if (log.length === 0) return { _: 'updates.channelDifferenceEmpty', final: true, pts: channel.box.pts, timeout: 30 };
  const { messages, updates } = changesOf({ channel }, log, bundle);
  const reached = log.at(-1)?.pts ?? channel.box.pts;
  return {
    _: 'updates.channelDifference',
    final: reached === channel.box.pts,
    pts: reached,
    timeout: 30,
    newMessages: messages,
    otherUpdates: updates,
    ...bundle.mentioned,
  };
}

function channelTooLong(
  world: World,
  account: Account,
  channel: Channel,
  limit: number,
): tl.updates.TypeChannelDifference {
  const bundle = new Bundle(world, account);
  const ids = channel.box.idsOf(channel.id).slice(-Math.min(limit, 20)).reverse();
  const messages = ids.flatMap((id) => {
    const message = channel.box.messages.get(id);
    return message ? [bundle.message(message)] : [];
  });
  const top = channel.box.last(channel.id);
  const dialog = chats.dialog(world, account, world.dialog(account, channel.id), top);
  bundle.peer(channel.id);
  return { _: 'updates.channelDifferenceTooLong', final: true, timeout: 30, dialog, messages, ...bundle.mentioned };
}
