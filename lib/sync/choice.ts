/** What a person sees and chooses of Telegram's chats before anything enters the CRM. Pure. */
import { inFolder } from '@/lib/chats/folders';
import type { ChatKind } from '@/lib/chats/model';
import type { TelegramFolder } from '@/lib/telegram/port/lists';
import { minutesFor } from './model';

export interface ChoosableChat {
  peer: number;
  kind: ChatKind;
  title: string;
  username?: string;
  unread: number;
  muted: boolean;
  archived: boolean;
  contact: boolean;
  tracked: boolean;
}

/** A part of the list: everything but the archive, the archive, or one of Telegram's folders. */
export type Part = { is: 'all' } | { is: 'archive' } | { is: 'folder'; folder: TelegramFolder };

/** The chats of a part whose name or username has all words of the query, in the order in which they came. */
export function shownOf<C extends ChoosableChat>(chats: readonly C[], part: Part, query: string): C[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return chats.filter((chat) => {
    if (part.is === 'all' ? chat.archived : part.is === 'archive' ? !chat.archived : !inFolder(part.folder, chat)) {
      return false;
    }
    const text = `${chat.title} @${chat.username ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export interface Outcome {
  contacts: number;
  chats: number;
  minutes: number;
}

/**
 * What would come of a choice.
 * @param book people of the address book who are no contacts yet, where they become some
 */
export function outcomeOf(
  chats: readonly ChoosableChat[],
  chosen: ReadonlySet<number>,
  book: readonly number[],
): Outcome {
  const added = chats.filter(({ peer, tracked }) => chosen.has(peer) && !tracked);
  const people = new Set(added.flatMap(({ peer, kind }) => (kind === 'user' ? [peer] : [])));
  for (const peer of book) people.add(peer);
  return {
    contacts: people.size,
    chats: added.length,
    minutes: minutesFor({ chats: added.length, people: people.size }),
  };
}

/** Chooses or leaves all of them; what is in the CRM already cannot be chosen. */
export function withAll(
  chosen: ReadonlySet<number>,
  chats: readonly ChoosableChat[],
  choose: boolean,
): ReadonlySet<number> {
  const next = new Set(chosen);
  for (const { peer, tracked } of chats) {
    if (choose && !tracked) next.add(peer);
    else next.delete(peer);
  }
  return next;
}
