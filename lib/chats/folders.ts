import type { ListedChat, TelegramFolder } from '@/lib/telegram/port/lists';

/** Whether a folder shows a chat. https://core.telegram.org/api/folders#folder-limitations */
export function inFolder(folder: TelegramFolder, chat: ListedChat): boolean {
  if (folder.include.includes(chat.peer)) return true;
  if (folder.exclude.includes(chat.peer) || !ofItsKind(folder, chat)) return false;
  if (folder.withoutArchived && chat.archived) return false;
  if (folder.withoutRead && chat.unread === 0) return false;
  return !(folder.withoutMuted && chat.muted);
}

function ofItsKind(folder: TelegramFolder, { kind, contact }: ListedChat): boolean {
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
