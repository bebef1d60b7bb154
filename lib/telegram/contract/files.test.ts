import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TelegramFile } from '@/lib/files/model';
import type { Message } from '@/lib/messages/model';
import { encodeJpeg } from '@/tests/telegram/made/jpeg';
import type { UploadedFile } from '../port/files';
import type { OutgoingContent, UploadKind } from '../port/messages';
import { failure, type Opened, randomId, startWorld, type World, words } from './harness';
import { ANNA, DMITRI, OLGA, PHONES, TEAM } from './scenario';

const KIB = 1024;
const MIB = 1024 * KIB;

let world: World;
let mikhail: Opened;
beforeEach(async () => {
  world = await startWorld();
  mikhail = await world.signedIn();
});
afterEach(async () => {
  await world.close();
  expect(world.telegram.saw.reads).toEqual([]);
  expect(world.telegram.failures).toEqual([]);
});

function fileOf(message: Message | null | undefined): TelegramFile {
  if (message?.media?.is !== 'file') throw new Error(`no file in ${JSON.stringify(message)}`);
  return message.media.file;
}

/** Somebody sends a file; how the account sees it. */
async function received(carried: object, chat?: string): Promise<Message> {
  const { id, chat: peer } = await world.telegram.receives({
    from: 'Anna Berg',
    ...carried,
    ...(chat ? { chat } : {}),
  });
  const [message] = await mikhail.port.messages(peer, [id]);
  if (!message) throw new Error('it is not there');
  return message;
}

async function download(file: TelegramFile, limit = 512 * KIB, port = mikhail.port): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < file.size; offset += limit) parts.push(await port.filePart(file.at, { offset, limit }));
  return Buffer.concat(parts);
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** Gives Telegram a file part by part, several at once. */
async function upload(bytes: Uint8Array, name: string, mime: string, part = 512 * KIB): Promise<UploadedFile> {
  const fileId = randomId();
  const parts = Math.ceil(bytes.length / part);
  const big = bytes.length > 10 * MIB;
  const give = (index: number) =>
    mikhail.port.uploadPart({ fileId, index, parts, big, bytes: bytes.subarray(index * part, (index + 1) * part) });
  await Promise.all(Array.from({ length: parts }, (_, index) => give(index)));
  return { fileId, parts, big, name, mime, ...(big ? {} : { md5: md5(bytes) }) };
}

function outgoing(content: Partial<OutgoingContent> & { is: 'upload' | 'file' }, text = '') {
  return words('', { content: { text, entities: [], ...content } as OutgoingContent });
}

const jpeg = () => encodeJpeg((x, y) => [x * 255, y * 255, 120], 640, 480);

