import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { expect, signIn, TelegramTab, Tez } from '../../e2e/fixture';
import { browserProcess } from '../../e2e/fixture/browser';
import { scenarioFile } from '../../e2e/fixture/scenario';
import { type LocalTelegram, startTelegram } from '../../telegram';
import { seededBytes } from '../../telegram/made/bytes';
import { type Peak, watchMemory } from './memory';

const ANNA = 5_000_000_002;
const MIB = 1024 * 1024;
/** Read, written and hashed at once. */
const PIECE = 4 * MIB;
/** A run has no time of its own: this only ends one that hangs. */
const PATIENCE = 60 * 60_000;

export interface BigRun {
  what: 'down' | 'up';
  /** What was wrong, a line each. */
  bad: string[];
  seconds: number;
  memory: Peak | null;
}

/** A file of so many bytes from Telegram to disk, and one from disk to Telegram, by the buttons that a person presses. */
export async function runBigFiles({ size, mostGrowth }: { size: number; mostGrowth: number }): Promise<BigRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tez-big-'));
  const telegram = await startTelegram({ scenario: scenarioFile('small') });
  const tez = await Tez.start({ port: telegram.port });
  try {
    await signIn(tez, telegram);
    const web = await TelegramTab.open(tez, telegram, 'a', { chat: { peer: ANNA } });
    const sidebar = await web.sidebar();
    await sidebar.getByRole('button', { name: 'Add contact' }).click();
    const measured = async (what: BigRun['what'], work: () => Promise<string[]>): Promise<BigRun> => {
      const memory = watchMemory(browserProcess(tez.profile));
      const begun = Date.now();
      const bad = await work();
      const peak = memory.end();
      const grew = peak?.extension.grew ?? 0;
      if (grew > mostGrowth) bad.push(`${what}: the extension grew by ${Math.round(grew / MIB)} MiB`);
      return { what, bad, seconds: Math.round((Date.now() - begun) / 1000), memory: peak };
    };
    return [
      await measured('down', () => down(web, sidebar, telegram, size)),
      await measured('up', () => up(web, sidebar, telegram, folder, size)),
    ];
  } finally {
    await tez.end();
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function down(web: TelegramTab, sidebar: Frame, telegram: LocalTelegram, size: number): Promise<string[]> {
  const { id } = await telegram.receives({ from: 'Anna Berg', file: { name: 'Film.bin', kilobytes: size / 1024 } });
  const media = telegram.messagesOf({ chat: 'Anna Berg' }).find((message) => message.id === id)?.media;
  if (media?.kind !== 'file') throw new Error('The file should be there.');
  await sidebar.getByRole('button', { name: 'Files', exact: true }).click();
  const files = sidebar.getByRole('region', { name: 'Files' });
  await files.getByRole('tab', { name: 'Files' }).click();
  const saved = web.page.waitForEvent('download', { timeout: PATIENCE });
  await files.getByRole('button', { name: 'Save Film.bin' }).click();
  const download = await saved;
  const failure = await download.failure();
  if (failure !== null) return [`down: the browser says ${failure}`];
  const hash = createHash('sha256');
  let got = 0;
  for await (const piece of createReadStream(await download.path(), { highWaterMark: PIECE })) {
    hash.update(piece);
    got += piece.length;
  }
  await download.delete();
  return [
    ...(got === size ? [] : [`down: ${got} of ${size} bytes are on disk`]),
    ...(hash.digest('hex') === hashOf(size, seeded(media.file.id)) ? [] : ['down: other bytes are on disk']),
  ];
}

async function up(
  web: TelegramTab,
  sidebar: Frame,
  telegram: LocalTelegram,
  folder: string,
  size: number,
): Promise<string[]> {
  const path = join(folder, 'Plans.bin');
  const read = seeded(size % 251);
  const file = await open(path, 'w');
  for (let at = 0; at < size; at += PIECE) await file.write(read(at, Math.min(at + PIECE, size)));
  await file.close();

  await sidebar.getByRole('button', { name: 'Answer', exact: true }).click();
  const choosing = web.page.waitForEvent('filechooser');
  await sidebar.getByRole('button', { name: 'Attach' }).click();
  await sidebar.getByRole('menuitem', { name: 'File', exact: true }).click();
  await (await choosing).setFiles([path]);
  await sidebar.getByRole('dialog', { name: 'Send 1 file' }).getByRole('button', { name: 'Send' }).click();
  const sent = () =>
    telegram
      .messagesOf({ chat: 'Anna Berg' })
      .flatMap(({ media, out }) =>
        out && media?.kind === 'file' && media.file.kind === 'document' ? [media.file] : [],
      );
  const refused = sidebar.getByRole('alert');
  const ends = async () => sent().length > 0 || (await refused.count()) > 0;
  await expect.poll(ends, { timeout: PATIENCE }).toBe(true);
  if (sent().length === 0) return [`up: ${await refused.first().innerText()}`];
  const [only, ...others] = sent();
  return [
    ...(others.length === 0 ? [] : [`up: ${others.length + 1} messages were sent`]),
    ...(only?.content.size === size ? [] : [`up: Telegram has ${only?.content.size} of ${size} bytes`]),
    ...(only && hashOf(size, (from, to) => only.content.read(from, to)) === hashOf(size, read)
      ? []
      : ['up: Telegram has other bytes']),
  ];
}

type Read = (from: number, to: number) => Uint8Array;

function seeded(seed: number): Read {
  return (from, to) => seededBytes(seed, from, to);
}

/** Of a file that is never in memory as a whole. */
function hashOf(size: number, read: Read): string {
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += PIECE) hash.update(read(at, Math.min(at + PIECE, size)));
  return hash.digest('hex');
}
