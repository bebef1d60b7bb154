import { expect, it, vi } from 'vitest';
import { PART_BYTES, type StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { TelegramPort } from '@/lib/telegram/port';
import { handTimers } from '@/tests/support/hand-timers';
import { createDownloads } from './downloads';
import type { FileStore } from './store';

const quota = Object.assign(new Error('full'), { name: 'QuotaExceededError' });

/** One file of six parts, a Telegram that has it, and a disk that fills up. */
function world() {
  const timers = handTimers();
  const clock = { now: 0 };
  const parts = new Set<number>();
  const disk = { bytes: 2, records: true };
  const at = { is: 'document' as const, dc: 2, id: '1', accessHash: '2', reference: '' };
  let file = {
    ...{ id: '1.1', account: 1, state: 'waiting', createdAt: 0, usedAt: 0, seenIn: { peer: 2, message: 3 } },
    file: { at, size: 6 * PART_BYTES, mime: 'application/zip', sizes: [] },
  } as StoredFile;
  const filePart = vi.fn(async () => new Uint8Array(PART_BYTES));
  const store: Partial<FileStore> = {
    all: () => [file],
    parts: async () => new Set(parts),
    async writePart(_, n) {
      if (parts.size >= disk.bytes) throw new TezError('quota');
      parts.add(n);
    },
    dropParts: async () => parts.clear(),
    async change(_, to) {
      if (!disk.records) throw quota;
      file = to(file);
      return file;
    },
  };
  const downloads = createDownloads({
    ...{ store: store as FileStore, announce: () => undefined, room: async () => 1e9 },
    port: async () => ({ filePart }) as unknown as TelegramPort,
    now: () => clock.now,
    later: timers.later,
  });
  return { timers, clock, parts, disk, filePart, downloads, file: () => file };
}

it('a disk that fills up fails a file, and nothing of it is kept', async () => {
  const { downloads, file, parts } = world();
  downloads.pump();
  await vi.waitFor(() => expect(file()).toMatchObject({ state: 'failed', error: { kind: 'quota' } }));
  expect(parts.size).toBe(0);
});

it('where not even that can be written down, Telegram is not asked again before a while; then it goes on by itself', async () => {
  const { clock, downloads, disk, file, filePart, parts, timers } = world();
  disk.records = false;
  downloads.pump();
  const waitsFor = async () => (await downloads.progress(file())).waitsFor?.kind;
  await vi.waitFor(async () => expect(await waitsFor()).toBe('quota'));
  const asked = filePart.mock.calls.length;
  downloads.pump();
  clock.now = 20_000;
  await timers.tick();
  expect(filePart.mock.calls).toHaveLength(asked);

  Object.assign(disk, { bytes: 6, records: true });
  clock.now = 30_000;
  await timers.tick();
  await vi.waitFor(() => expect(file().state).toBe('here'));
  expect(parts.size).toBe(6);
});