describe('a file that somebody sent', () => {
  it.each([
    ['document', { file: { name: 'Offer.pdf', kilobytes: 300 } }, { name: 'Offer.pdf', mime: 'application/pdf' }],
    ['voice', { voice: 7 }, { duration: 7, mime: 'audio/ogg' }],
    ['round', { round: 5 }, { duration: 5, width: 384, height: 384, mime: 'video/mp4' }],
    ['video', { video: { seconds: 12, width: 640, height: 360, kilobytes: 90 } }, { duration: 12, size: 92_160 }],
    ['audio', { audio: { seconds: 3, title: 'Waltz', performer: 'Harbour band' } }, { title: 'Waltz', duration: 3 }],
    ['photo', { photo: { width: 1200, height: 900 } }, { mime: 'image/jpeg', width: 800, height: 600 }],
  ])('is told for what it is: %s', async (kind, carried, expected) => {
    const message = await received({ ...carried, text: 'As promised' });
    expect(message).toMatchObject({ kind, text: 'As promised' });
    const file = fileOf(message);
    expect(file).toMatchObject(expected);
    expect(file.at.is).toBe(kind === 'photo' ? 'photo' : 'document');
    const bytes = await download(file);
    expect(bytes).toHaveLength(file.size);
    if (kind === 'voice') {
      expect(file.waveform).toHaveLength(100);
      expect(Math.max(...(file.waveform ?? []))).toBeLessThanOrEqual(31);
      expect(bytes.toString('latin1', 0, 4)).toBe('OggS');
    }
  });

  it('has smaller pictures, and one to be shown at once', async () => {
    const file = fileOf(await received({ photo: { width: 1200, height: 900 } }));
    expect(file.sizes.map(({ type, width }) => [type, width])).toEqual([
      ['s', 100],
      ['m', 320],
      ['x', 800],
    ]);
    expect(Buffer.from(file.blur ?? '', 'base64')[0]).toBe(1);
    for (const { type, size } of file.sizes) {
      const picture = await mikhail.port.filePart(file.at, { offset: 0, limit: MIB, picture: type });
      expect([picture.length, picture[0], picture[1]]).toEqual([size, 0xff, 0xd8]);
    }
    const whole = await mikhail.port.filePart(file.at, { offset: 0, limit: MIB });
    expect(whole).toHaveLength(file.size);
    const video = fileOf(await received({ video: { seconds: 3 } }));
    const thumb = await mikhail.port.filePart(video.at, { offset: 0, limit: MIB, picture: video.sizes[0]?.type });
    expect(thumb[0]).toBe(0xff);
  });

  it('comes the same in parts of any size, a few at once, and in any order', async () => {
    const file = fileOf(await received({ file: { name: 'Prices.xlsx', kilobytes: 700 } }));
    const whole = md5(await download(file, MIB));
    expect(md5(await download(file, 64 * KIB))).toBe(whole);
    const limit = 128 * KIB;
    const parts = await Promise.all(
      [5, 3, 1, 0, 2, 4].map(async (index) => ({
        index,
        bytes: await mikhail.port.filePart(file.at, { offset: index * limit, limit }),
      })),
    );
    const ordered = parts.sort((a, b) => a.index - b.index).map(({ bytes }) => bytes);
    expect(md5(Buffer.concat(ordered))).toBe(whole);
    expect(await mikhail.port.filePart(file.at, { offset: MIB, limit })).toHaveLength(0);
  });

  it('is fetched from whichever data centre has it, also one that was not named', async () => {
    const pavel = await world.signedIn(PHONES.pavel);
    await world.telegram.receives({ from: 'Pavel Novak', text: 'Hello' });
    const bytes = Buffer.from('A letter from another data centre');
    const fileId = randomId();
    await pavel.port.uploadPart({ fileId, index: 0, parts: 1, big: false, bytes });
    const letter: UploadedFile = { fileId, parts: 1, big: false, name: 'Letter.txt', mime: 'text/plain' };
    const content: OutgoingContent = { is: 'upload', upload: letter, as: { is: 'document' }, text: '', entities: [] };
    await pavel.port.send({ peer: 101, randomId: randomId(), content, silent: false });
    const { message } = (await mikhail.update(
      (it) => it.is === 'message' && it.message.kind === 'document',
    )) as Extract<Opened['updates'][number], { is: 'message' }>;
    const file = fileOf(message);
    expect(file.at.dc).toBe(4);
    expect((await download(file)).toString()).toBe('A letter from another data centre');
    const elsewhere = { ...file, at: { ...file.at, dc: 2 } };
    expect((await download(elsewhere)).toString()).toBe('A letter from another data centre');
    expect(world.telegram.saw.count('auth.exportAuthorization')).toBe(1);
  });

  it('whose reference is too old says so, and is had again once its message was asked for', async () => {
    const message = await received({ file: { name: 'Offer.pdf', kilobytes: 20 } });
    const { at } = fileOf(message);
    world.telegram.ageFiles();
    expect((await failure(mikhail.port.filePart(at, { offset: 0, limit: 4096 }))).kind).toBe('fileExpired');
    const [fresh] = await mikhail.port.messages(ANNA, [message.id]);
    const again = fileOf(fresh).at;
    expect(again.id).toBe(at.id);
    expect(again.reference).not.toBe(at.reference);
    expect(await mikhail.port.filePart(again, { offset: 0, limit: 4096 })).toHaveLength(4096);
  });

  it('of 2 GB can be read anywhere, and takes no memory', async () => {
    const file = fileOf(await received({ file: { name: 'Scan.zip', kilobytes: 2 * MIB } }));
    expect(file.size).toBe(2048 * MIB);
    const before = process.memoryUsage().rss;
    const limit = 512 * KIB;
    for (let n = 0; n < 12; n += 1) {
      const offset = Math.floor((n / 12) * (file.size / limit)) * limit;
      const part = await mikhail.port.filePart(file.at, { offset, limit });
      expect(part).toHaveLength(limit);
    }
    const end = await mikhail.port.filePart(file.at, { offset: file.size - limit, limit });
    expect(end).toHaveLength(limit);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB);
  });

  it('goes on after the connection broke, or stops when told to', async () => {
    const file = fileOf(await received({ file: { name: 'Prices.xlsx', kilobytes: 2048 } }));
    const whole = md5(await download(file));
    const parts: Promise<Uint8Array>[] = [];
    for (let offset = 0; offset < file.size; offset += 128 * KIB) {
      parts.push(mikhail.port.filePart(file.at, { offset, limit: 128 * KIB }));
    }
    world.telegram.cutConnections();
    expect(md5(Buffer.concat(await Promise.all(parts)))).toBe(whole);
    const stop = new AbortController();
    const stopped = mikhail.port.filePart(file.at, { offset: 0, limit: MIB, signal: stop.signal });
    stop.abort(new DOMException('enough', 'AbortError'));
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('that is gone, or asked for wrongly, is told as that', async () => {
    const { at } = fileOf(await received({ photo: true }));
    const gone = { ...at, id: '4711', reference: Buffer.from('ref 4711 0').toString('base64') };
    expect((await failure(mikhail.port.filePart(gone, { offset: 0, limit: 4096 }))).kind).toBe('notFound');
    const noSize = mikhail.port.filePart(at, { offset: 0, limit: 4096, picture: 'z' });
    expect((await failure(noSize)).kind).toBe('notFound');
    expect((await failure(mikhail.port.filePart(at, { offset: 1, limit: 4096 }))).kind).toBe('internal');
    world.telegram.failNext({ method: 'upload.getFile', error: 'FLOOD_WAIT_60' });
    const wait = await failure(mikhail.port.filePart(at, { offset: 0, limit: 4096 }));
    expect(wait).toMatchObject({ kind: 'floodWait' });
  });

  it('that may be seen once is told as fleeting, one under a veil as such', async () => {
    expect((await received({ photo: true, selfDestructs: 2147483647 })).fleeting).toBe(true);
    const veiled = await received({ photo: true, spoiler: true });
    expect(veiled.media).toMatchObject({ is: 'file', spoiler: true });
    expect(veiled.fleeting).toBeUndefined();
  });
});

describe('a file of ours', () => {
  const kinds: [UploadKind, () => Buffer, string, string, Partial<TelegramFile>][] = [
    [{ is: 'photo' }, jpeg, 'sofa.jpg', 'photo', { width: 640, height: 480 }],
    [{ is: 'document' }, jpeg, 'sofa.jpg', 'document', { name: 'sofa.jpg', mime: 'image/jpeg' }],
    [{ is: 'document' }, () => Buffer.alloc(3 * MIB, 7), 'plan.pdf', 'document', { name: 'plan.pdf', size: 3 * MIB }],
    [
      { is: 'video', width: 640, height: 360, duration: 9.5 },
      () => Buffer.alloc(600 * KIB, 1),
      'tour.mp4',
      'video',
      { width: 640, height: 360, duration: 9.5, name: 'tour.mp4' },
    ],
    [{ is: 'round', size: 384, duration: 6 }, () => Buffer.alloc(90 * KIB, 2), 'hi.mp4', 'round', { duration: 6 }],
    [
      { is: 'voice', duration: 4, waveform: [0, 5, 31, 16, 9, 1, 30, 12] },
      () => Buffer.alloc(9 * KIB, 3),
      'note.ogg',
      'voice',
      { duration: 4, waveform: [0, 5, 31, 16, 9, 1, 30, 12] },
    ],
  ];
  it.each(kinds)('goes up as %j and comes down the same', async (as, make, name, kind, expected) => {
    const bytes = make();
    const mime =
      { jpg: 'image/jpeg', mp4: 'video/mp4', ogg: 'audio/ogg', pdf: 'application/pdf' }[name.slice(-3)] ?? '';
    const content = { is: 'upload' as const, upload: await upload(bytes, name, mime), as };
    const sent = await mikhail.port.send(outgoing(content, 'Have a look'));
    expect(sent).toMatchObject({ kind, text: 'Have a look', out: true });
    expect(fileOf(sent)).toMatchObject({ mime, ...expected });
    expect(md5(await download(fileOf(sent)))).toBe(md5(bytes));
    expect(world.telegram.saw.sends).toMatchObject([
      { text: 'Have a look', media: as.is === 'photo' ? 'photo' : 'document' },
    ]);
  });

  it('above 10 MB goes up by the calls for big ones', async () => {
    const bytes = Buffer.alloc(11 * MIB);
    for (let i = 0; i < bytes.length; i += KIB) bytes.writeUInt32LE(i, i);
    const content = {
      is: 'upload' as const,
      upload: await upload(bytes, 'plan.zip', 'application/zip'),
      as: { is: 'document' as const },
    };
    const sent = await mikhail.port.send(outgoing(content));
    expect(md5(await download(fileOf(sent), MIB))).toBe(md5(bytes));
    expect(world.telegram.saw.count('upload.saveFilePart')).toBe(0);
    expect(world.telegram.saw.count('upload.saveBigFilePart')).toBe(22);
  });

  it('goes up through a connection that breaks, each part as often as need be', async () => {
    const bytes = Buffer.alloc(2 * MIB, 9);
    const uploading = upload(bytes, 'plan.zip', 'application/zip', 128 * KIB);
    world.telegram.cutConnections();
    const content = { is: 'upload' as const, upload: await uploading, as: { is: 'document' as const } };
    expect(fileOf(await mikhail.port.send(outgoing(content))).size).toBe(2 * MIB);
  });

  it('can be sent again from where it is, and an album is one', async () => {
    const photo = fileOf(await received({ photo: true }));
    const again = await mikhail.port.send(outgoing({ is: 'file', file: photo }, 'Again'));
    expect(fileOf(again).at.id).toBe(photo.at.id);
    const uploads = [await upload(jpeg(), 'a.jpg', 'image/jpeg'), await upload(jpeg(), 'b.jpg', 'image/jpeg')];
    const album = [
      ...uploads.map((one) => outgoing({ is: 'upload', upload: one, as: { is: 'photo' }, spoiler: true }, one.name)),
      outgoing({ is: 'file', file: photo }),
    ];
    const sent = await mikhail.port.sendAlbum(album);
    expect(sent?.map(({ kind, text }) => [kind, text])).toEqual([
      ['photo', 'a.jpg'],
      ['photo', 'b.jpg'],
      ['photo', ''],
    ]);
    expect(new Set(sent?.map((it) => it.album)).size).toBe(1);
    expect(sent?.[0]?.album).toBeDefined();
    expect(sent?.[0]?.media).toMatchObject({ spoiler: true });
    expect(await mikhail.port.sendAlbum(album)).toBeNull();
    expect((await failure(mikhail.port.sendAlbum(album.slice(0, 1)))).kind).toBe('invalidInput');
    const [first] = sent ?? [];
    const ids = sent?.map(({ id }) => id) ?? [];
    const forwarded = await mikhail.port.forward({
      from: ANNA,
      ids,
      to: DMITRI,
      randomIds: ids.map(randomId),
      withSender: false,
      withCaption: false,
      silent: true,
    });
    expect(forwarded?.map(({ text }) => text)).toEqual(['', '', '']);
    expect(forwarded?.[0]?.album).not.toBe(first?.album);
  });

  it('is refused whole, with the reason, when it is broken, too old, or partly lost', async () => {
    const send = (content: Partial<OutgoingContent> & { is: 'upload' | 'file' }) =>
      mikhail.port.send(outgoing(content));
    const broken = await upload(Buffer.from('This is no picture at all, only words.'), 'x.jpg', 'image/jpeg');
    expect((await failure(send({ is: 'upload', upload: broken, as: { is: 'photo' } }))).kind).toBe('fileBroken');
    const lost = await upload(Buffer.alloc(MIB), 'x.bin', 'application/octet-stream');
    const document = { is: 'document' as const };
    const partly = { ...lost, parts: 3 };
    expect((await failure(send({ is: 'upload', upload: partly, as: document }))).kind).toBe('uploadIncomplete');
    const changed = { ...lost, md5: md5(Buffer.from('else')) };
    expect((await failure(send({ is: 'upload', upload: changed, as: document }))).kind).toBe('uploadIncomplete');
    world.telegram.forgetUploads();
    expect((await failure(send({ is: 'upload', upload: lost, as: document }))).kind).toBe('uploadIncomplete');
    const photo = fileOf(await received({ photo: true }));
    world.telegram.ageFiles();
    expect((await failure(send({ is: 'file', file: photo }))).kind).toBe('fileExpired');
    const pair = [outgoing({ is: 'file', file: photo }), outgoing({ is: 'file', file: photo })];
    expect((await failure(mikhail.port.sendAlbum(pair))).kind).toBe('fileExpired');
    const caption = outgoing({ is: 'file', file: fileOf(await received({ photo: true })) }, 'x'.repeat(1025));
    expect((await failure(mikhail.port.send(caption))).kind).toBe('messageTooLong');
    expect(world.telegram.saw.sends).toEqual([]);
  });

  it('that is too big, or empty, is refused as such', async () => {
    const part = { fileId: randomId(), index: 0, parts: 4001, big: true, bytes: Buffer.alloc(512 * KIB) };
    expect((await failure(mikhail.port.uploadPart(part))).kind).toBe('fileTooBig');
    const empty = { ...part, parts: 1, bytes: new Uint8Array(0) };
    expect((await failure(mikhail.port.uploadPart(empty))).kind).toBe('fileBroken');
    expect(await mikhail.port.uploadLimit()).toBe(4000 * 512 * KIB);
  });
});

describe('sockets', () => {
  it('for files are opened on need; a worker that has none to move keeps one', async () => {
    expect(world.telegram.connections()).toBe(1);
    const file = fileOf(await received({ file: { name: 'Prices.xlsx', kilobytes: 900 } }));
    const limit = 128 * KIB;
    const offsets = Array.from({ length: 8 }, (_, n) => n * limit);
    await Promise.all(offsets.map((offset) => mikhail.port.filePart(file.at, { offset, limit })));
    expect(world.telegram.connections()).toBeGreaterThan(1);
    expect(world.telegram.connections()).toBeLessThanOrEqual(3);
    await vi.waitFor(() => expect(world.telegram.connections()).toBe(1), { timeout: 15_000, interval: 100 });
    expect(await mikhail.port.history(OLGA, { limit: 1 })).toHaveLength(1);
    expect(await mikhail.port.history(TEAM, { limit: 1 })).toHaveLength(1);
  });
});
