import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '@/lib/changes/model';
import { systemRandom } from './box';
import { type CrmRecord, createChangeLog } from './changes';
import { SEALED_TABLES, TezDatabase } from './database';
import { INDEX_OF } from './index-fields';
import { argon2 } from './kdf';
import { createRecords, type Records } from './records';
import { resealAll } from './reseal';
import { createVault, type SessionMemory } from './vault';

let count = 0;
function fresh() {
  const db = new TezDatabase(`test-${count++}`);
  const kept = new Map<string, string>();
  const memory: SessionMemory = {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
  };
  /** The same database as a worker that has just started sees it. */
  const start = () => {
    const vault = createVault({ db, memory, random: systemRandom, kdf: argon2 });
    const records = createRecords(db, vault);
    const announced: string[][] = [];
    const log = createChangeLog({
      records,
      indexOf: INDEX_OF,
      now: () => 1_700_000_000_000,
      announce: (t) => announced.push(t),
    });
    return { vault, records, log, announced };
  };
  return { db, kept, start };
}

const PASSPHRASE = 'correct horse battery';
let world: ReturnType<typeof fresh>;
beforeEach(() => {
  world = fresh();
});

describe('a database that does not open', () => {
  it('fails what was asked, and opens for what is asked when it can', async () => {
    const { records } = world.start();
    const full = Object.assign(new Error('backing store'), { name: 'UnknownError' });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw full;
    });
    await expect(records.get('contacts', 'c1')).rejects.toThrow('backing store');
    await expect(records.get('contacts', 'c1')).rejects.toThrow('backing store');
    open.mockRestore();
    await vi.waitFor(async () => expect(await records.get('contacts', 'c1')).toBeUndefined());
  });
});

