/** What surrounds a message's words: what it answers, where it came from, how people reacted, what it tells of. */
import type { tl } from '@mtcute/core';
import type { ForwardedFrom, Reaction, ReplyTo, ServiceAction } from '@/lib/messages/content';
import { markedPeer } from './marked';

type Reply = tl.RawMessage['replyTo'];

/** The message that is answered; in a forum a message that only belongs to its topic answers none. */
export function mapReply(reply: Reply): ReplyTo | undefined {
  if (reply?._ !== 'messageReplyHeader' || !reply.replyToMsgId) return undefined;
  if (reply.forumTopic && reply.replyToTopId === undefined && !reply.quote) return undefined;
  const answered: ReplyTo = { id: reply.replyToMsgId };
  if (reply.replyToPeerId) answered.peer = markedPeer(reply.replyToPeerId);
  if (reply.quoteText) answered.quote = reply.quoteText;
  return answered;
}

export function mapForward(header: tl.TypeMessageFwdHeader | undefined): ForwardedFrom | undefined {
  if (!header) return undefined;
  const forwarded: ForwardedFrom = { date: header.date * 1000 };
  if (header.fromId) forwarded.from = markedPeer(header.fromId);
  if (header.fromName) forwarded.name = header.fromName;
  if (header.channelPost) forwarded.post = header.channelPost;
  return forwarded;
}

/** Stars given as a reaction have a sign of their own. https://core.telegram.org/api/reactions#paid-reactions */
const PAID = '⭐';

export function mapReactions(reactions: tl.TypeMessageReactions | undefined): Reaction[] {
  return (reactions?.results ?? []).flatMap(({ reaction, count, chosenOrder }): Reaction[] => {
    const own = chosenOrder === undefined ? {} : { own: true as const };
    switch (reaction._) {
      case 'reactionEmoji':
        return [{ emoji: reaction.emoticon, count, ...own }];
      case 'reactionCustomEmoji':
        return [{ emoji: reaction.documentId.toString(), custom: true, count, ...own }];
      case 'reactionPaid':
        return [{ emoji: PAID, count, ...own }];
      default:
        return [];
    }
  });
}

/** @param from who did it, for what Telegram tells of nobody else */
export function mapAction(action: tl.TypeMessageAction, from: number | undefined): ServiceAction {
  switch (action._) {
    case 'messageActionChatCreate':
    case 'messageActionChannelCreate':
      return { is: 'created', title: action.title };
    case 'messageActionChatEditTitle':
      return { is: 'renamed', title: action.title };
    case 'messageActionTopicCreate':
      return { is: 'topicCreated', title: action.title };
    case 'messageActionChatAddUser':
      return { is: 'joined', people: action.users };
    case 'messageActionChatJoinedByLink':
    case 'messageActionChatJoinedByRequest':
      return { is: 'joined', people: from === undefined ? [] : [from] };
    case 'messageActionChatDeleteUser':
      return { is: 'left', people: [action.userId] };
    case 'messageActionPhoneCall':
      return mapCall(action);
    case 'messageActionPinMessage':
      return { is: 'pinned' };
    case 'messageActionChatEditPhoto':
    case 'messageActionChatDeletePhoto':
      return { is: 'photo' };
    case 'messageActionHistoryClear':
      return { is: 'historyCleared' };
    case 'messageActionScreenshotTaken':
      return { is: 'screenshot' };
    case 'messageActionContactSignUp':
      return { is: 'contactJoined' };
    default:
      return { is: 'other' };
  }
}

function mapCall({ video, duration, reason }: tl.RawMessageActionPhoneCall): ServiceAction {
  const missed = reason?._ === 'phoneCallDiscardReasonMissed' || reason?._ === 'phoneCallDiscardReasonBusy';
  return {
    is: 'call',
    video: video === true,
    ...(duration === undefined ? {} : { seconds: duration }),
    ...(missed ? { missed } : {}),
  };
}
