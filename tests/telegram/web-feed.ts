/**
 * What the stand-in pages of Telegram Web show: an account's chats and messages as plain JSON, and their changes as
 * server-sent events. The pages act as another device of the account, so nothing here counts as seen over MTProto.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core';
import { drawPicture } from './shape/pictures';
import { sendAs } from './stories';
import { kindOf, type MarkedId } from './world/ids';
import { durationOf, kindOfFile, type Media, nameOfFile } from './world/media';
import { readInbox } from './world/read';
import * as refs from './world/refs';
import type { Account, Message, Person } from './world/types';
import { dialogsOf, historyPage, messagesOf, topicOf, unreadCount, unreadInTopic } from './world/views';
import { fullName, isOut, type WorldEvent } from './world/world';

interface FeedRequest {
  /** What follows /control/web. */
  path: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  method: string;
  request: IncomingMessage;
  response: ServerResponse;
}

export interface WebMessage {
  id: number;
  peer: MarkedId;
  topic?: number;
  from: { id: MarkedId; name: string };
  out: boolean;
  /** Unix seconds. */
  date: number;
  edited: boolean;
  text: string;
  /** What is shown for something that is not text, such as "Voice message, 0:42". */
  label?: string;
  service: boolean;
  replyTo?: number;
  /** Has the other side read it? Only for own messages. */
  read: boolean;
}

export type WebEvent =
  | { type: 'message' | 'edit'; message: WebMessage; unread: number }
  | { type: 'delete'; peer: MarkedId; ids: number[]; unread: number }
  | { type: 'read'; peer: MarkedId; topic?: number; side: 'inbox' | 'outbox'; upTo: number; unread: number }
  | { type: 'user'; peer: MarkedId; name: string; username?: string; status: string }
  | { type: 'typing'; peer: MarkedId; from: number };

interface WebFeed {
  handle(request: FeedRequest): void;
  close(): void;
}

const MOST = 200;

function statusText(person: Person, now: number): string {
  if (person.isBot) return 'bot';
  const { lastSeen } = person;
  if (lastSeen.kind === 'at') {
    const minutes = Math.max(1, Math.round((now - lastSeen.at) / 60));
    if (minutes < 60) return `last seen ${minutes} minutes ago`;
    if (minutes < 1440) return `last seen ${Math.round(minutes / 60)} hours ago`;
    return `last seen ${new Date(lastSeen.at * 1000).toISOString().slice(0, 10)}`;
  }
  const texts = {
    online: 'online',
    recently: 'last seen recently',
    lastWeek: 'last seen within a week',
    lastMonth: 'last seen within a month',
    hidden: 'last seen a long time ago',
  };
  return texts[lastSeen.kind];
}

function labelOf(core: Core, { media, action, from }: Message): string | undefined {
  const who = from === undefined ? undefined : core.world.people.get(from);
  const name = who ? fullName(who) : 'Channel';
  if (action) {
    switch (action.kind) {
      case 'createGroup':
      case 'createChannel':
        return `${name} created “${action.title}”`;
      case 'createTopic':
        return `${name} created the topic “${action.title}”`;
      case 'join':
        return `${name} joined the group`;
      case 'contactSignUp':
        return `${name} joined Telegram`;
      case 'leave':
        return `${name} left the group`;
      case 'rename':
        return `${name} changed the name to “${action.title}”`;
      case 'call':
        return action.missed ? 'Missed call' : `Call, ${clock(action.seconds ?? 0)}`;
      case 'pin':
        return `${name} pinned a message`;
      case 'photo':
        return `${name} changed the photo`;
      case 'clear':
        return 'History was cleared';
      case 'screenshot':
        return `${name} took a screenshot`;
    }
  }
  return media && mediaLabel(media);
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}

function mediaLabel(media: Media): string | undefined {
  switch (media.kind) {
    case 'location':
      return media.title ?? 'Location';
    case 'contact':
      return 'Contact';
    case 'poll':
      return `Poll: ${media.question}`;
    case 'page':
      return undefined;
  }
  const { file } = media;
  switch (kindOfFile(file)) {
    case 'photo':
      return 'Photo';
    case 'voice':
      return `Voice message, ${clock(durationOf(file))}`;
    case 'round':
      return `Video message, ${clock(durationOf(file))}`;
    case 'video':
      return `Video, ${clock(durationOf(file))}`;
    case 'gif':
      return 'GIF';
    case 'sticker':
      return 'Sticker';
    case 'audio':
    case 'document':
      return nameOfFile(file) ?? 'File';
  }
}

