import { tl } from '@mtcute/core';
import type { TelegramClient } from '@mtcute/core/client.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { openMtcute, signIn, type TestClientOptions } from './clients/mtcute';
import { PHONES, SMALL } from './clients/small';
import { DEFAULT_API } from './world/build';

let telegram: LocalTelegram;
let clients: TelegramClient[] = [];

beforeEach(async () => {
  telegram = await startTelegram({ scenario: SMALL });
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.destroy()));
  clients = [];
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

async function open(options?: TestClientOptions): Promise<TelegramClient> {
  const { client } = await openMtcute(telegram, options);
  clients.push(client);
  return client;
}

/** Starts a sign-in; answers with what is needed to finish it. */
async function askForCode(client: TelegramClient, phone: string) {
  const sent = await client.sendCode({ phone });
  if (!('phoneCodeHash' in sent)) throw new Error('already signed in');
  return { sent, phone, phoneCodeHash: sent.phoneCodeHash };
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof tl.RpcError ? error.text : `no RPC error but ${String(error)}`;
}

describe('before signing in', () => {
  it('a method that is missing is invalid, and one that needs an account says so', async () => {
    const client = await open();
    const missing = client.call({ _: 'langpack.getLanguage', langPack: 'webk', langCode: 'en' });
    expect(await errorOf(missing)).toBe('METHOD_INVALID');
    expect(await errorOf(client.call({ _: 'contacts.getStatuses' }))).toBe('AUTH_KEY_UNREGISTERED');
  });
});

