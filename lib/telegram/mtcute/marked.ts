import type { tl } from '@mtcute/core';

/** Telegram's ids with the mark that tells users, basic groups and channels apart. https://core.telegram.org/api/bots/ids */
const CHANNEL_MARK = 1_000_000_000_000;

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

/** The id inside a marked one. */
export function bareId(peer: number): number {
  if (peer > 0) return peer;
  return peer < -CHANNEL_MARK ? -peer - CHANNEL_MARK : -peer;
}
