/** Chat folders. https://core.telegram.org/api/folders */
import { inputPeer } from '../shape/ids';
import type { SignedMethods } from './call';

export const folderMethods: SignedMethods = {
  'messages.getDialogFilters': ({ account }) => ({
    _: 'messages.dialogFilters',
    filters: [
      { _: 'dialogFilterDefault' },
      ...account.folders.map(({ id, title, emoji, chats, pinned, exclude, ...rules }) => ({
        _: 'dialogFilter' as const,
        id,
        title: { _: 'textWithEntities' as const, text: title, entities: [] },
        groups: rules.groups,
        contacts: rules.contacts,
        nonContacts: rules.nonContacts,
        broadcasts: rules.channels,
        bots: rules.bots,
        excludeMuted: rules.withoutMuted,
        excludeRead: rules.withoutRead,
        excludeArchived: rules.withoutArchived,
        ...(emoji ? { emoticon: emoji } : {}),
        pinnedPeers: pinned.map((chat) => inputPeer(account, chat)),
        includePeers: chats.map((chat) => inputPeer(account, chat)),
        excludePeers: exclude.map((chat) => inputPeer(account, chat)),
      })),
    ],
  }),
  'messages.getSuggestedDialogFilters': () => [],
};