export function webMessage(core: Core, account: Account, message: Message): WebMessage {
  const { world } = core;
  const { id, chat, date, text, replyTo } = message;
  const writer = message.from === undefined ? undefined : world.people.get(message.from);
  const dialog = account.dialogs.get(chat);
  const channel = world.channels.get(chat);
  const topic = channel?.isForum ? topicOf(message) : undefined;
  const seen =
    topic === undefined
      ? dialog?.readOutbox
      : Math.max(dialog?.readOutbox ?? 0, dialog?.topics.get(topic)?.readOutbox ?? 0);
  return {
    id,
    peer: chat,
    ...(topic === undefined ? {} : { topic }),
    from: writer ? { id: writer.id, name: fullName(writer) } : { id: chat, name: world.group(chat)?.title ?? '' },
    out: isOut(account, message),
    date,
    edited: message.editDate !== undefined,
    text,
    label: labelOf(core, message),
    service: message.action !== undefined,
    ...(replyTo === undefined ? {} : { replyTo }),
    read: id <= (seen ?? 0),
  };
}

function typeOf(core: Core, account: Account, chat: MarkedId): string {
  if (chat === account.person.id) return 'saved';
  switch (kindOf(chat)) {
    case 'user':
      return 'user';
    case 'group':
      return 'group';
    case 'channel':
      return core.world.channels.get(chat)?.kind === 'broadcast' ? 'channel' : 'supergroup';
  }
}

function topicsOf(core: Core, account: Account, chat: MarkedId): object[] | undefined {
  const channel = core.world.channels.get(chat);
  if (!channel?.isForum) return undefined;
  return [...channel.topics.values()].map(({ id, title, color }) => {
    const [top] = messagesOf(core.world, account, chat, id);
    return {
      id,
      title,
      color,
      unread: unreadInTopic(core.world, account, channel, id),
      lastMessage: top ? webMessage(core, account, top) : undefined,
    };
  });
}

function row(core: Core, account: Account, chat: MarkedId): object {
  const { world } = core;
  const person = world.people.get(chat);
  const group = world.group(chat);
  const type = typeOf(core, account, chat);
  return {
    peer: chat,
    type,
    title: type === 'saved' ? 'Saved Messages' : person ? fullName(person) : (group?.title ?? ''),
    username: person?.username ?? world.channels.get(chat)?.username,
    status: person
      ? statusText(person, world.seconds())
      : `${world.channels.get(chat)?.subscribers ?? group?.members.size ?? 0} members`,
    photo: (person?.photo ?? group?.photo) ? `/control/web/photo/${chat}` : undefined,
    forum: world.channels.get(chat)?.isForum === true,
    topics: topicsOf(core, account, chat),
    unread: unreadCount(world, account, chat),
    verified: person?.isVerified === true,
    deleted: person?.isDeleted === true,
    bot: person?.isBot === true,
    mayWrite: type !== 'channel' || group?.members.get(account.person.id) !== 'member',
  };
}

function dialogs(core: Core, account: Account): object[] {
  const { world } = core;
  return dialogsOf(world, account).map(({ dialog, top }) => ({
    ...row(core, account, dialog.chat),
    pinned: dialog.pinned !== undefined,
    muted: dialog.mutedUntil > world.seconds(),
    archived: dialog.archived,
    draft: dialog.draft?.text,
    lastMessage: top ? webMessage(core, account, top) : undefined,
  }));
}

/** Whoever a link names, also where there is no chat with them. */
function found({ world }: Core, query: URLSearchParams): MarkedId | undefined {
  const domain = query.get('domain')?.toLowerCase();
  const phone = query.get('phone');
  const people = [...world.people.values()];
  if (domain) return people.find(({ username }) => username?.toLowerCase() === domain)?.id;
  const person = phone ? refs.findByPhone(world, phone) : undefined;
  return person?.hidesPhone ? undefined : person?.id;
}

