import type { tl } from '@mtcute/core';
import type { TelegramUpdate } from '@/lib/messages/model';
import { mapReactions } from './map-around';
import { type MessageContext, mapMessage } from './map-message';
import { markedChannel, markedGroup, markedPeer } from './marked';

/**
 * What an update of Telegram's means to Tez, or null for the many that mean nothing to it. Typing and online states
 * are among these: {@link TelegramPort.chat} tells them fresh.
 */
export function mapUpdate(
  update: tl.TypeUpdate,
  contextOf: (peer: tl.TypePeer) => MessageContext,
): TelegramUpdate | null {
  switch (update._) {
    case 'updateNewMessage':
    case 'updateNewChannelMessage':
      return ofMessage('message', update.message, contextOf);
    case 'updateEditMessage':
    case 'updateEditChannelMessage':
      return ofMessage('edited', update.message, contextOf);
    case 'updateDeleteMessages':
      return { is: 'deleted', ids: update.messages };
    case 'updateDeleteChannelMessages':
      return { is: 'deleted', peer: markedChannel(update.channelId), ids: update.messages };
    case 'updateReadHistoryInbox':
      // With a top message it speaks of one topic in a bot's chat.
      return update.topMsgId ? null : { is: 'readInbox', peer: markedPeer(update.peer), upTo: update.maxId };
    case 'updateReadChannelInbox':
      return { is: 'readInbox', peer: markedChannel(update.channelId), upTo: update.maxId };
    case 'updateReadHistoryOutbox':
      return { is: 'readOutbox', peer: markedPeer(update.peer), upTo: update.maxId };
    case 'updateReadChannelOutbox':
      return { is: 'readOutbox', peer: markedChannel(update.channelId), upTo: update.maxId };
    case 'updateMessageReactions':
      return {
        is: 'reactions',
        peer: markedPeer(update.peer),
        id: update.msgId,
        reactions: mapReactions(update.reactions),
      };
    case 'updatePinnedMessages':
      return { is: 'pinned', peer: markedPeer(update.peer), ids: update.messages, pinned: update.pinned === true };
    case 'updatePinnedChannelMessages':
      return {
        is: 'pinned',
        peer: markedChannel(update.channelId),
        ids: update.messages,
        pinned: update.pinned === true,
      };
    case 'updateMessageID':
      return { is: 'sent', randomId: update.randomId.toString(), id: update.id };
    case 'updateNewScheduledMessage':
      return ofMessage('scheduled', update.message, contextOf);
    case 'updateDeleteScheduledMessages':
      return {
        is: 'unscheduled',
        peer: markedPeer(update.peer),
        ids: update.messages,
        ...(update.sentMessages ? { sent: update.sentMessages } : {}),
      };
    case 'updateUser':
    case 'updateUserName':
    case 'updateUserPhone':
      return { is: 'peer', peer: update.userId };
    case 'updateChat':
      return { is: 'peer', peer: markedGroup(update.chatId) };
    case 'updateChatParticipants':
      return { is: 'peer', peer: markedGroup(update.participants.chatId) };
    case 'updateChannel':
      return { is: 'peer', peer: markedChannel(update.channelId) };
    default:
      return null;
  }
}

function ofMessage(
  is: 'message' | 'edited' | 'scheduled',
  raw: tl.TypeMessage,
  contextOf: (peer: tl.TypePeer) => MessageContext,
): TelegramUpdate | null {
  if (raw._ === 'messageEmpty') return null;
  const message = mapMessage(raw, contextOf(raw.peerId));
  return message && { is, message };
}
