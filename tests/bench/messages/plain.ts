import { Dexie, type Table } from 'dexie';
import type { Message } from '@/lib/messages/model';
import type { History } from './history';

/** As many answers in one transaction as Tez puts into one. */
const AT_ONCE = 20;

/** The same messages as rows of a plain database, each by itself and in the clear. */
export function openPlain(name: string, history: History) {
  const db = new Dexie(name);
  db.version(1).stores({ messages: '[peer+id]' });
  const messages: Table<Message> = db.table('messages');
  return {
    async importAll(): Promise<void> {
      const answers = history.all();
      for (let i = 0; i < answers.length; i += AT_ONCE) {
        await messages.bulkPut(answers.slice(i, i + AT_ONCE).flatMap((text) => JSON.parse(text) as Message[]));
      }
    },
    receive: (message: Message) => messages.put(message),
    async lastPage(peer: number, limit: number): Promise<Message[]> {
      const newest = messages
        .where('[peer+id]')
        .between([peer, Dexie.minKey], [peer, Dexie.maxKey])
        .reverse()
        .limit(limit);
      return (await newest.toArray()).reverse();
    },
    kept: () => messages.count(),
    close: () => db.delete(),
  };
}
