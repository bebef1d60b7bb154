import type { ITelegramStorageProvider } from '@mtcute/core';
import { peersRepository, refMessagesRepository } from './peers';
import type { SessionRows } from './rows';
import type { UpdateState } from './update-state';

/** mtcute's names for its positions in Telegram's logs of updates. */
export const UPDATE_STATE = 'updates_';
/** Followed by the data centre's number: the key that is the sign-in. */
export const AUTH_KEY = 'key:';

/**
 * mtcute's storage over a session's sealed rows. Keys and the like are stored before a write resolves; positions go
 * to {@link UpdateState}; peers wait for the next batch, which follows every answer that has any.
 */
export function storageProvider(rows: SessionRows, state: UpdateState): ITelegramStorageProvider {
  return {
    driver: {
      load: () => rows.load(),
      // Called after every answer that names peers, and by mtcute's rounds of updates (see open.ts).
      save: () => state.flush().then(() => {}),
    },
    kv: {
      get: (key) => (key.startsWith(UPDATE_STATE) ? state.read(key) : rows.get(key)),
      set: (key, value) => (key.startsWith(UPDATE_STATE) ? state.stage(key, value) : rows.write([[key, value]])),
      delete: (key) => rows.write([[key, null]]),
      deleteAll: () => forget(rows, ''),
    },
    authKeys: {
      get: (dc) => rows.get(`${AUTH_KEY}${dc}`),
      set: (dc, key) => rows.write([[`${AUTH_KEY}${dc}`, key]]),
      // Temporary keys (perfect forward secrecy) are off: with one main connection none is made.
      getTemp: () => null,
      setTemp: () => {},
      deleteByDc: (dc) => rows.write([[`${AUTH_KEY}${dc}`, null]]),
      deleteAll: () => forget(rows, AUTH_KEY),
    },
    peers: peersRepository(rows),
    refMessages: refMessagesRepository(rows),
  };
}

/** Deletes every row whose key begins so. */
export async function forget(rows: SessionRows, prefix: string): Promise<void> {
  const keys = rows.keys(prefix);
  if (keys.length) await rows.write(keys.map((key) => [key, null]));
}