describe('by code', () => {
  it('signs in with the code that was sent', async () => {
    const client = await open();
    const { sent, phone, phoneCodeHash } = await askForCode(client, PHONES.mikhail);
    expect(sent.length).toBe(5);
    expect(sent.nextType).toBe('sms');
    expect(sent.timeout).toBe(60);
    const me = await client.signIn({ phone, phoneCodeHash, phoneCode: telegram.codeFor(phone) ?? '' });
    expect(me.username).toBe('msorokin');
  });

  it('refuses an empty, a wrong and an expired code', async () => {
    const client = await open();
    const login = await askForCode(client, PHONES.mikhail);
    expect(await errorOf(client.signIn({ ...login, phoneCode: '' }))).toBe('PHONE_CODE_EMPTY');
    expect(await errorOf(client.signIn({ ...login, phoneCode: '00000' }))).toBe('PHONE_CODE_INVALID');
    telegram.expireCode(PHONES.mikhail);
    const phoneCode = telegram.codeFor(PHONES.mikhail) ?? '';
    expect(await errorOf(client.signIn({ ...login, phoneCode }))).toBe('PHONE_CODE_EXPIRED');
  });

  it('sends the code again another way, until there is none left', async () => {
    const client = await open();
    const { phone, phoneCodeHash } = await askForCode(client, PHONES.vera);
    const again = await client.resendCode({ phone, phoneCodeHash });
    expect(again.type).toBe('call');
    expect(await errorOf(client.resendCode({ phone, phoneCodeHash }))).toBe('SEND_CODE_UNAVAILABLE');
  });

  it('forgets a code that was cancelled', async () => {
    const client = await open();
    const login = await askForCode(client, PHONES.mikhail);
    const phoneCode = telegram.codeFor(PHONES.mikhail) ?? '';
    await client.call({ _: 'auth.cancelCode', phoneNumber: login.phone, phoneCodeHash: login.phoneCodeHash });
    expect(await errorOf(client.signIn({ ...login, phoneCode }))).toBe('PHONE_CODE_EXPIRED');
  });

  it('refuses numbers that are none, and wrong API ids', async () => {
    const { id: apiId, hash: apiHash } = DEFAULT_API;
    const settings: tl.RawCodeSettings = { _: 'codeSettings' };
    const client = await open();
    const sendCode = client.call({ _: 'auth.sendCode', phoneNumber: '12ab', apiId, apiHash, settings });
    expect(await errorOf(sendCode)).toBe('PHONE_NUMBER_INVALID');
    const stranger = await open({ api: { id: 1, hash: 'f'.repeat(32) } });
    expect(await errorOf(stranger.sendCode({ phone: PHONES.mikhail }))).toBe('API_ID_INVALID');
  });

  it('signs nobody up', async () => {
    const client = await open();
    const phone = '+33 6 12 34 56 78';
    const { phoneCodeHash } = await askForCode(client, phone);
    const phoneCode = telegram.codeFor(phone) ?? '';
    const answer = await client.call({ _: 'auth.signIn', phoneNumber: phone, phoneCodeHash, phoneCode });
    expect(answer._).toBe('auth.authorizationSignUpRequired');
    const signUp = client.call({ _: 'auth.signUp', phoneNumber: phone, phoneCodeHash, firstName: 'A', lastName: 'B' });
    expect(await errorOf(signUp)).toBe('UPDATE_APP_TO_LOGIN');
  });

  it('sends a number of another data centre there', async () => {
    const client = await open();
    await signIn(telegram, client, PHONES.pavel);
    expect((await client.getMe()).username).toBe('pnovak');
    expect(telegram.saw.calls.find(({ error }) => error === 'PHONE_MIGRATE_4')).toBeDefined();
    const calls = telegram.saw.calls.filter(({ method }) => method === 'auth.signIn');
    expect(calls.map(({ dc }) => dc)).toEqual([4]);
  });

  it('answers with the errors that a test arms', async () => {
    const client = await open();
    telegram.failNext({ method: 'auth.sendCode', error: 'PHONE_NUMBER_BANNED' });
    expect(await errorOf(client.sendCode({ phone: PHONES.mikhail }))).toBe('PHONE_NUMBER_BANNED');
    telegram.failNext({ method: 'auth.signIn', error: 'FLOOD_WAIT_3600' });
    expect(await errorOf(signIn(telegram, client, PHONES.mikhail))).toBe('FLOOD_WAIT_%d');
    const flooded = telegram.saw.calls.find(({ error }) => error === 'FLOOD_WAIT_3600');
    expect(flooded?.method).toBe('auth.signIn');
  });

  it('works with temporary keys', async () => {
    const client = await open({ usePfs: true });
    await signIn(telegram, client, PHONES.mikhail);
    expect(telegram.saw.count('auth.bindTempAuthKey')).toBe(1);
    expect((await client.getMe()).username).toBe('msorokin');
  });
});

describe('two-step verification', () => {
  it('asks for the password, gives the hint, and takes only the right one', async () => {
    const client = await open();
    expect(await errorOf(signIn(telegram, client, PHONES.vera))).toBe('SESSION_PASSWORD_NEEDED');
    expect(await client.getPasswordHint()).toBe('the usual one');
    expect(await errorOf(client.getMe())).toBe('SESSION_PASSWORD_NEEDED');
    expect(await errorOf(client.checkPassword('wrong horse'))).toBe('PASSWORD_HASH_INVALID');
    expect((await client.checkPassword('correct horse')).username).toBe('vera_l');
  });

  it('refuses an answer to a challenge that it did not set', async () => {
    const client = await open();
    await errorOf(signIn(telegram, client, PHONES.vera));
    const { srpId } = await client.call({ _: 'account.getPassword' });
    if (!srpId) throw new Error('no challenge');
    const A = new Uint8Array(256).fill(7);
    const password: tl.RawInputCheckPasswordSRP = {
      _: 'inputCheckPasswordSRP',
      srpId: srpId.add(1),
      A,
      M1: A.slice(0, 32),
    };
    expect(await errorOf(client.call({ _: 'auth.checkPassword', password }))).toBe('SRP_ID_INVALID');
  });
});

