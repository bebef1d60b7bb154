import { fileIn } from '@/lib/files/kinds';
import type { TelegramFile } from '@/lib/files/model';
import type { StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import type { TelegramPort } from '@/lib/telegram/port';

/**
 * A file with the reference that Telegram gives now, by the message it was seen in.
 * @throws TezError `notFound` where the message is gone or has another file by now
 */
export async function freshFile(port: TelegramPort, { file, seenIn }: Pick<StoredFile, 'file' | 'seenIn'>) {
  const [message] = await port.messages(seenIn.peer, [seenIn.message]);
  const fresh = message && fileOf(message);
  if (!fresh || fresh.at.id !== file.at.id) throw new TezError('notFound');
  return fresh;
}

/** A message's file. @throws TezError `notFound` where it has none, `copyForbidden` where it may not be kept */
export function fileOf(message: Message): TelegramFile {
  const file = fileIn(message);
  if (file) return file;
  throw new TezError(message.media?.is === 'file' ? 'copyForbidden' : 'notFound');
}
