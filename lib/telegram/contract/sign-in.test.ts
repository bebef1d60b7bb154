import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, startWorld, type World } from './harness';
import { API, CODE, MIKHAIL, PAVEL, PHONES, VERA } from './scenario';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

async function codeSent(phone = PHONES.mikhail, api = API) {
  const opened = world.open({ api });
  await opened.port.connect();
  return { ...opened, sent: await opened.port.sendCode(phone) };
}

describe('signing in by code', () => {
  it('says how the code was sent and when the next may be asked for, and ends signed in', async () => {
    const { port, sent } = await codeSent();
    expect(sent).toMatchObject({ phone: PHONES.mikhail, by: 'app', length: 5, nextBy: 'sms' });
    expect(sent.resendAt).toBeGreaterThan(Date.now() + 50_000);
    expect(await port.me()).toBeNull();
    const result = await port.signIn(PHONES.mikhail, sent.codeHash, CODE);
    const me = { id: MIKHAIL, name: 'Mikhail Sorokin', username: 'msorokin', phone: PHONES.mikhail };
    expect(result).toEqual({ is: 'signedIn', me });
    expect(await port.me()).toEqual(me);
  });

  it('refuses a wrong code, takes the right one after it', async () => {
    const { port, sent } = await codeSent();
    expect((await failure(port.signIn(PHONES.mikhail, sent.codeHash, '54321'))).kind).toBe('codeWrong');
    expect(await port.signIn(PHONES.mikhail, sent.codeHash, CODE)).toMatchObject({ is: 'signedIn' });
  });

  it('says that a code has expired', async () => {
    const { port, sent } = await codeSent();
    world.telegram.expireCode(PHONES.mikhail);
    expect((await failure(port.signIn(PHONES.mikhail, sent.codeHash, CODE))).kind).toBe('codeExpired');
  });

  it('sends the code again by the next way, until there is none', async () => {
    const { port, sent } = await codeSent();
    const again = await port.resendCode(PHONES.mikhail, sent.codeHash);
    expect(again).toMatchObject({ by: 'sms', nextBy: 'call' });
    const called = await port.resendCode(PHONES.mikhail, again.codeHash);
    expect(called.by).toBe('call');
    expect(called.resendAt).toBeUndefined();
    expect((await failure(port.resendCode(PHONES.mikhail, called.codeHash))).kind).toBe('resendNotYet');
  });

  it('forgets a code that is cancelled, and minds nothing when it is gone already', async () => {
    const { port, sent } = await codeSent();
    await port.cancelCode(PHONES.mikhail, sent.codeHash);
    expect((await failure(port.signIn(PHONES.mikhail, sent.codeHash, CODE))).kind).toBe('codeExpired');
    await port.cancelCode(PHONES.mikhail, sent.codeHash);
    expect(world.telegram.saw.count('auth.cancelCode')).toBe(2);
  });

  it('finds the account in another data centre unseen, also for a worker that starts in between', async () => {
    const { port, sent, store } = await codeSent(PHONES.pavel);
    await port.disconnect();
    const next = world.open({ store });
    await next.port.connect();
    const result = await next.port.signIn(PHONES.pavel, sent.codeHash, CODE);
    expect(result).toMatchObject({ is: 'signedIn', me: { id: PAVEL } });
    // The move is remembered: the first data centre is not asked again.
    const asked = world.telegram.saw.calls.filter(({ method }) => method === 'auth.signIn');
    expect(asked.map(({ dc }) => dc)).toEqual([4]);
  });

  it('refuses a phone that has no account: signing up is for official apps', async () => {
    const { port, sent } = await codeSent(PHONES.nobody);
    expect((await failure(port.signIn(PHONES.nobody, sent.codeHash, CODE))).kind).toBe('phoneUnknown');
  });

  it.each([
    ['PHONE_NUMBER_INVALID', 'phoneInvalid'],
    ['PHONE_NUMBER_BANNED', 'phoneBanned'],
    ['PHONE_NUMBER_UNOCCUPIED', 'phoneUnknown'],
  ])('explains %s', async (error, kind) => {
    const { port } = world.open();
    await port.connect();
    world.telegram.failNext({ method: 'auth.sendCode', error });
    expect((await failure(port.sendCode(PHONES.mikhail))).kind).toBe(kind);
  });

  it('explains a wrong API id', async () => {
    const { port } = world.open({ api: { id: 1, hash: API.hash } });
    await port.connect();
    expect((await failure(port.sendCode(PHONES.mikhail))).kind).toBe('apiInvalid');
  });

  it('says until when Telegram wants to be left alone, and leaves it alone', async () => {
    const { port, waits, store } = await codeSent();
    world.telegram.failNext({ method: 'auth.sendCode', error: 'FLOOD_WAIT_3600' });
    const before = Date.now();
    const first = await failure(port.sendCode(PHONES.mikhail));
    expect(first.kind).toBe('floodWait');
    expect(first.retryAt).toBeGreaterThanOrEqual(before + 3_599_000);
    expect(waits).toHaveLength(1);
    const asked = world.telegram.saw.count('auth.sendCode');
    expect((await failure(port.sendCode(PHONES.mikhail))).kind).toBe('floodWait');
    await port.disconnect();
    const next = world.open({ store });
    await next.port.connect();
    expect((await failure(next.port.sendCode(PHONES.mikhail))).kind).toBe('floodWait');
    expect(world.telegram.saw.count('auth.sendCode')).toBe(asked);
  });
});

