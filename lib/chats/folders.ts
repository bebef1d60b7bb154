import type { ListedChat, TelegramFolder } from '@/lib/telegram/port/lists';

export type FiledChat = Pick<ListedChat, 'peer' | 'kind' | 'unread' | 'muted' | 'archived' | 'contact'>;

/** Whether a folder shows a chat. https://core.telegram.org/api/folders#folder-limitations */
export function inFolder(folder: TelegramFolder, chat: FiledChat): boolean {
  if (folder.include.includes(chat.peer)) return true;
  if (folder.exclude.includes(chat.peer) || !ofItsKind(folder, chat)) return false;
  if (folder.withoutArchived && chat.archived) return false;
  if (folder.withoutRead && chat.unread === 0) return false;
  return !(folder.withoutMuted && chat.muted);
}

function ofItsKind(folder: TelegramFolder, { kind, contact }: FiledChat): boolean {
  switch (kind) {
    case 'group':
    case 'supergroup':
      return folder.groups;
    case 'channel':
      return folder.channels;
    case 'bot':
      return folder.bots;
    default:
      return contact ? folder.contacts : folder.nonContacts;
  }
}
