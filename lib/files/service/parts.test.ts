import { beforeEach, expect, it } from 'vitest';
import { partSize, type StoredFile, storedId } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { TelegramPort } from '@/lib/telegram/port';
import { handTimers } from '@/tests/support/hand-timers';
import { testRecords } from '@/tests/support/records';
import { createDownloads } from './downloads';
import { PICTURES, partId, sweepParts } from './parts';
import { createShipments } from './shipments';
import { createFileStore } from './store';

const SIZE = 7;
const ID = storedId(1, { id: '9' });
const at = { is: 'document' as const, dc: 2, id: '9', accessHash: '1', reference: '' };
const FILE: StoredFile = {
  ...{ id: ID, account: 1, file: { at, size: SIZE, mime: 'application/zip', sizes: [] }, createdAt: 0, usedAt: 0 },
  ...{ seenIn: { peer: 2, message: 3 }, state: 'waiting' },
};
const announce = () => undefined;

let world: ReturnType<typeof open>;
function open() {
  const { records } = testRecords();
  return { records, store: createFileStore({ records, announce }), shipments: createShipments({ records, announce }) };
}
beforeEach(() => {
  world = open();
});

const stored = () => world.records.db.sealed('fileParts').toCollection().primaryKeys();

/** While a part is sealed, which takes its time, `meanwhile` happens. */
function whileSealing(meanwhile: () => Promise<void>): void {
  const { vault } = world.records;
  const { keys } = vault;
  vault.keys = async () => {
    vault.keys = keys;
    const known = await keys();
    await meanwhile();
    return known;
  };
}

it('a part that is sealed while its file is removed goes as well', async () => {
  const { store } = world;
  await store.add(FILE);
  whileSealing(() => store.remove([ID]));
  await expect(store.writePart(ID, 0, new Uint8Array(SIZE))).rejects.toThrow(new TezError('notFound'));
  expect(await stored()).toEqual([]);
});

it('a download that is removed as its part comes leaves nothing', async () => {
  const { store } = world;
  const port: Partial<TelegramPort> = {
    filePart: async () => {
      whileSealing(async () => {
        downloads.stop(ID);
        await store.remove([ID]);
      });
      return new Uint8Array(partSize(SIZE, 0));
    },
  };
  const { later } = handTimers();
  const downloads = createDownloads({
    ...{ store, announce, later },
    port: async () => port as TelegramPort,
    now: () => 5,
    room: async () => Number.POSITIVE_INFINITY,
  });
  await store.add(FILE);
  expect(await downloads.part(ID, 0)).toBeNull();
  expect(await stored()).toEqual([]);
  expect(store.get(ID)).toBeUndefined();
});

it('a copy that is dropped while its part is sealed leaves nothing', async () => {
  const { shipments } = world;
  await shipments.add({
    ...{ id: 'press-one', chat: { account: 1, peer: 2 }, files: [], caption: { text: '', entities: [] } },
    ...{ album: false, silent: false, state: 'copying', createdAt: 0, handed: 0 },
  });
  whileSealing(() => shipments.remove('press-one'));
  await expect(shipments.writePart('press-one', 0, 0, new Uint8Array(SIZE))).rejects.toThrow();
  expect(await stored()).toEqual([]);
});

it('parts whose record is gone go with the next life; all others stay', async () => {
  const { records, store, shipments } = world;
  await store.add(FILE);
  await store.writePart(ID, 0, new Uint8Array(SIZE));
  await shipments.add({
    ...{ id: 'press-one', chat: { account: 1, peer: 2 }, files: [], caption: { text: '', entities: [] } },
    ...{ album: false, silent: false, state: 'copying', createdAt: 0, handed: 0 },
  });
  await shipments.writePart('press-one', 0, 0, new Uint8Array(SIZE));
  const [named = { id: '', v: 1, box: new Uint8Array() }] = await records.db.sealed('fileParts').toArray();
  const picture = `${PICTURES}1.9/m`;
  for (const id of [partId('1.8', 0), partId('1.8', 1), partId('press-two.0', 0), picture]) {
    await records.db.sealed('fileParts').put({ ...named, id });
  }
  await sweepParts(records);
  expect(await stored()).toEqual([partId(ID, 0), picture, partId('press-one.0', 0)].sort());
});
