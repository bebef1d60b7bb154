import type { SessionRow, SessionStore } from '@/lib/telegram/port';
import { bind, open, seal, systemRandom } from './box';
import type { SealedRow, TezDatabase } from './database';
import type { Records } from './records';

/** Session rows have no history: their version is always this. */
const VERSION = 1;
type StoredRow = SealedRow & { session: string };

const rowId = (session: string, key: string) => `${session}|${key}`;

/** Telegram's keys, salts and update state of one session, sealed in the vault. */
export function sessionStore({ db, vault }: Records, session: string): SessionStore {
  const bound = (key: string) => bind('sessions', rowId(session, key), VERSION);
  return {
    async load() {
      const rows = await db.sealed('sessions').where('session').equals(session).toArray();
      return rows.map(({ id, box }) => ({ key: id.slice(session.length + 1), box }));
    },
    async write(rows) {
      await db.transaction('rw', db.sealed('sessions'), () => putSessionRows(db, session, rows));
    },
    seal: async (key, plain) => seal(await vault.keys(), plain.slice(), bound(key), systemRandom),
    open: async (key, box) => open(await vault.keys(), box, bound(key)),
  };
}

/** Applies a port's own rows; call inside a transaction over `sessions`. */
export async function putSessionRows(db: TezDatabase, session: string, rows: readonly SessionRow[]): Promise<void> {
  const puts: StoredRow[] = [];
  const deletes: string[] = [];
  for (const { key, box } of rows) {
    if (box) puts.push({ id: rowId(session, key), session, v: VERSION, box });
    else deletes.push(rowId(session, key));
  }
  await db.sealed('sessions').bulkPut(puts);
  await db.sealed('sessions').bulkDelete(deletes);
}

/** Forgets a session's keys. What Telegram knows of it is not touched: log out first where that is meant. */
export async function forgetSession({ db }: Records, session: string): Promise<void> {
  await db.sealed('sessions').where('session').equals(session).delete();
}
