import { describe, expect, it } from 'vitest';
import { FakeSessionStore } from '../../contract/fake-store';
import { SessionRows } from './rows';

const bytes = (...values: number[]) => Uint8Array.from(values);

async function opened(store = new FakeSessionStore()) {
  const rows = new SessionRows(store);
  await rows.load();
  return { store, rows };
}

describe('the rows of a session', () => {
  it('come back as written, and nothing is stored in the clear', async () => {
    const { store, rows } = await opened();
    await rows.write([['key:2', bytes(1, 2, 3)]]);
    expect([...(store.rows.get('key:2') ?? [])]).not.toEqual([1, 2, 3]);
    const again = await opened(store);
    expect(await again.rows.get('key:2')).toEqual(bytes(1, 2, 3));
  });

  it('wait for a batch when only set, and then leave in one', async () => {
    const { store, rows } = await opened();
    rows.set('peer:1', bytes(1));
    rows.set('peer:2', bytes(2));
    expect(store.rows.size).toBe(0);
    await rows.commit();
    expect(store.writes).toBe(1);
    expect([...store.rows.keys()]).toEqual(['peer:1', 'peer:2']);
    expect(rows.changed).toBe(false);
  });

  it('stay to be written when the store fails, or when they change while it writes', async () => {
    const { rows } = await opened();
    rows.set('peer:1', bytes(1));
    await expect(rows.commit(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(rows.changed).toBe(true);
    await rows.commit(async () => rows.set('peer:1', bytes(2)));
    expect(rows.changed).toBe(true);
    await rows.commit();
    expect(rows.changed).toBe(false);
  });

  it('are stored in the order of the writes', async () => {
    const { store, rows } = await opened();
    const seal = store.seal.bind(store);
    let release = () => {};
    const first = new Promise<void>((resolve) => {
      release = resolve;
    });
    let sealed = 0;
    store.seal = async (key, plain) => {
      sealed += 1;
      if (sealed === 1) await first;
      return seal(key, plain);
    };
    const one = rows.write([['salts:2', bytes(1)]]);
    const two = rows.write([['salts:2', bytes(2)]]);
    release();
    await Promise.all([one, two]);
    expect(await (await opened(store)).rows.get('salts:2')).toEqual(bytes(2));
  });

  it('are forgotten when damaged and Telegram can tell them again, else reported', async () => {
    const { store, rows } = await opened();
    await rows.write([
      ['peer:1', bytes(1)],
      ['key:2', bytes(9)],
    ]);
    for (const box of store.rows.values()) box[1] = (box[1] ?? 0) ^ 1;
    const again = await opened(store);
    expect(await again.rows.get('peer:1')).toBeNull();
    await expect(again.rows.get('key:2')).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('are listed by prefix, stored and new, without the deleted', async () => {
    const { store, rows } = await opened();
    await rows.write([
      ['peer:1', bytes(1)],
      ['peer:2', bytes(2)],
      ['key:2', bytes(9)],
    ]);
    const again = await opened(store);
    again.rows.set('peer:2', null);
    again.rows.set('peer:3', bytes(3));
    expect(again.rows.keys('peer:').sort()).toEqual(['peer:1', 'peer:3']);
  });
});
