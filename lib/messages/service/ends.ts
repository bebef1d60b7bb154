import type { TableChange } from '@/lib/store/write-together';
import type { Slice } from './late/read';

const MOST_CHATS = 128;
/** Tables whose keys begin with the chat (`account:peer`) they are about. */
const OF_CHATS: readonly string[] = ['chats', 'syncs', 'pages', 'journal'];

/**
 * Ends of chats as they were read last, in memory for as long as no row of the chat changes: a chat that is opened again
 * needs neither the disk nor a key.
 */
export interface Ends {
  of(chat: string, count: number): Slice | undefined;
  /** Before a chat's rows are read. The end that comes of them is taken, unless they changed since. */
  begin(chat: string, count: number): (end: Slice) => void;
  changed(changes: readonly TableChange[]): void;
  forget(): void;
}

export function createEnds(): Ends {
  const known = new Map<string, { count: number; end: Slice }>();
  const reading = new Map<string, symbol>();

  return {
    of(chat, count) {
      const found = known.get(chat);
      return found?.count === count ? found.end : undefined;
    },
    begin(chat, count) {
      const mark = Symbol();
      reading.set(chat, mark);
      return (end) => {
        if (reading.get(chat) !== mark) return;
        reading.delete(chat);
        // Put last: the chat that was not opened for longest goes first.
        known.delete(chat);
        known.set(chat, { count, end });
        const [oldest] = known.keys();
        if (known.size > MOST_CHATS && oldest !== undefined) known.delete(oldest);
      };
    },
    changed(changes) {
      for (const { table, remove = [], put = [] } of changes) {
        if (!OF_CHATS.includes(table)) continue;
        for (const key of [...remove, ...put.map((row) => (row as { id: string }).id)]) {
          const chat = key.split(':', 2).join(':');
          known.delete(chat);
          reading.delete(chat);
        }
      }
    },
    forget() {
      known.clear();
      reading.clear();
    },
  };
}
