import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { getConfig, handshake, type RawKey, RawSession, RawSocket, type Transport } from './clients/raw';
import { SMALL } from './clients/small';
import { encodeObject, LAYER, reader, toLong } from './mtproto/tl';

let telegram: LocalTelegram;
let key: RawKey;
let socket: RawSocket;
let session: RawSession;

beforeEach(async () => {
  telegram = await startTelegram({ scenario: SMALL });
  socket = await RawSocket.open(telegram.wsUrl(2));
  key = await handshake(telegram, socket, 2);
  session = new RawSession(socket, key);
});

afterEach(async () => {
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

const ping = (id: bigint): Buffer => encodeObject({ _: 'mt_ping', pingId: toLong(id) } as { _: string });
const objectOf = (body: Buffer): { _: string } & Record<string, never> => reader(body).object() as never;

describe('making a key', () => {
  const forms: [string, Parameters<typeof handshake>[3]][] = [
    ['RSA_PAD and the inner data with its DC', {}],
    ['the older inner data', { oldInnerData: true }],
    ['the older padding', { oldPadding: true }],
    ['both older forms', { oldPadding: true, oldInnerData: true }],
    ['a test DC', { dc: 10002 }],
  ];
  it.each(forms)('works with %s', async (_name, form) => {
    const other = await RawSocket.open(telegram.wsUrl(2));
    expect((await handshake(telegram, other, 2, form)).key).toHaveLength(256);
  });

  it('is refused for another data centre', async () => {
    const other = await RawSocket.open(telegram.wsUrl(2));
    await expect(handshake(telegram, other, 2, { dc: 4 })).rejects.toThrow('closed');
  });

  it.each<Transport>(['abridged', 'intermediate', 'padded'])(
    'works over the %s transport, and calls do',
    async (transport) => {
      const other = await RawSocket.open(telegram.wsUrl(4), transport);
      const one = new RawSession(other, await handshake(telegram, other, 4));
      const config = objectOf(await one.answerTo(one.send(getConfig(LAYER))));
      expect(config._).toBe('config');
      expect(config.thisDc).toBe(4);
    },
  );
});

describe('a session', () => {
  it('is announced once, and answers pings', async () => {
    session.send(ping(7n));
    await session.service('mt_new_session_created');
    session.send(ping(8n));
    const pong = await session.service('mt_pong');
    expect(String(pong.pingId)).toBe('8');
  });

  it('names the right salt to a client that uses a wrong one', async () => {
    const id = session.send(ping(1n), { salt: 99n });
    const bad = await session.service('mt_bad_server_salt');
    expect([String(bad.badMsgId), bad.errorCode]).toEqual([String(toLong(id)), 48]);
    telegram.changeSalts();
    session.send(ping(2n));
    const { newServerSalt } = await session.service('mt_bad_server_salt');
    session.send(ping(3n), { salt: BigInt.asUintN(64, BigInt(String(newServerSalt))) });
    expect(String((await session.service('mt_pong')).pingId)).toBe('3');
  });

  it('refuses messages from far before, far ahead, and with impossible ids', async () => {
    const now = Date.now() / 1000;
    const codes: unknown[] = [];
    for (const id of [session.nextId(now - 400), session.nextId(now + 60), session.nextId() + 1n]) {
      session.send(ping(1n), { id });
      codes.push((await session.service('mt_bad_msg_notification')).errorCode);
    }
    expect(codes).toEqual([16, 17, 18]);
  });

  it('gives 64 salts for the time to come', async () => {
    const body = encodeObject({ _: 'mt_get_future_salts', num: 64 } as { _: string });
    const id = session.send(body);
    const answer = await session.until((message) =>
      message.body.readUInt32LE(0) === 0xae500895 ? message.body : undefined,
    );
    expect(answer.readBigUInt64LE(4)).toBe(id);
    expect(answer.readUInt32LE(16)).toBe(64);
    expect(answer).toHaveLength(20 + 64 * 16);
  });

  /** A message as it lies in a container. */
  const item = (body: Buffer): Buffer => {
    const head = Buffer.alloc(16);
    head.writeBigUInt64LE(session.nextId(), 0);
    head.writeUInt32LE(body.length, 12);
    return Buffer.concat([head, body]);
  };

  it('takes containers and packed messages', async () => {
    const packed = gzipSync(getConfig(LAYER));
    const head = Buffer.from([0xa1, 0xcf, 0x72, 0x30, packed.length]);
    const body = Buffer.concat([head, packed]);
    const gzipped = Buffer.concat([body, Buffer.alloc((4 - ((body.length - 4) % 4)) % 4)]);
    const items = [item(ping(5n)), item(gzipped)];
    session.send(Buffer.concat([Buffer.from('dcf8f17302000000', 'hex'), ...items]));
    const seen = new Set<string>();
    await session.until(({ body: answer }) => {
      seen.add(answer.readUInt32LE(0) === 0xf35c6d01 ? 'answer' : objectOf(answer)._);
      return seen.has('answer') && seen.has('mt_pong') ? true : undefined;
    });
  });

  it('puts nothing behind an error in a container', async () => {
    const items = [item(getConfig(100)), item(ping(6n)), item(getConfig(LAYER))];
    session.send(Buffer.concat([Buffer.from('dcf8f17303000000', 'hex'), ...items]));
    const isError = ({ body }: { body: Buffer }): boolean =>
      body.readUInt32LE(0) === 0xf35c6d01 && body.readUInt32LE(12) === 0x2144ca19;
    const isAnswer = ({ body }: { body: Buffer }): boolean => body.readUInt32LE(0) === 0xf35c6d01;
    let together: boolean[] = [];
    for (let answers = 0; answers < 2; ) {
      const messages = (await session.receive()) ?? [];
      answers += messages.filter(isAnswer).length;
      if (messages.some(isError)) together = messages.map(isError);
    }
    expect(together.at(-1)).toBe(true);
  });

  it('refuses a container whose lengths do not add up', async () => {
    session.send(Buffer.from('dcf8f173ffffff7f00000000', 'hex'));
    expect((await session.service('mt_bad_msg_notification')).errorCode).toBe(64);
  });

  it('answers again on a new socket what was not acknowledged', async () => {
    const id = session.send(getConfig(LAYER));
    await session.answerTo(id);
    session.socket = await RawSocket.open(telegram.wsUrl(2));
    session.send(ping(1n));
    expect(objectOf(await session.answerTo(id))._).toBe('config');
    session.send(encodeObject({ _: 'mt_msgs_state_req', msgIds: [toLong(id), toLong(4n)] } as { _: string }));
    const { info } = await session.service('mt_msgs_state_info');
    expect([...(info as unknown as Uint8Array)]).toEqual([76, 1]);
  });

  it('says nothing again that was acknowledged', async () => {
    const id = session.send(getConfig(LAYER));
    const answered = await session.until((message) =>
      message.body.readUInt32LE(0) === 0xf35c6d01 ? message.id : undefined,
    );
    session.send(encodeObject({ _: 'mt_msgs_ack', msgIds: [toLong(answered)] } as { _: string }));
    session.send(ping(1n));
    await session.service('mt_pong');
    session.socket = await RawSocket.open(telegram.wsUrl(2));
    session.send(ping(2n));
    const told: bigint[] = [];
    await session.until(({ body }) => {
      if (body.readUInt32LE(0) === 0xf35c6d01) told.push(body.readBigUInt64LE(4));
      return body.readUInt32LE(0) === 0x347773c5 ? true : undefined;
    });
    expect(told).not.toContain(id);
  });

  it('can be destroyed from another one', async () => {
    session.send(ping(1n));
    await session.service('mt_pong');
    const other = new RawSession(await RawSocket.open(telegram.wsUrl(2)), key);
    other.send(encodeObject({ _: 'mt_destroy_session', sessionId: toLong(session.id) } as { _: string }));
    await other.service('mt_destroy_session_ok');
    other.send(encodeObject({ _: 'mt_destroy_session', sessionId: toLong(session.id) } as { _: string }));
    await other.service('mt_destroy_session_none');
  });

  it('closes when a client that asked for it stops pinging', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      session.send(
        encodeObject({ _: 'mt_ping_delay_disconnect', pingId: toLong(1n), disconnectDelay: 35 } as { _: string }),
      );
      await session.service('mt_pong');
      vi.advanceTimersByTime(36_000);
      expect(await session.receive()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('calls', () => {
  it('are refused before initConnection, in another layer, and when the method does not exist', async () => {
    const error = async (body: Buffer): Promise<unknown> => {
      const answer = objectOf(await session.answerTo(session.send(body)));
      return [answer.errorCode, answer.errorMessage];
    };
    const bare = Buffer.from('6b18f9c4', 'hex');
    expect(await error(bare)).toEqual([400, 'CONNECTION_NOT_INITED']);
    expect(await error(getConfig(100))).toEqual([400, 'CONNECTION_LAYER_INVALID']);
    expect(await error(Buffer.from('efbeadde', 'hex'))).toEqual([400, 'METHOD_INVALID']);
    expect(await error(getConfig(LAYER).subarray(0, 24))).toEqual([400, 'INPUT_FETCH_ERROR']);
  });

  it('without a known key get transport error 404', async () => {
    const stranger = new RawSession(socket, { key: randomBytes(256), salt: 0n });
    stranger.send(ping(1n));
    expect((await socket.next())?.readInt32LE(0)).toBe(-404);
    expect(await socket.next()).toBeUndefined();
  });
});
