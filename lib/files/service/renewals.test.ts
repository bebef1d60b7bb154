import { beforeEach, describe, expect, it } from 'vitest';
import type { TelegramFile } from '@/lib/files/model';
import { PART_BYTES, type StoredFile, storedId } from '@/lib/files/stored';
import { TezError, type WireError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import type { OutboxItemView } from '@/lib/outbox/contract';
import type { RenewedFile } from '@/lib/outbox/renewal';
import type { TelegramPort } from '@/lib/telegram/port';
import type { UploadPart } from '@/lib/telegram/port/files';
import { handTimers } from '@/tests/support/hand-timers';
import { testRecords } from '@/tests/support/records';
import { createRenewals } from './renewals';
import { createShipments } from './shipments';
import { createFileStore } from './store';
import { createUploads } from './uploads';

const chat = { account: 1, peer: 2 };
const SIZE = PART_BYTES + 7;

function telegramFile(id: string): TelegramFile {
  const at = { is: 'document' as const, dc: 2, id, accessHash: '1', reference: '' };
  return { at, size: SIZE, mime: 'application/zip', name: 'Plans.zip', sizes: [] };
}

/** One life of the worker over a vault: its files, and an outbox of one item that is told by hand. */
function life(world: World) {
  const { records, timers } = world;
  const announce = () => undefined;
  const store = createFileStore({ records, announce });
  const shipments = createShipments({ records, announce });
  const outbox = {
    send: async () => undefined,
    items: async () => (world.item ? [world.item] : []),
    drop: async () => undefined,
    renewed: async (id: string, outcome: readonly RenewedFile[] | WireError) =>
      void world.outcomes.push({ id, outcome }),
  };
  const port = async () => world.port as TelegramPort;
  const deps = { store, shipments, port, outbox, now: () => 5, announce, later: timers.later, randomId: () => '77' };
  const room = async () => Number.POSITIVE_INFINITY;
  const uploads = createUploads({ ...deps, room, readKept: store.readPart });
  return { store, shipments, uploads, renewals: createRenewals({ ...deps, uploads }) };
}

interface World {
  records: ReturnType<typeof testRecords>['records'];
  timers: ReturnType<typeof handTimers>;
  port: Partial<TelegramPort>;
  parts: UploadPart[];
  item: OutboxItemView | null;
  outcomes: { id: string; outcome: readonly RenewedFile[] | WireError }[];
}

let world: World;
beforeEach(() => {
  const parts: UploadPart[] = [];
  const uploadPart = async (part: UploadPart) => void parts.push(part);
  const { records } = testRecords();
  world = { records, timers: handTimers(), parts, port: { uploadPart }, item: null, outcomes: [] };
});

function item(more: Partial<OutboxItemView> = {}): OutboxItemView {
  const content = { is: 'file' as const, file: telegramFile('1'), text: '', entities: [] };
  return {
    ...{ id: 'press-one.0', state: 'queued', act: { is: 'message', content }, silent: false, messageIds: [] },
    ...{ canRetry: false, canCancel: true, canChange: false, renews: true },
    ...more,
  };
}

/** Puts a file with all its bytes, or all but the last part, into the vault. */
async function keep({ store }: ReturnType<typeof life>, whole = true): Promise<string> {
  const id = storedId(1, { id: '1' });
  const file: StoredFile = {
    ...{ id, account: 1, file: telegramFile('1'), seenIn: { peer: 2, message: 3 }, state: 'here' },
    ...{ kept: { at: 0, tags: [] }, createdAt: 0, usedAt: 0 },
  };
  await store.add(file);
  await store.writePart(id, 0, new Uint8Array(PART_BYTES).fill(1));
  if (whole) await store.writePart(id, 1, new Uint8Array(7).fill(2));
  return id;
}

const wanted = { id: 'press-one.0', chat, files: [{ place: 0, file: telegramFile('1') }] };
const until = async (done: () => boolean) => expect.poll(done, { interval: 2 }).toBe(true);

describe('what Telegram has no more', () => {
  it('goes up again from the vault, part by part, for the item that waits, and is remembered by what Telegram has then', async () => {
    const now = life(world);
    const id = await keep(now);
    world.item = item();
    expect(await now.renewals.renew(wanted)).toBe(true);
    expect(await now.renewals.renew(wanted)).toBe(true);
    await until(() => now.shipments.get('press-one_0')?.state === 'handed');
    expect(world.parts.map(({ index, bytes }) => [index, bytes.length]).sort()).toEqual([
      [0, PART_BYTES],
      [1, 7],
    ]);
    expect(world.outcomes).toMatchObject([
      { id: 'press-one.0', outcome: [{ place: 0, upload: { fileId: '77', parts: 2, name: 'Plans.zip' } }] },
    ]);
    const { renews: _, ...sent } = item({ state: 'sent', messageIds: [40] });
    world.item = sent;
    world.port.messages = async (_peer, ids) =>
      ids.map((it): Message => {
        const media = { is: 'file' as const, file: telegramFile('2') };
        const more = { kind: 'document' as const, mentioned: false, silent: false, date: 0, text: '', out: true };
        return { id: it, peer: 2, media, ...more };
      });
    await now.renewals.check();
    expect(now.store.get(id)).toMatchObject({
      file: { at: { id: '1' } },
      renewed: { file: { at: { id: '2' } }, seenIn: { peer: 2, message: 40 } },
    });
    expect(now.shipments.all()).toEqual([]);
    // Gone once more, it is found by what it is called now.
    world.item = item({ id: 'press-two.0' });
    const again = { ...wanted, id: 'press-two.0', files: [{ place: 0, file: telegramFile('2') }] };
    expect(await now.renewals.renew(again)).toBe(true);
  });

  it('is not begun where not all of it is here', async () => {
    const now = life(world);
    expect(await now.renewals.renew(wanted)).toBe(false);
    await keep(now, false);
    expect(await now.renewals.renew(wanted)).toBe(false);
    expect(now.shipments.all()).toEqual([]);
  });

  it('is gone on with by the next worker, without parts that Telegram has', async () => {
    const before = life(world);
    await keep(before);
    world.item = item();
    world.port.uploadPart = async (part) => {
      if (part.index === 1) throw new TezError('offline');
      world.parts.push(part);
    };
    await before.renewals.renew(wanted);
    await until(() => before.uploads.waitsFor('press-one_0')?.kind === 'offline');
    before.uploads.forget();
    world.port.uploadPart = async (part) => void world.parts.push(part);
    const now = life(world);
    await Promise.all([now.store.load(), now.shipments.load()]);
    await now.renewals.check();
    expect(await now.renewals.renew(wanted)).toBe(true);
    now.uploads.pump();
    await until(() => world.outcomes.length === 1);
    expect(world.parts.some(({ index }) => index === 1)).toBe(true);
  });

  it('fails, with its reason, where its bytes do not open, and is dropped where its item was taken back', async () => {
    const now = life(world);
    const id = await keep(now);
    world.item = item();
    const read = now.store.readPart;
    const broken = createUploads({
      ...{ shipments: now.shipments, port: async () => world.port as TelegramPort, now: () => 5, randomId: () => '77' },
      ...{ announce: () => undefined, later: world.timers.later },
      room: async () => Number.POSITIVE_INFINITY,
      outbox: {
        send: async () => undefined,
        items: async () => [],
        drop: async () => undefined,
        renewed: async (it, outcome) => void world.outcomes.push({ id: it, outcome }),
      },
      readKept: async (of, n) => (n === 1 ? undefined : read(of, n)),
    });
    world.port.uploadPart = () => new Promise(() => {});
    await now.renewals.renew(wanted);
    now.uploads.stop('press-one_0');
    world.port.uploadPart = async () => undefined;
    broken.pump();
    await until(() => world.outcomes.length === 1);
    expect(world.outcomes).toEqual([{ id: 'press-one.0', outcome: { kind: 'damaged' } }]);
    await until(() => now.shipments.all().length === 0);

    world.port.uploadPart = () => new Promise(() => {});
    await now.renewals.renew(wanted);
    expect(now.renewals.inUse()).toEqual(new Set([id]));
    world.item = null;
    await now.renewals.check();
    expect([now.shipments.all(), now.renewals.inUse().size]).toEqual([[], 0]);
  });
});
