import 'fake-indexeddb/auto';
import { systemRandom } from '@/lib/store/box';
import { createChangeLog } from '@/lib/store/changes';
import { TezDatabase } from '@/lib/store/database';
import { INDEX_OF } from '@/lib/store/index-fields';
import { createRecords } from '@/lib/store/records';
import { createVault } from '@/lib/store/vault';

let count = 0;

/** A vault and database in memory, for unit tests of what stands on them: fresh, or (`name`) those of another one. */
export function testRecords(now: () => number = () => 1_800_000_000_000, name = `unit-${count++}`) {
  const db = new TezDatabase(name);
  const memory = new Map<string, string>();
  const vault = createVault({
    db,
    random: systemRandom,
    kdf: async () => {
      throw new Error('no passphrase in this test');
    },
    memory: {
      get: async (key) => memory.get(key),
      set: async (key, value) => void memory.set(key, value),
      remove: async (key) => void memory.delete(key),
    },
  });
  const records = createRecords(db, vault);
  const announced: string[] = [];
  const log = createChangeLog({ records, indexOf: INDEX_OF, now, announce: (topics) => announced.push(...topics) });
  return { db, records, log, announced };
}