function number(text: string | null): number | undefined {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function chatRef(peer: unknown, topic: unknown): refs.ChatRef {
  const chat = typeof peer === 'number' ? peer : (number(String(peer)) ?? String(peer));
  if (topic === undefined || topic === null || topic === '') return chat;
  return { chat, topic: typeof topic === 'number' ? topic : (number(String(topic)) ?? String(topic)) };
}

function history(core: Core, account: Account, query: URLSearchParams): object {
  const target = refs.chat(core.world, account, chatRef(query.get('peer') ?? '', query.get('topic')));
  const limit = Math.min(number(query.get('limit')) ?? 50, MOST);
  const wanted = { offsetId: number(query.get('before')) ?? 0, limit };
  const { messages, total } = historyPage(core.world, account, target.chat, wanted, { topic: target.topic });
  return {
    peer: target.chat,
    total,
    messages: messages.map((message) => webMessage(core, account, message)).reverse(),
  };
}

function eventOf(core: Core, viewer: Account, event: WorldEvent): WebEvent | undefined {
  const { world } = core;
  switch (event.kind) {
    case 'message':
    case 'edit': {
      const message = webMessage(core, viewer, event.message);
      return { type: event.kind, message, unread: unreadCount(world, viewer, message.peer) };
    }
    case 'delete':
      return { type: 'delete', peer: event.chat, ids: event.ids, unread: unreadCount(world, viewer, event.chat) };
    case 'readInbox':
    case 'readOutbox': {
      const { chat: peer, topic, upTo } = event;
      const side = event.kind === 'readInbox' ? 'inbox' : 'outbox';
      const unread = unreadCount(world, viewer, peer);
      return { type: 'read', peer, ...(topic === undefined ? {} : { topic }), side, upTo, unread };
    }
    case 'reactions':
    case 'pinned':
    case 'scheduled':
    case 'unscheduled':
      return undefined;
    case 'update': {
      const { update } = event;
      if (update._ === 'updateUserTyping') return { type: 'typing', peer: update.userId, from: update.userId };
      if (update._ !== 'updateUserName' && update._ !== 'updateUserStatus') return undefined;
      const person = world.people.get(update.userId);
      if (!person) return undefined;
      const status = statusText(person, world.seconds());
      return { type: 'user', peer: person.id, name: fullName(person), username: person.username, status };
    }
  }
}

export function createWebFeed(core: Core): WebFeed {
  const { world } = core;
  const streams = new Set<ServerResponse>();

  function stream(account: Account, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
    response.write(': listening\n\n');
    const stop = world.listen((event) => {
      const place = 'place' in event ? event.place : { account: event.account };
      const concerns = place.channel ? place.channel.members.has(account.person.id) : place.account === account;
      const shown = concerns ? eventOf(core, account, event) : undefined;
      if (shown) response.write(`event: ${shown.type}\ndata: ${JSON.stringify(shown)}\n\n`);
    });
    streams.add(response);
    request.on('close', () => {
      stop();
      streams.delete(response);
    });
  }

  function photo(chat: MarkedId, response: ServerResponse): void {
    const picture = world.people.get(chat)?.photo ?? world.group(chat)?.photo;
    if (!picture) throw new refs.UnknownReference('There is no such photo.');
    response.writeHead(200, { 'Content-Type': 'image/png', 'Cache-Control': 'max-age=3600' });
    response.end(drawPicture(picture.colors, 160));
  }

  function answer(account: Account, verb: string, { method, body, query }: FeedRequest): unknown {
    switch (`${method} ${verb}`) {
      case 'GET dialogs':
        return { self: { id: account.person.id, name: fullName(account.person) }, dialogs: dialogs(core, account) };
      case 'GET find': {
        const chat = found(core, query);
        return { dialog: chat === undefined ? null : row(core, account, chat) };
      }
      case 'GET history':
        return history(core, account, query);
      case 'POST send': {
        const reply = typeof body.replyTo === 'number' ? body.replyTo : undefined;
        return sendAs(core, account, chatRef(body.peer, body.topic), String(body.text ?? ''), reply);
      }
      case 'POST read': {
        const { chat, topic } = refs.chat(world, account, chatRef(body.peer, body.topic));
        const upTo = typeof body.upTo === 'number' ? body.upTo : undefined;
        readInbox(world, account, chat, {
          ...(upTo === undefined ? {} : { upTo }),
          ...(topic === undefined ? {} : { topic }),
        });
        return { unread: unreadCount(world, account, chat) };
      }
      default:
        throw new refs.UnknownReference(`There is no ${method} ${verb} in the web feed.`);
    }
  }

  return {
    handle(feed) {
      const [who = '', verb = ''] = feed.path;
      const { response } = feed;
      if (who === 'photo') return photo(Number(verb), response);
      const account = refs.account(world, who);
      if (verb === 'events' && feed.method === 'GET') return stream(account, feed.request, response);
      const content = answer(account, verb, feed);
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(`${JSON.stringify(content)}\n`);
    },
    close() {
      for (const response of streams) response.end();
      streams.clear();
    },
  };
}