describe('vault', () => {
  it('opens by itself without a passphrase, and again after the worker died', async () => {
    const { log } = world.start();
    await log.commit([{ table: 'contacts', create: { id: 'c1', name: 'Anna', telegram: [7] } as CrmRecord }]);
    expect(await world.start().records.get('contacts', 'c1')).toMatchObject({ name: 'Anna' });
  });

  it('keeps no text in the clear', async () => {
    const { log } = world.start();
    await log.commit([
      { table: 'contacts', create: { id: 'c1', name: 'Светлана Canary', telegram: [7] } as CrmRecord },
    ]);
    const dump = JSON.stringify(await world.db.sealed('contacts').toArray(), (_k, value) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
    expect(dump).toContain('c1');
    expect(dump).not.toContain('Canary');
  });

  it('with a passphrase opens only by it, and everything is sealed anew under a fresh key', async () => {
    const { vault, records, log } = world.start();
    await log.commit([{ table: 'contacts', create: { id: 'c1', name: 'Anna', telegram: [] } as CrmRecord }]);
    await vault.rotate(null, PASSPHRASE);
    await resealAll(records);
    expect(await vault.state()).toEqual({ open: true, passphrase: true, rotating: false });
    await vault.lock();
    expect(world.kept.size).toBe(0);
    await expect(records.get('contacts', 'c1')).rejects.toMatchObject({ kind: 'locked' });
    const later = world.start();
    await expect(later.vault.keys()).rejects.toMatchObject({ kind: 'locked' });
    await expect(later.vault.unlock('wrong horse battery')).rejects.toMatchObject({ kind: 'passphraseWrong' });
    await later.vault.unlock(PASSPHRASE);
    expect(await later.records.get('contacts', 'c1')).toMatchObject({ name: 'Anna' });
  });

  it('refuses a header with lowered KDF parameters as it refuses a wrong passphrase', async () => {
    const { vault } = world.start();
    await vault.rotate(null, PASSPHRASE);
    const header = await world.db.vault.get('header');
    await world.db.vault.put({ ...header, id: 'header', passes: 1 } as { id: string });
    await expect(world.start().vault.unlock(PASSPHRASE)).rejects.toMatchObject({ kind: 'passphraseWrong' });
  });

  it('asks for the old passphrase before it sets another', async () => {
    const { vault } = world.start();
    await vault.rotate(null, PASSPHRASE);
    await expect(vault.rotate('not it at all', null)).rejects.toMatchObject({ kind: 'passphraseWrong' });
    await expect(vault.rotate(PASSPHRASE, 'short')).rejects.toMatchObject({ kind: 'passphraseShort' });
    await vault.rotate(PASSPHRASE, null);
    expect((await vault.state()).passphrase).toBe(false);
  });

  it('goes on with a change of keys that a crash interrupted', async () => {
    const { vault, log } = world.start();
    await log.commit([{ table: 'contacts', create: { id: 'c1', name: 'Anna', telegram: [] } as CrmRecord }]);
    await vault.rotate(null, PASSPHRASE);
    const later = world.start();
    expect((await later.vault.state()).rotating).toBe(true);
    await resealAll(later.records);
    expect((await later.vault.state()).rotating).toBe(false);
    expect(await later.records.get('contacts', 'c1')).toMatchObject({ name: 'Anna' });
  });

  it('notices a flipped bit and a box moved to another row', async () => {
    const { log, records } = world.start();
    const make = (id: string) => ({ table: 'contacts' as const, create: { id, name: id, telegram: [] } as CrmRecord });
    await log.commit([make('a'), make('b')]);
    const [a, b] = await world.db.sealed('contacts').toArray();
    if (!a || !b) throw new Error('two rows expected');
    await world.db.sealed('contacts').put({ ...a, box: b.box });
    const flipped = b.box.slice();
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    await world.db.sealed('contacts').put({ ...b, box: flipped });
    records.forget();
    await expect(records.get('contacts', 'a')).rejects.toMatchObject({ kind: 'damaged' });
    await expect(records.get('contacts', 'b')).rejects.toMatchObject({ kind: 'damaged' });
  });
});

/** Entries of the deal `d1`, oldest first. */
async function changesOf(records: Records): Promise<Change[]> {
  const changes = await records.where<Change>('changes', 'record', 'deals|d1');
  return changes.sort((a, b) => (a.at < b.at ? -1 : 1));
}

describe('commit', () => {
  it('records who, when, before and after, and announces what changed', async () => {
    const { log, records, announced } = world.start();
    await log.commit([{ table: 'deals', create: { id: 'd1', title: 'Freight', stage: 'lead' } as CrmRecord }]);
    await log.commit([{ table: 'deals', id: 'd1', set: { stage: 'won' } }]);
    const [made, moved] = await changesOf(records);
    expect(made).toMatchObject({ action: 'create', who: 'me', fields: { title: { after: 'Freight' } } });
    expect(moved).toMatchObject({ action: 'edit', fields: { stage: { before: 'lead', after: 'won' } } });
    expect(moved && made && moved.at > made.at).toBe(true);
    expect(announced).toEqual([
      ['deals', 'deals:d1'],
      ['deals', 'deals:d1'],
    ]);
  });

  it('stays ordered when the clock does not move and the worker starts again', async () => {
    await world.start().log.commit([{ table: 'deals', create: { id: 'd1', n: 0 } as CrmRecord }]);
    for (let n = 1; n <= 5; n++) await world.start().log.commit([{ table: 'deals', id: 'd1', set: { n } }]);
    const changes = await changesOf(world.start().records);
    expect(changes.map((c) => c.fields.n?.after)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('writes nothing for an edit that changes nothing', async () => {
    const { log, announced } = world.start();
    await log.commit([{ table: 'deals', create: { id: 'd1', title: 'x' } as CrmRecord }]);
    await log.commit([{ table: 'deals', id: 'd1', set: { title: 'x' } }]);
    expect(announced).toHaveLength(1);
  });
});

it('names every sealed table with an id as its key', () => {
  for (const indexes of Object.values(SEALED_TABLES)) expect(indexes).toMatch(/^id\b/);
});
