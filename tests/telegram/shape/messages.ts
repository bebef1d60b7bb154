/** Messages as an account sees them. */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import { kindOf } from '../world/ids';
import type { Account, Message, ServiceAction } from '../world/types';
import { isOut, type World } from '../world/world';
import { peer } from './ids';
import { shapeMedia } from './media';
import { shapeReactions } from './reactions';

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
    case 'leave':
      return { _: 'messageActionChatDeleteUser', userId: kind.member };
    case 'rename':
      return { _: 'messageActionChatEditTitle', title: kind.title };
    case 'call':
      return phoneCall(kind);
    case 'pin':
      return { _: 'messageActionPinMessage' };
    case 'photo':
      return { _: 'messageActionChatDeletePhoto' };
    case 'clear':
      return { _: 'messageActionHistoryClear' };
    case 'screenshot':
      return { _: 'messageActionScreenshotTaken' };
  }
}

function phoneCall({ video, seconds, missed }: Extract<ServiceAction, { kind: 'call' }>): tl.RawMessageActionPhoneCall {
  const reason: tl.TypePhoneCallDiscardReason = {
    _: missed ? 'phoneCallDiscardReasonMissed' : 'phoneCallDiscardReasonHangup',
  };
  return { _: 'messageActionPhoneCall', video, callId: Long.ONE, reason, ...(seconds ? { duration: seconds } : {}) };
}

export function replyHeader(message: Message): tl.RawMessageReplyHeader | undefined {
  const { replyTo, replyIn, topic, quote } = message;
  const inTopic = topic !== undefined && topic !== 1;
  if (!inTopic && replyTo === undefined) return undefined;
  const answered = replyTo ?? topic;
  return defined({
    _: 'messageReplyHeader' as const,
    forumTopic: inTopic ? true : undefined,
    replyToMsgId: answered,
    replyToTopId: inTopic && replyTo !== undefined ? topic : undefined,
    replyToPeerId: replyIn === undefined ? undefined : peer(replyIn),
    quote: quote ? true : undefined,
    quoteText: quote?.text,
    quoteEntities: quote?.entities,
    quoteOffset: quote?.offset,
  });
}

function forwardHeader({ forward }: Message): tl.RawMessageFwdHeader | undefined {
  if (!forward) return undefined;
  return defined({
    _: 'messageFwdHeader' as const,
    fromId: forward.from === undefined ? undefined : peer(forward.from),
    fromName: forward.name,
    date: forward.date,
    channelPost: forward.post,
    postAuthor: forward.author,
  });
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
  const isEdited = of.editDate !== undefined;
  return defined({
    ...common,
    _: 'message' as const,
    fromId,
    replyTo,
    message: of.text,
    pinned: of.pinned === true,
    fromScheduled: of.fromSchedule === true,
    noforwards: of.isProtected === true,
    entities: of.entities?.length ? of.entities : undefined,
    media: of.media ? shapeMedia(world, of.media) : undefined,
    fwdFrom: forwardHeader(of),
    viaBotId: of.viaBot,
    editDate: of.editDate ?? of.reactedAt,
    editHide: !isEdited && of.reactedAt !== undefined,
    postAuthor: of.author,
    groupedId: of.album === undefined ? undefined : Long.fromNumber(of.album),
    reactions: of.reactions?.length ? shapeReactions(viewer, of) : undefined,
    ttlPeriod: of.ttl,
    views: isPost ? (of.views ?? 100) : undefined,
  });
}
