/** Messages as an account sees them. */
import type { tl } from '@mtcute/tl';
import { kindOf } from '../world/ids';
import type { Account, Media, Message, ServiceAction } from '../world/types';
import { isOut, type World } from '../world/world';
import { peer } from './ids';
import { geoPoint } from './people';
import { document, photo } from './pictures';

function action(kind: ServiceAction): tl.TypeMessageAction {
  switch (kind.kind) {
    case 'createGroup':
      return { _: 'messageActionChatCreate', title: kind.title, users: kind.members };
    case 'createChannel':
      return { _: 'messageActionChannelCreate', title: kind.title };
    case 'createTopic':
      return { _: 'messageActionTopicCreate', title: kind.title, iconColor: kind.color };
    case 'join':
      return { _: 'messageActionChatAddUser', users: kind.members };
    case 'contactSignUp':
      return { _: 'messageActionContactSignUp' };
    case 'rename':
      return { _: 'messageActionChatEditTitle', title: kind.title };
    case 'pin':
      return { _: 'messageActionPinMessage' };
  }
}

function media(world: World, of: Media, date: number): tl.TypeMessageMedia {
  switch (of.kind) {
    case 'photo':
      return {
        _: 'messageMediaPhoto',
        photo: photo({ id: of.id, dc: of.dc, colors: of.colors ?? ['#888888', '#444444'], date }),
      };
    case 'voice':
      return { _: 'messageMediaDocument', voice: true, document: document(of, date) };
    case 'file':
      return { _: 'messageMediaDocument', document: document(of, date) };
    case 'location':
      return { _: 'messageMediaGeo', geo: geoPoint(of.lat ?? 0, of.long ?? 0) };
    case 'contact': {
      const person = world.people.get(of.person ?? 0);
      return {
        _: 'messageMediaContact',
        phoneNumber: person?.phone ?? '',
        firstName: person?.firstName ?? '',
        lastName: person?.lastName ?? '',
        vcard: '',
        userId: person?.id ?? 0,
      };
    }
  }
}

export function replyHeader(message: Message): tl.RawMessageReplyHeader | undefined {
  const { replyTo, topic } = message;
  if (topic !== undefined && topic !== 1) {
    return {
      _: 'messageReplyHeader',
      forumTopic: true,
      replyToMsgId: replyTo ?? topic,
      ...(replyTo === undefined ? {} : { replyToTopId: topic }),
    };
  }
  return replyTo === undefined ? undefined : { _: 'messageReplyHeader', replyToMsgId: replyTo };
}

function forwardHeader(message: Message): tl.RawMessageFwdHeader | undefined {
  const { forward } = message;
  return forward && { _: 'messageFwdHeader', fromId: peer(forward.from), date: forward.date };
}

function reactions(message: Message): tl.RawMessageReactions | undefined {
  if (!message.reactions?.length) return undefined;
  const counts = new Map<string, number>();
  for (const { emoji } of message.reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return {
    _: 'messageReactions',
    canSeeList: true,
    results: [...counts].map(([emoticon, count]) => ({
      _: 'reactionCount',
      reaction: { _: 'reactionEmoji', emoticon },
      count,
    })),
  };
}

/** Incoming private messages name no sender: it is the chat itself. */
function sender(viewer: Account, message: Message): tl.TypePeer | undefined {
  if (message.from === undefined) return undefined;
  if (kindOf(message.chat) === 'user' && !isOut(viewer, message)) return undefined;
  return peer(message.from);
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

export function message(world: World, viewer: Account, of: Message): tl.RawMessage | tl.RawMessageService {
  const isPost = of.from === undefined;
  const common = {
    out: isOut(viewer, of),
    post: isPost,
    silent: of.silent === true,
    mentioned: of.mentions?.includes(viewer.person.id) === true,
    id: of.id,
    peerId: peer(of.chat),
    date: of.date,
  };
  const fromId = sender(viewer, of);
  const replyTo = replyHeader(of);
  if (of.action)
    return defined({ ...common, _: 'messageService' as const, fromId, replyTo, action: action(of.action) });
  return defined({
    ...common,
    _: 'message' as const,
    fromId,
    replyTo,
    message: of.text,
    pinned: of.pinned === true,
    entities: of.entities?.length ? of.entities : undefined,
    media: of.media ? media(world, of.media, of.date) : undefined,
    fwdFrom: forwardHeader(of),
    editDate: of.editDate,
    reactions: reactions(of),
    views: isPost ? (of.views ?? 100) : undefined,
  });
}
