/**
 * A client that does by hand what libraries hide: chooses transports and paddings, sends wrong salts and broken
 * packets, and leaves messages unacknowledged. Only for the server's own tests.
 */
import {
  type Cipher,
  constants,
  createCipheriv,
  createDecipheriv,
  type Decipher,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { LocalTelegram } from '..';
import { authKeyId } from '../mtproto/auth-key';
import {
  DH_PRIME,
  fromBigInt,
  igeDecrypt,
  igeEncrypt,
  messageKeyIv,
  messageKeyOf,
  modPow,
  randomBigInt,
  sha1,
  sha256,
  toBigInt,
} from '../mtproto/crypto';
import { encodeObject, reader, toLong } from '../mtproto/tl';

export type Transport = 'abridged' | 'intermediate' | 'padded';
const TAGS: Record<Transport, number> = { abridged: 0xef, intermediate: 0xee, padded: 0xdd };

/** A socket that frames and obfuscates packets. */
export class RawSocket {
  readonly #queue: Buffer[] = [];
  readonly #waiting: ((packet: Buffer | undefined) => void)[] = [];
  #buffer = Buffer.alloc(0);
  closed = false;

  private constructor(
    readonly socket: WebSocket,
    private readonly transport: Transport,
    private readonly encryptor: Cipher,
    decryptor: Decipher,
  ) {
    socket.on('message', (data: Buffer) => this.#receive(decryptor.update(data)));
    socket.on('close', () => {
      this.closed = true;
      for (const wake of this.#waiting.splice(0)) wake(undefined);
    });
  }

  static async open(url: string, transport: Transport = 'intermediate'): Promise<RawSocket> {
    const socket = new WebSocket(url, 'binary');
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const header = randomBytes(64);
    header[0] = 0x01;
    header.fill(TAGS[transport], 56, 60);
    const reversed = Buffer.from(header.subarray(8, 56)).reverse();
    const encryptor = createCipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
    const decryptor = createDecipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32, 48));
    encryptor.update(header).copy(header, 56, 56);
    const raw = new RawSocket(socket, transport, encryptor, decryptor);
    socket.send(header);
    return raw;
  }

  send(packet: Buffer): void {
    this.sendFrame(this.#frame(packet));
  }

  /** Sends bytes as they are, framing included. */
  sendFrame(frame: Buffer): void {
    this.socket.send(this.encryptor.update(frame));
  }

  /** The next packet, or undefined once the socket is closed. */
  next(): Promise<Buffer | undefined> {
    const packet = this.#queue.shift();
    if (packet || this.closed) return Promise.resolve(packet);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.socket.terminate();
  }

  #frame(packet: Buffer): Buffer {
    if (this.transport === 'abridged') {
      const words = packet.length / 4;
      const head = words < 127 ? [words] : [127, words & 255, (words >> 8) & 255, words >> 16];
      return Buffer.concat([Buffer.from(head), packet]);
    }
    const padding = this.transport === 'padded' ? randomBytes(7) : Buffer.alloc(0);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(packet.length + padding.length);
    return Buffer.concat([head, packet, padding]);
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const first = this.#buffer[0];
      if (first === undefined) return;
      const long = this.transport !== 'abridged' || first === 127;
      if (long && this.#buffer.length < 4) return;
      const head = long ? 4 : 1;
      let length = this.transport === 'abridged' ? first * 4 : this.#buffer.readUInt32LE();
      if (this.transport === 'abridged' && long) length = this.#buffer.readUIntLE(1, 3) * 4;
      if (this.#buffer.length < head + length) return;
      const packet = this.#buffer.subarray(head, head + length);
      this.#buffer = this.#buffer.subarray(head + length);
      const wake = this.#waiting.shift();
      if (wake) wake(packet);
      else this.#queue.push(packet);
    }
  }
}

export interface RawKey {
  key: Buffer;
  salt: bigint;
}

interface HandshakeForm {
  /** SHA-1 padding instead of RSA_PAD. */
  oldPadding?: boolean;
  /** p_q_inner_data without the data centre. */
  oldInnerData?: boolean;
  /** Claim another data centre. */
  dc?: number;
}

async function ask(
  socket: RawSocket,
  object: { _: string } & Record<string, unknown>,
): Promise<Record<string, Uint8Array> & { _: string }> {
  const body = encodeObject(object);
  const head = Buffer.alloc(20);
  head.writeBigUInt64LE(BigInt(Math.floor(Date.now() / 1000)) << 32n, 8);
  head.writeUInt32LE(body.length, 16);
  socket.send(Buffer.concat([head, body]));
  const answer = await socket.next();
  if (!answer) throw new Error('the socket was closed');
  return reader(answer.subarray(20)).object() as Record<string, Uint8Array> & { _: string };
}

function factors(pq: bigint): [bigint, bigint] {
  for (let c = 1n; ; c++) {
    let [slow, fast, divisor] = [2n, 2n, 1n];
    const step = (x: bigint): bigint => (x * x + c) % pq;
    while (divisor === 1n) {
      slow = step(slow);
      fast = step(step(fast));
      let [a, b] = [slow > fast ? slow - fast : fast - slow, pq];
      while (b) [a, b] = [b, a % b];
      divisor = a;
    }
    if (divisor !== pq) return divisor < pq / divisor ? [divisor, pq / divisor] : [pq / divisor, divisor];
  }
}

function tlBytes(data: Uint8Array): Buffer {
  const out = Buffer.concat([Buffer.from([data.length]), data]);
  return Buffer.concat([out, Buffer.alloc((4 - (out.length % 4)) % 4)]);
}

function rsaPad(pem: string, data: Buffer): Buffer {
  const padded = Buffer.concat([data, randomBytes(192 - data.length)]);
  for (;;) {
    const key = randomBytes(32);
    const withHash = Buffer.concat([Buffer.from(padded).reverse(), sha256(key, padded)]);
    const encrypted = igeEncrypt(withHash, key, Buffer.alloc(32));
    const mask = sha256(encrypted);
    const masked = Buffer.concat([Buffer.from(key.map((byte, i) => byte ^ (mask[i] ?? 0))), encrypted]);
    try {
      return publicEncrypt({ key: pem, padding: constants.RSA_NO_PADDING }, masked);
    } catch {
      // Not smaller than the modulus: draw another key.
    }
  }
}

/** Makes an auth key. */
export async function handshake(
  telegram: LocalTelegram,
  socket: RawSocket,
  dc: number,
  form: HandshakeForm = {},
): Promise<RawKey> {
  const pem = telegram.publicKeys.find((key) => key.dc === dc)?.pem ?? '';
  const nonce = randomBytes(16);
  const newNonce = randomBytes(32);
  const resPq = await ask(socket, { _: 'mt_req_pq_multi', nonce });
  const serverNonce = Buffer.from(resPq.serverNonce ?? []);
  const pq = Buffer.from(resPq.pq ?? []);
  const [p, q] = factors(toBigInt(pq)).map((factor) => fromBigInt(factor, 4)) as [Buffer, Buffer];
  const inner = form.oldInnerData
    ? Buffer.concat([Buffer.from('ec5ac983', 'hex'), tlBytes(pq), tlBytes(p), tlBytes(q), nonce, serverNonce, newNonce])
    : encodeObject({ _: 'mt_p_q_inner_data_dc', pq, p, q, nonce, serverNonce, newNonce, dc: form.dc ?? dc } as {
        _: string;
      });
  const encryptedData = form.oldPadding
    ? publicEncrypt(
        { key: pem, padding: constants.RSA_NO_PADDING },
        Buffer.concat([Buffer.alloc(1), sha1(inner), inner, randomBytes(235 - inner.length)]),
      )
    : rsaPad(pem, inner);
  const [publicKeyFingerprint] = resPq.serverPublicKeyFingerprints as unknown as unknown[];
  const params = await ask(socket, {
    _: 'mt_req_DH_params',
    nonce,
    serverNonce,
    p,
    q,
    publicKeyFingerprint,
    encryptedData,
  });
  const [h1, h2, h3] = [sha1(newNonce, serverNonce), sha1(serverNonce, newNonce), sha1(newNonce, newNonce)];
  const aesKey = Buffer.concat([h1, h2.subarray(0, 12)]);
  const aesIv = Buffer.concat([h2.subarray(12), h3, newNonce.subarray(0, 4)]);
  const plain = igeDecrypt(Buffer.from(params.encryptedAnswer ?? []), aesKey, aesIv);
  const dh = reader(plain.subarray(20)).object() as { gA: Uint8Array; g: number };
  const secret = randomBigInt(32);
  const gB = fromBigInt(modPow(BigInt(dh.g), secret, DH_PRIME), 256);
  const mine = encodeObject({ _: 'mt_client_DH_inner_data', nonce, serverNonce, retryId: toLong(0n), gB } as {
    _: string;
  });
  const padding = randomBytes((16 - ((20 + mine.length) % 16)) % 16);
  const sealed = igeEncrypt(Buffer.concat([sha1(mine), mine, padding]), aesKey, aesIv);
  const done = await ask(socket, { _: 'mt_set_client_DH_params', nonce, serverNonce, encryptedData: sealed });
  if (done._ !== 'mt_dh_gen_ok') throw new Error(`the handshake ended with ${done._}`);
  const key = fromBigInt(modPow(toBigInt(dh.gA), secret, DH_PRIME), 256);
  return { key, salt: newNonce.readBigUInt64LE() ^ serverNonce.readBigUInt64LE() };
}

export interface RawMessage {
  id: bigint;
  seqNo: number;
  body: Buffer;
}

/** A session over raw sockets. */
export class RawSession {
  readonly id = randomBytes(8).readBigUInt64LE();
  #lastId = 0n;
  #seq = 0;

  constructor(
    public socket: RawSocket,
    readonly key: RawKey,
  ) {}

  nextId(at: number = Date.now() / 1000): bigint {
    const id = ((BigInt(Math.floor(at * 1000)) * (1n << 32n)) / 1000n) & ~3n;
    this.#lastId = id > this.#lastId ? id : this.#lastId + 4n;
    return this.#lastId;
  }

  /** Sends one message and returns its id. */
  send(body: Buffer, options: { salt?: bigint; id?: bigint } = {}): bigint {
    const { salt = this.key.salt, id = this.nextId() } = options;
    const head = Buffer.alloc(32);
    head.writeBigUInt64LE(salt, 0);
    head.writeBigUInt64LE(this.id, 8);
    head.writeBigUInt64LE(id, 16);
    head.writeUInt32LE(this.#seq++ * 2 + 1, 24);
    head.writeUInt32LE(body.length, 28);
    const unpadded = 32 + body.length;
    const plain = Buffer.concat([head, body, randomBytes(12 + ((16 - ((unpadded + 12) % 16)) % 16))]);
    const messageKey = messageKeyOf(this.key.key, plain, true);
    const [key, iv] = messageKeyIv(this.key.key, messageKey, true);
    this.socket.send(Buffer.concat([authKeyId(this.key.key), messageKey, igeEncrypt(plain, key, iv)]));
    return id;
  }

  /** The next messages from the server, containers unpacked; undefined once the socket is closed. */
  async receive(): Promise<RawMessage[] | undefined> {
    const packet = await this.socket.next();
    if (!packet) return undefined;
    const messageKey = packet.subarray(8, 24);
    const [key, iv] = messageKeyIv(this.key.key, messageKey, false);
    const length = Math.floor((packet.length - 24) / 16) * 16;
    const plain = igeDecrypt(packet.subarray(24, 24 + length), key, iv);
    if (!messageKeyOf(this.key.key, plain, false).equals(messageKey)) throw new Error('wrong message key');
    const body = plain.subarray(32, 32 + plain.readUInt32LE(28));
    return unpack({ id: plain.readBigUInt64LE(16), seqNo: plain.readUInt32LE(24), body });
  }

  /** Waits for the first message that fits. */
  async until<T>(pick: (message: RawMessage) => T | undefined): Promise<T> {
    for (;;) {
      const messages = await this.receive();
      if (!messages) throw new Error('the socket was closed');
      for (const message of messages) {
        const picked = pick(message);
        if (picked !== undefined) return picked;
      }
    }
  }

  /** Waits for a service message of this name. */
  service(name: string): Promise<Record<string, never> & { _: string }> {
    return this.until((message) => {
      const object = serviceObject(message);
      return object?._ === name ? object : undefined;
    });
  }

  /** Waits for the answer to a call: its constructor id and body. */
  answerTo(requestId: bigint): Promise<Buffer> {
    return this.until(({ body }) => {
      if (body.readUInt32LE(0) !== 0xf35c6d01 || body.readBigUInt64LE(4) !== requestId) return undefined;
      const result = body.subarray(12);
      return result.readUInt32LE(0) === 0x3072cfa1 ? gunzipSync(reader(result.subarray(4)).bytes()) : result;
    });
  }
}

function unpack(message: RawMessage): RawMessage[] {
  const { body } = message;
  if (body.readUInt32LE(0) !== 0x73f1f8dc) return [message];
  const messages: RawMessage[] = [];
  let at = 8;
  for (let i = body.readUInt32LE(4); i > 0; i--) {
    const length = body.readUInt32LE(at + 12);
    messages.push({
      id: body.readBigUInt64LE(at),
      seqNo: body.readUInt32LE(at + 8),
      body: body.subarray(at + 16, at + 16 + length),
    });
    at += 16 + length;
  }
  return messages;
}

function serviceObject({ body }: RawMessage): (Record<string, never> & { _: string }) | undefined {
  try {
    return reader(body).object() as Record<string, never> & { _: string };
  } catch {
    return undefined;
  }
}

/** `help.getConfig` in invokeWithLayer and initConnection, by hand. */
export function getConfig(layer: number): Buffer {
  const text = (value: string): Buffer => tlBytes(Buffer.from(value));
  const head = Buffer.alloc(20);
  head.writeUInt32LE(0xda9b0d0d, 0);
  head.writeUInt32LE(layer, 4);
  head.writeUInt32LE(0xc1cd5ea9, 8);
  head.writeUInt32LE(20240501, 16);
  const query = Buffer.alloc(4);
  query.writeUInt32LE(0xc4f9186b);
  return Buffer.concat([head, ...['raw', '1', '1', 'en', '', 'en'].map(text), query]);
}
