/**
 * One socket: bytes in, packets decrypted and checked, messages handed on; and the way back.
 * Whatever a client sends, the worst that happens is that its socket is closed.
 */
import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { AuthKey } from './auth-key';
import { igeDecrypt, igeEncrypt, messageKeyIv, messageKeyOf } from './crypto';
import { Handshake } from './handshake';
import type { ServerKey } from './keys';
import { type IncomingMessage, receiveMessage } from './messages';
import type { MtprotoServer } from './server';
import type { OutgoingMessage, Session } from './session';
import { ServerTransport, transportError } from './transport';

const NO_KEY = '0000000000000000';
const REQ_PQ_MULTI = 0xbe7e8ef1;

/** What a client sent cannot be a packet of this protocol. */
export class PacketViolation extends Error {}

export class Connection {
  readonly #transport = new ServerTransport();
  readonly #sessions = new Set<Session>();
  #handshake: Handshake | undefined;
  #disconnectTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: WebSocket,
    readonly serverKey: ServerKey,
    readonly server: MtprotoServer,
  ) {
    socket.on('message', (data: Buffer | ArrayBuffer | Buffer[], isBinary) => {
      if (!isBinary) return this.close();
      this.#receive(Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer));
    });
    socket.on('close', () => this.#detach());
    // An error is always followed by 'close'; without a listener it would end the process.
    socket.on('error', () => this.#detach());
  }

  get dc(): number {
    return this.serverKey.dc;
  }

  /** Closes the socket at once, as a network failure would. */
  close(): void {
    this.#detach();
    this.socket.terminate();
  }

  /** Arms ping_delay_disconnect: the socket is closed unless the client asks again within `seconds`. */
  closeAfter(seconds: number): void {
    clearTimeout(this.#disconnectTimer);
    this.#disconnectTimer = setTimeout(() => this.close(), Math.max(1, Math.min(seconds, 3600)) * 1000);
    this.#disconnectTimer.unref();
  }

  sendEncrypted(session: Session, message: OutgoingMessage): void {
    const { authKey } = session;
    const length = 32 + message.body.length;
    const padding = randomBytes(12 + ((16 - ((length + 12) % 16)) % 16));
    const head = Buffer.alloc(32);
    head.writeBigUInt64LE(authKey.currentSalt(this.server.seconds()), 0);
    head.writeBigUInt64LE(session.id, 8);
    head.writeBigUInt64LE(message.id, 16);
    head.writeUInt32LE(message.seqNo, 24);
    head.writeUInt32LE(message.body.length, 28);
    const plain = Buffer.concat([head, message.body, padding]);
    const messageKey = messageKeyOf(authKey.key, plain, false);
    const [key, iv] = messageKeyIv(authKey.key, messageKey, false);
    this.#send(Buffer.concat([Buffer.from(authKey.id, 'hex'), messageKey, igeEncrypt(plain, key, iv)]));
  }

  #send(packet: Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(this.#transport.encode(packet));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const packet of this.#transport.receive(chunk)) this.#packet(packet);
    } catch (error) {
      this.server.noteViolation(error);
      this.close();
    }
  }

  #packet(packet: Buffer): void {
    const keyId = packet.toString('hex', 0, 8);
    const authKey = keyId === NO_KEY ? undefined : this.server.findKey(this.dc, keyId);
    if (authKey) this.#encrypted(packet, authKey);
    else if (keyId === NO_KEY) this.#plain(packet);
    else this.#refuse(404);
  }

  #refuse(code: 404 | 444): void {
    this.#send(transportError(code));
    this.#detach();
    this.socket.close();
  }

  #plain(packet: Buffer): void {
    if (packet.length < 24) throw new PacketViolation('an unencrypted packet is too short');
    const length = packet.readUInt32LE(16);
    if (length < 4 || length > packet.length - 20) throw new PacketViolation('an unencrypted packet of a wrong length');
    const data = packet.subarray(20, 20 + length);
    if (data.readUInt32LE(0) === REQ_PQ_MULTI) this.#handshake = undefined;
    this.#handshake ??= new Handshake(
      this.serverKey,
      () => this.server.seconds(),
      (key) => this.server.findKey(this.dc, key.id) !== undefined,
    );
    const { answer, key } = this.#handshake.answer(data);
    if (key) this.server.addKey(key);
    const head = Buffer.alloc(20);
    head.writeBigUInt64LE(this.server.nextMessageId(true), 8);
    head.writeUInt32LE(answer.length, 16);
    this.#send(Buffer.concat([head, answer]));
  }

  #encrypted(packet: Buffer, authKey: AuthKey): void {
    // The padded transport adds up to 15 bytes, so only whole blocks are the message.
    const length = Math.floor((packet.length - 24) / 16) * 16;
    if (length < 48) throw new PacketViolation('an encrypted packet is too short');
    const messageKey = packet.subarray(8, 24);
    const [key, iv] = messageKeyIv(authKey.key, messageKey, true);
    const plain = igeDecrypt(packet.subarray(24, 24 + length), key, iv);
    if (!messageKeyOf(authKey.key, plain, true).equals(messageKey)) throw new PacketViolation('wrong message key');
    const bodyLength = plain.readUInt32LE(28);
    const padding = plain.length - 32 - bodyLength;
    if (bodyLength % 4 !== 0 || padding < 12 || padding > 1024) throw new PacketViolation('wrong message length');
    const session = this.#attach(authKey, plain.readBigUInt64LE(8));
    const message: IncomingMessage = {
      id: plain.readBigUInt64LE(16),
      seqNo: plain.readUInt32LE(24),
      body: plain.subarray(32, 32 + bodyLength),
    };
    receiveMessage({ connection: this, session, salt: plain.readBigUInt64LE(0) }, message);
    session.flush();
  }

  /** Makes this socket the session's own; what the client missed on an earlier one is said again. */
  #attach(authKey: AuthKey, id: bigint): Session {
    const session = this.server.session(authKey, id);
    if (session.connection === this) return session;
    session.connection = this;
    this.#sessions.add(session);
    session.resend();
    return session;
  }

  #detach(): void {
    clearTimeout(this.#disconnectTimer);
    for (const session of this.#sessions) {
      if (session.connection === this) session.connection = undefined;
    }
    this.#sessions.clear();
    this.server.forgetConnection(this);
  }
}
