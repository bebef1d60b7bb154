import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { Api, CustomFile, type GramJsClient, openGramJs } from './clients/gramjs';
import { PHONES, SMALL } from './clients/small';
import { seededBytes } from './made/bytes';
import { encodeJpeg } from './made/jpeg';
import { DEFAULT_API } from './world/build';

/** The same conversation with a client that is not mtcute: proof that the server speaks MTProto, not mtcute's MTProto. */
let telegram: LocalTelegram;
let client: GramJsClient;

beforeAll(async () => {
  telegram = await startTelegram({ scenario: SMALL });
  client = openGramJs(telegram, DEFAULT_API);
  await client.connect();
});

afterAll(async () => {
  await client.destroy();
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

it('signs in by code', async () => {
  const { phoneCodeHash } = await client.sendCode({ apiId: DEFAULT_API.id, apiHash: DEFAULT_API.hash }, PHONES.mikhail);
  const phoneCode = telegram.codeFor(PHONES.mikhail) ?? '';
  await client.invoke(new Api.auth.SignIn({ phoneNumber: PHONES.mikhail, phoneCodeHash, phoneCode }));
  expect(((await client.getMe()) as { username?: string }).username).toBe('msorokin');
});

it('lists dialogs and reads a history', async () => {
  const dialogs = await client.getDialogs({});
  expect(dialogs.map(({ title }) => title)).toContain('Дмитрий Орлов');
  expect(dialogs.map(({ title }) => title)).toContain('Nordic project room');
  const messages = await client.getMessages('annaberg', { limit: 2 });
  expect(Array.from(messages, ({ message }) => message)).toEqual([
    'Perfect. Can you hold the price until Friday?',
    'Yes, from 20 m³ on.',
  ]);
});

it('sends a message', async () => {
  await client.sendMessage('annaberg', { message: 'Yes, until Friday noon.' });
  expect(telegram.saw.sends.map(({ text }) => text)).toEqual(['Yes, until Friday noon.']);
});

it('is told of a new message', async () => {
  const texts: string[] = [];
  client.addEventHandler((update: { className: string; message?: unknown }) => {
    if (update.className === 'UpdateShortMessage') texts.push(String(update.message));
  });
  await telegram.receives({ from: 'Anna Berg', text: 'Thank you!' });
  await vi.waitFor(() => expect(texts).toEqual(['Thank you!']), { interval: 10 });
});

it('fetches what somebody sent, in parts and a document and a photo', async () => {
  await telegram.receives({ from: 'Anna Berg', text: 'The plan', file: { name: 'Plan.pdf', kilobytes: 700 } });
  const [message] = await client.getMessages('annaberg', { limit: 1 });
  const bytes = (await message?.downloadMedia()) as Buffer;
  expect(bytes).toHaveLength(700 * 1024);
  expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
  await telegram.receives({ from: 'Anna Berg', photo: { width: 800, height: 600 } });
  const [photo] = await client.getMessages('annaberg', { limit: 1 });
  const picture = (await photo?.downloadMedia()) as Buffer;
  expect([picture[0], picture[1]]).toEqual([0xff, 0xd8]);
});

it.each([
  ['a small file', 300_000, 'upload.SaveFilePart'],
  ['a big one', 11_000_000, 'upload.SaveBigFilePart'],
])('gives %s and gets the same bytes back', async (_, size) => {
  const bytes = seededBytes(size, 0, size);
  const sent = await client.sendFile('annaberg', {
    file: new CustomFile('Archive.zip', size, '', bytes),
    caption: 'All of it',
    forceDocument: true,
  });
  expect(sent.message).toBe('All of it');
  const back = (await sent.downloadMedia()) as Buffer;
  expect(back.equals(bytes)).toBe(true);
});

it('sends an album, and a picture that is one', async () => {
  const file = (name: string) => {
    const bytes = encodeJpeg((x, y) => [x * 255, y * 255, 90], 200, 100);
    return new CustomFile(name, bytes.length, '', bytes);
  };
  await client.sendFile('annaberg', { file: [file('a.jpg'), file('b.jpg')], caption: ['One', 'Two'] });
  const messages = await client.getMessages('annaberg', { limit: 2 });
  expect(Array.from(messages, ({ message }) => message)).toEqual(['Two', 'One']);
  expect(messages[0]?.groupedId?.toString()).toBe(messages[1]?.groupedId?.toString());
  expect(messages[0]?.photo).toBeDefined();
});

it('searches, reacts, schedules and forwards', async () => {
  const found = await client.getMessages('annaberg', { search: 'price', limit: 5 });
  expect(found.map(({ message }) => message)).toContain('Perfect. Can you hold the price until Friday?');
  const [newest] = await client.getMessages('annaberg', { limit: 1 });
  const reaction = [new Api.ReactionEmoji({ emoticon: '👍' })];
  await client.invoke(new Api.messages.SendReaction({ peer: 'annaberg', msgId: newest?.id, reaction }));
  const [reacted] = await client.getMessages('annaberg', { limit: 1 });
  expect(reacted?.reactions?.results.map(({ count }) => count)).toEqual([1]);
  const tomorrow = Math.floor(Date.now() / 1000) + 86_400;
  await client.sendMessage('annaberg', { message: 'Good morning', schedule: tomorrow });
  const waiting = await client.invoke(new Api.messages.GetScheduledHistory({ peer: 'annaberg' }));
  expect('messages' in waiting && waiting.messages.map((it) => ('message' in it ? it.message : ''))).toEqual([
    'Good morning',
  ]);
  await client.forwardMessages('pnovak', { messages: [found[0]?.id ?? 0], fromPeer: 'annaberg' });
  const [forwarded] = await client.getMessages('pnovak', { limit: 1 });
  expect(forwarded?.fwdFrom?.fromId).toBeDefined();
});
