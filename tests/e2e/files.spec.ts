import { createHash } from 'node:crypto';
import type { Frame } from '@playwright/test';
import { type FileView, fileUrl } from '@/lib/files/contract';
import { seededBytes } from '../telegram/made/bytes';
import { expect, mainPerson, signIn, type Tez, test } from './fixture';

const ANNA = 5000000002;
const KIB = 1024;
const PART = 512 * KIB;

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a page of Tez gets at an address of its own. */
function fetched(frame: Frame, url: string, range?: string) {
  return frame.evaluate(
    async ({ url, range }) => {
      const answer = await fetch(url, range ? { headers: { Range: range } } : {});
      const bytes = await answer.arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return {
        status: answer.status,
        type: answer.headers.get('Content-Type'),
        length: bytes.byteLength,
        sha: [...hash].map((it) => it.toString(16).padStart(2, '0')).join(''),
      };
    },
    { url, range },
  );
}

const stored = (tez: Tez) => tez.ask<FileView[]>('files.stored');
const only = async (tez: Tez) => (await stored(tez))[0];

for (const client of ['a', 'k'] as const) {
  test.describe(`Web ${client.toUpperCase()}`, () => {
    test('a file is fetched whole, whatever the worker, the references and the data centres do', async ({
      tez,
      telegram,
      openWeb,
    }) => {
      await signIn(tez, telegram);
      const { id: message } = await telegram.receives({
        from: 'Anna Berg',
        file: { name: 'Plans.zip', kilobytes: 40_000 },
      });
      const web = await openWeb(client, { chat: { peer: ANNA } });
      const sidebar = await web.sidebar();
      const chat = { account: mainPerson(telegram).id, peer: ANNA };
      const asked = () => telegram.saw.count('upload.getFile');

      const { id } = await tez.ask<{ id: string }>('files.download', { chat, message });
      await expect.poll(asked).toBeGreaterThan(8);
      await tez.killWorker();
      telegram.ageFiles();
      await tez.wakeWorker();
      await expect.poll(async () => (await only(tez))?.done ?? 0).toBeGreaterThan(20 * PART);
      await tez.ask('files.pause', { id });
      expect((await only(tez))?.is).toBe('paused');
      await tez.ask('files.resume', { id });
      await expect.poll(async () => (await only(tez))?.is, { timeout: 60_000 }).toBe('here');
      // Resumed, not begun anew: no more than what was under way was asked for twice.
      expect(asked()).toBeLessThan(80 + 30);

      const size = 40_000 * KIB;
      const seed = Number(id.split('.')[1]);
      expect(await fetched(sidebar, fileUrl(id))).toEqual({
        status: 200,
        type: 'application/octet-stream',
        length: size,
        sha: sha(seededBytes(seed, 0, size)),
      });
      const [from, to] = [PART - 7, 3 * PART + 5];
      expect(await fetched(sidebar, fileUrl(id), `bytes=${from}-${to}`)).toMatchObject({
        status: 206,
        sha: sha(seededBytes(seed, 0, size).subarray(from, to + 1)),
      });
      await tez.ask('files.remove', { id });
      expect(await stored(tez)).toEqual([]);
      expect((await fetched(sidebar, fileUrl(id))).status).toBe(404);
    });
  });
}
