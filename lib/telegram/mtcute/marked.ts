import type { tl } from '@mtcute/core';
import { CHANNEL_MARK } from '@/lib/chats/model';

export { bareId } from '@/lib/chats/model';

/** Telegram's ids with the mark that tells users, basic groups and channels apart (lib/chats/model). */
export const markedChannel = (id: number) => -(CHANNEL_MARK + id);
export const markedGroup = (id: number) => -id;

export function markedPeer(peer: tl.TypePeer): number {
  switch (peer._) {
    case 'peerUser':
      return peer.userId;
    case 'peerChat':
      return markedGroup(peer.chatId);
    case 'peerChannel':
      return markedChannel(peer.channelId);
  }
}
