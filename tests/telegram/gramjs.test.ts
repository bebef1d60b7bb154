import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { Api, type GramJsClient, openGramJs } from './clients/gramjs';
import { PHONES, SMALL } from './clients/small';
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