describe('the two-step password', () => {
  async function asked() {
    const { port, sent } = await codeSent(PHONES.vera);
    return { port, result: await port.signIn(PHONES.vera, sent.codeHash, CODE) };
  }

  it('is asked for with its hint, and taken when right', async () => {
    const { port, result } = await asked();
    expect(result).toEqual({ is: 'password', hint: 'the usual one' });
    expect(await port.passwordHint()).toBe('the usual one');
    expect((await failure(port.checkPassword('wrong horse'))).kind).toBe('passwordWrong');
    expect(await port.checkPassword('correct horse')).toMatchObject({ id: VERA });
    expect(await port.me()).toMatchObject({ id: VERA });
  });

  it('never leaves this machine', async () => {
    const { port } = await asked();
    await port.checkPassword('correct horse');
    expect(JSON.stringify(world.telegram.saw)).not.toContain('correct horse');
  });
});

describe('signing in by QR', () => {
  async function shown() {
    const opened = world.open();
    await opened.port.connect();
    const tokens: { url: string; expiresAt: number }[] = [];
    const stop = new AbortController();
    let first = () => {};
    const showing = new Promise<void>((resolve) => {
      first = resolve;
    });
    const result = opened.port.signInByQr((token) => {
      tokens.push(token);
      first();
    }, stop.signal);
    result.catch(() => {});
    await showing;
    return { ...opened, tokens, stop, result, token: () => tokens.at(-1)?.url.split('=')[1] ?? '' };
  }

  it('shows a link, and ends signed in when it is accepted', async () => {
    const { tokens, result, token } = await shown();
    expect(tokens[0]?.url).toMatch(/^tg:\/\/login\?token=[\w-]+$/);
    expect(tokens[0]?.expiresAt).toBeGreaterThan(Date.now());
    await world.telegram.acceptLoginToken(token());
    expect(await result).toMatchObject({ is: 'signedIn', me: { id: MIKHAIL } });
  });

  it('asks for the two-step password', async () => {
    const { result, token, port } = await shown();
    await world.telegram.acceptLoginToken(token(), 'Vera Lindqvist');
    expect(await result).toEqual({ is: 'password', hint: 'the usual one' });
    expect(await port.checkPassword('correct horse')).toMatchObject({ id: VERA });
  });

  it('follows an account to its data centre', async () => {
    const { result, token } = await shown();
    await world.telegram.acceptLoginToken(token(), 'Pavel Novak');
    expect(await result).toMatchObject({ is: 'signedIn', me: { id: PAVEL } });
  });

  it('shows a fresh link when the connection was cut, and still ends signed in', async () => {
    const { tokens, result, token } = await shown();
    const before = tokens.length;
    world.telegram.cutConnections();
    await expect.poll(() => tokens.length, { timeout: 10_000 }).toBeGreaterThan(before);
    await world.telegram.acceptLoginToken(token());
    expect(await result).toMatchObject({ is: 'signedIn', me: { id: MIKHAIL } });
  });

  it('stops when told to', async () => {
    const { stop, result, tokens } = await shown();
    const before = tokens.length;
    stop.abort();
    expect(await failure(result)).toMatchObject({ name: 'AbortError' });
    expect(tokens).toHaveLength(before);
  });
});
