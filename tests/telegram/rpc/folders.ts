/** Chat folders. https://core.telegram.org/api/folders */
import { inputPeer } from '../shape/ids';
import type { SignedMethods } from './call';

export const folderMethods: SignedMethods = {
  'messages.getDialogFilters': ({ account }) => ({
    _: 'messages.dialogFilters',
    filters: [
      { _: 'dialogFilterDefault' },
      ...account.folders.map(({ id, title, emoji, chats, pinned, groups, contacts }) => ({
        _: 'dialogFilter' as const,
        id,
        title: { _: 'textWithEntities' as const, text: title, entities: [] },
        groups,
        contacts,
        ...(emoji ? { emoticon: emoji } : {}),
        pinnedPeers: pinned.map((chat) => inputPeer(account, chat)),
        includePeers: chats.map((chat) => inputPeer(account, chat)),
        excludePeers: [],
      })),
    ],
  }),
  'messages.getSuggestedDialogFilters': () => [],
};