describe('by QR code', () => {
  it('signs in once another session accepts the token', async () => {
    const client = await open();
    const urls: string[] = [];
    const signedIn = client.signInQr({ onUrlUpdated: (url) => urls.push(url) });
    await vi.waitFor(() => expect(urls).toHaveLength(1), { interval: 10 });
    expect(urls[0]).toMatch(/^tg:\/\/login\?token=/);
    await telegram.approveQr({ account: 'msorokin' });
    expect((await signedIn).username).toBe('msorokin');
  });

  it('asks for the password where there is one', async () => {
    const client = await open();
    const urls: string[] = [];
    const signedIn = client.signInQr({ onUrlUpdated: (url) => urls.push(url), password: 'correct horse' });
    await vi.waitFor(() => expect(urls).toHaveLength(1), { interval: 10 });
    const token = new URL(urls[0] ?? '').searchParams.get('token') ?? '';
    await telegram.acceptLoginToken(token, 'vera_l');
    expect((await signedIn).username).toBe('vera_l');
  });

  it('sends an account of another data centre there', async () => {
    const client = await open();
    const urls: string[] = [];
    const signedIn = client.signInQr({ onUrlUpdated: (url) => urls.push(url) });
    await vi.waitFor(() => expect(urls).toHaveLength(1), { interval: 10 });
    await telegram.approveQr({ account: 'pnovak' });
    expect((await signedIn).username).toBe('pnovak');
    expect(telegram.saw.count('auth.importLoginToken')).toBe(1);
  });

  it('can be accepted from a session over MTProto, once', async () => {
    const [phone, laptop] = [await open(), await open()];
    await signIn(telegram, phone, PHONES.mikhail);
    const urls: string[] = [];
    const signedIn = laptop.signInQr({ onUrlUpdated: (url) => urls.push(url) });
    await vi.waitFor(() => expect(urls).toHaveLength(1), { interval: 10 });
    const token = Buffer.from(new URL(urls[0] ?? '').searchParams.get('token') ?? '', 'base64url');
    await phone.call({ _: 'auth.acceptLoginToken', token });
    expect((await signedIn).username).toBe('msorokin');
    expect(await errorOf(phone.call({ _: 'auth.acceptLoginToken', token }))).toMatch(/AUTH_TOKEN_(INVALID|ALREADY)/);
  });
});

describe('sessions', () => {
  it('announces a new sign-in to the account', async () => {
    await signIn(telegram, await open(), PHONES.mikhail);
    const main = telegram.world.main;
    expect(main?.box.last(777000)?.text).toContain('New login. Dear Mikhail');
  });

  it('lists sessions, and ends one from another', async () => {
    const [first, second] = [await open(), await open()];
    await signIn(telegram, first, PHONES.mikhail);
    await signIn(telegram, second, PHONES.mikhail);
    const { authorizations } = await first.call({ _: 'account.getAuthorizations' });
    expect(authorizations.map(({ deviceModel, current }) => [deviceModel, current])).toEqual([
      ['Pixel 9', false],
      ['mtcute on Test device', true],
      ['mtcute on Test device', false],
    ]);
    const other = authorizations[2];
    if (!other) throw new Error('the second session is not listed');
    await first.call({ _: 'account.resetAuthorization', hash: other.hash });
    expect(await errorOf(second.getUsers('self'))).toBe('SESSION_REVOKED');
    expect((await first.getUsers('self'))[0]?.username).toBe('msorokin');
  });

  it('ends with a log-out, and when a story revokes it', async () => {
    const [first, second] = [await open(), await open()];
    await signIn(telegram, first, PHONES.mikhail);
    await signIn(telegram, second, PHONES.mikhail);
    await first.call({ _: 'auth.logOut' });
    expect(await errorOf(first.getUsers('self'))).toBe('AUTH_KEY_UNREGISTERED');
    expect(await telegram.revokeSession('msorokin', { reason: 'AUTH_KEY_UNREGISTERED' })).toBe(1);
    expect(await errorOf(second.getUsers('self'))).toBe('AUTH_KEY_UNREGISTERED');
  });
});
