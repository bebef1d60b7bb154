import type { SessionRow, SessionStore } from '@/lib/telegram/port';
import { bind, open, seal, systemRandom } from './box';
import type { SealedRow } from './database';
import type { Records } from './records';
import { type TableChange, writeTogether } from './write-together';

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
      await writeTogether(db, [sessionChange(session, rows)]);
    },
    seal: async (key, plain) => seal(await vault.keys(), plain.slice(), bound(key), systemRandom),
    open: async (key, box) => open(await vault.keys(), box, bound(key)),
  };
}

/** What a port's own rows do to `sessions`. */
export function sessionChange(session: string, rows: readonly SessionRow[]): TableChange {
  const put: StoredRow[] = [];
  const remove: string[] = [];
  for (const { key, box } of rows) {
    if (box) put.push({ id: rowId(session, key), session, v: VERSION, box });
    else remove.push(rowId(session, key));
  }
  return { table: 'sessions', remove, put };
}

/** Forgets a session's keys. What Telegram knows of it is not touched: log out first where that is meant. */
export async function forgetSession({ db }: Records, session: string): Promise<void> {
  await db.sealed('sessions').where('session').equals(session).delete();
}
