import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalTelegram, startTelegram } from '.';
import { getConfig, handshake, type RawKey, RawSession, RawSocket } from './clients/raw';
import { SMALL } from './clients/small';
import { LAYER } from './mtproto/tl';
import { seededRandom } from './world/random';

/** Whatever comes in, that socket is closed or told, and everybody else is served as before. */
let telegram: LocalTelegram;
let key: RawKey;

beforeAll(async () => {
  telegram = await startTelegram({ scenario: SMALL });
  const socket = await RawSocket.open(telegram.wsUrl(2));
  key = await handshake(telegram, socket, 2);
  socket.close();
});

afterAll(async () => {
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

async function isServed(): Promise<boolean> {
  const session = new RawSession(await RawSocket.open(telegram.wsUrl(2)), key);
  const answer = await session.answerTo(session.send(getConfig(LAYER)));
  session.socket.close();
  return answer.length > 100;
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('closes the socket', () => {
  it.each([
    ['text instead of bytes', 'hello'],
    ['a header that is no transport', randomBytes(64).fill(7)],
    ['a frame larger than any message', randomBytes(5 * 1024 * 1024)],
  ])('after %s', async (_name, data) => {
    const socket = new WebSocket(telegram.wsUrl(2), 'binary');
    await new Promise((resolve) => socket.once('open', resolve));
    socket.on('error', () => {});
    const end = closed(socket);
    socket.send(data);
    await end;
    expect(await isServed()).toBe(true);
  });

  it.each([
    ['a length beyond the limit', Buffer.from('ffffff7f', 'hex')],
    ['a length of nothing', Buffer.from('00000000', 'hex')],
    ['a handshake message that is cut off', Buffer.concat([Buffer.from('0c000000', 'hex'), Buffer.alloc(12)])],
    [
      'a handshake message of nonsense',
      Buffer.concat([Buffer.from('40000000', 'hex'), Buffer.alloc(16), Buffer.alloc(48, 44)]),
    ],
  ])('after %s', async (_name, frame) => {
    const socket = await RawSocket.open(telegram.wsUrl(2));
    socket.sendFrame(frame);
    expect(await socket.next()).toBeUndefined();
  });

  it('after a packet with a wrong message key', async () => {
    const socket = await RawSocket.open(telegram.wsUrl(2));
    const session = new RawSession(socket, { ...key, key: Buffer.from(key.key) });
    const packet: Buffer[] = [];
    const { send } = socket;
    socket.send = (bytes) => packet.push(bytes);
    session.send(getConfig(LAYER));
    socket.send = send;
    // The last byte is padding: nothing but the message key can tell that it was touched.
    const touched = Buffer.from(packet[0] ?? []);
    touched.writeUInt8(touched.readUInt8(touched.length - 1) ^ 1, touched.length - 1);
    socket.send(touched);
    expect(await socket.next()).toBeUndefined();
  });
});

describe('goes on', () => {
  it('after a thousand damaged messages from somebody who holds a key', async () => {
    const random = seededRandom(7);
    let session = new RawSession(await RawSocket.open(telegram.wsUrl(2)), key);
    const good = getConfig(LAYER);
    for (let i = 0; i < 1000; i++) {
      const body = Buffer.from(good);
      for (let damage = 0; damage < 3; damage++) body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
      const cut = body.subarray(0, Math.floor((random() * body.length) / 4) * 4);
      if (session.socket.closed) session = new RawSession(await RawSocket.open(telegram.wsUrl(2)), key);
      session.send(cut);
    }
    expect(await isServed()).toBe(true);
  });

  it('after HTTP that asks for nothing it has', async () => {
    const statuses = await Promise.all(
      ['/', '/control', '/control/nothing', '/control/web/nobody/dialogs', '/control/%E0%A4%A'].map(async (path) => {
        const response = await fetch(`http://127.0.0.1:${telegram.port}${path}`);
        return response.status;
      }),
    );
    expect(statuses).toEqual([404, 404, 404, 404, 400]);
  });

  it('after an upgrade to a data centre it does not have, and one cut off in the middle', async () => {
    const socket = new WebSocket(telegram.wsUrl(3), 'binary');
    const message = await new Promise<string>((resolve) => socket.once('error', (error) => resolve(error.message)));
    expect(message).toContain('404');
    await new Promise<void>((resolve) => {
      const raw = connect(telegram.port, '127.0.0.1', () => {
        raw.write('GET /dc2/apiws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
        raw.destroy();
        resolve();
      });
    });
    expect(await isServed()).toBe(true);
  });
});
