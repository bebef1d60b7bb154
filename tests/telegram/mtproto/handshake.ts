/**
 * Making an auth key, the server's half. https://core.telegram.org/mtproto/auth_key
 * One handshake per socket; every packet in and out is unencrypted but for what RSA and DH protect.
 */
import { generatePrimeSync, randomBytes } from 'node:crypto';
import type { mtp } from '@mtcute/tl';
import Long from 'long';
import { AuthKey } from './auth-key';
import {
  DH_G,
  DH_PRIME,
  DH_PRIME_BYTES,
  fromBigInt,
  igeDecrypt,
  igeEncrypt,
  isSafeDhValue,
  modPow,
  randomBigInt,
  sha1,
  sha256,
  toBigInt,
} from './crypto';
import type { ServerKey } from './keys';
import { encodeObject, reader, toBits } from './tl';

/** The client broke the protocol; the socket must be closed. */
export class HandshakeViolation extends Error {}

interface InnerData {
  nonce: Buffer;
  serverNonce: Buffer;
  newNonce: Buffer;
  dc?: number;
  expiresIn?: number;
  length: number;
}

const OLD_INNER_DATA = 0x83c95aec;
const OLD_INNER_DATA_TEMP = 0x3c6a84d4;

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new HandshakeViolation(message);
}

function smallPrime(): bigint {
  return generatePrimeSync(31, { bigint: true });
}

/** Reads any of the four forms of p_q_inner_data. */
function readInnerData(data: Buffer): InnerData {
  const from = reader(data);
  const id = from.peekUint();
  if (id === OLD_INNER_DATA || id === OLD_INNER_DATA_TEMP) {
    from.uint();
    for (let i = 0; i < 3; i++) from.bytes();
    const nonce = Buffer.from(from.int128());
    const serverNonce = Buffer.from(from.int128());
    const newNonce = Buffer.from(from.int256());
    const expiresIn = id === OLD_INNER_DATA_TEMP ? from.int() : undefined;
    return { nonce, serverNonce, newNonce, expiresIn, length: from.pos };
  }
  const inner = from.object() as {
    _: string;
    nonce: Uint8Array;
    serverNonce: Uint8Array;
    newNonce: Uint8Array;
    dc: number;
    expiresIn?: number;
  };
  demand(inner._ === 'mt_p_q_inner_data_dc' || inner._ === 'mt_p_q_inner_data_temp_dc', `unexpected ${inner._}`);
  return {
    nonce: Buffer.from(inner.nonce),
    serverNonce: Buffer.from(inner.serverNonce),
    newNonce: Buffer.from(inner.newNonce),
    dc: inner.dc,
    expiresIn: inner._ === 'mt_p_q_inner_data_temp_dc' ? inner.expiresIn : undefined,
    length: from.pos,
  };
}

/** Undoes RSA_PAD, or the older SHA-1 padding when the newer one does not fit. */
function unpadInnerData(decrypted: Buffer): InnerData {
  const encrypted = decrypted.subarray(32);
  const mask = sha256(encrypted);
  const tempKey = Buffer.from(decrypted.subarray(0, 32).map((byte, i) => byte ^ (mask[i] ?? 0)));
  const withHash = igeDecrypt(encrypted, tempKey, Buffer.alloc(32));
  const padded = Buffer.from(withHash.subarray(0, 192)).reverse();
  if (sha256(tempKey, padded).equals(withHash.subarray(192))) return readInnerData(padded);
  const data = decrypted.subarray(21);
  const inner = readInnerData(data);
  demand(sha1(data.subarray(0, inner.length)).equals(decrypted.subarray(1, 21)), 'the inner data has a wrong hash');
  return inner;
}

export class Handshake {
  readonly #serverNonce = randomBytes(16);
  readonly #p: bigint;
  readonly #q: bigint;
  // 256 bits are as safe as 2048 with a safe prime, and eight times quicker to raise to.
  readonly #secret = randomBigInt(32);
  #nonce: Buffer | undefined;
  #inner: InnerData | undefined;

  /**
   * @param now seconds
   * @param isTaken is there already an auth key of this id?
   */
  constructor(
    private readonly serverKey: ServerKey,
    private readonly now: () => number,
    private readonly isTaken: (key: AuthKey) => boolean,
  ) {
    const one = smallPrime();
    let other = smallPrime();
    while (other === one) other = smallPrime();
    [this.#p, this.#q] = one < other ? [one, other] : [other, one];
  }

  /**
   * Answers one unencrypted request.
   * @returns the answer, and the new auth key once it is agreed
   * @throws HandshakeViolation, or what the TL reader throws
   */
  answer(data: Buffer): { answer: Buffer; key?: AuthKey } {
    const request = reader(data).object() as
      | mtp.RawMt_req_pq_multi
      | mtp.RawMt_req_DH_params
      | mtp.RawMt_set_client_DH_params;
    if (request._ === 'mt_req_pq_multi') return { answer: this.#requestPq(Buffer.from(request.nonce)) };
    const known = request._ === 'mt_req_DH_params' || request._ === 'mt_set_client_DH_params';
    demand(known, 'not a request of the handshake');
    demand(this.#nonce?.equals(request.nonce) === true, 'wrong nonce');
    demand(this.#serverNonce.equals(request.serverNonce), 'wrong server nonce');
    const encrypted = Buffer.from(request.encryptedData);
    if (request._ === 'mt_set_client_DH_params') return this.#agree(encrypted);
    demand(toBigInt(request.p) === this.#p && toBigInt(request.q) === this.#q, 'wrong factors of pq');
    const fingerprint = this.serverKey.fingerprintBytes.readBigUInt64LE();
    demand(toBits(request.publicKeyFingerprint) === fingerprint, 'unknown public key fingerprint');
    return { answer: this.#requestDh(encrypted) };
  }

  #requestPq(nonce: Buffer): Buffer {
    this.#nonce = nonce;
    this.#inner = undefined;
    const fingerprint = this.serverKey.fingerprintBytes;
    return encodeObject({
      _: 'mt_resPQ',
      nonce,
      serverNonce: this.#serverNonce,
      pq: fromBigInt(this.#p * this.#q, 8),
      serverPublicKeyFingerprints: [Long.fromBytesLE([...fingerprint])],
    } as { _: string });
  }

  #requestDh(encrypted: Buffer): Buffer {
    demand(encrypted.length === 256, 'the encrypted inner data must be 256 bytes');
    demand(toBigInt(encrypted) < this.serverKey.modulus, 'the encrypted inner data is larger than the modulus');
    const inner = unpadInnerData(this.serverKey.decrypt(encrypted));
    demand(inner.nonce.equals(this.#nonce ?? Buffer.alloc(0)), 'wrong nonce in the inner data');
    demand(inner.serverNonce.equals(this.#serverNonce), 'wrong server nonce in the inner data');
    // Test servers add 10000, media servers negate. https://core.telegram.org/mtproto/auth_key
    demand(inner.dc === undefined || Math.abs(inner.dc) % 10000 === this.serverKey.dc, 'the key is for another DC');
    this.#inner = inner;
    const answer = encodeObject({
      _: 'mt_server_DH_inner_data',
      nonce: inner.nonce,
      serverNonce: this.#serverNonce,
      g: DH_G,
      dhPrime: DH_PRIME_BYTES,
      gA: fromBigInt(modPow(BigInt(DH_G), this.#secret, DH_PRIME), 256),
      serverTime: this.now(),
    } as { _: string });
    const padding = randomBytes((16 - ((20 + answer.length) % 16)) % 16);
    const [key, iv] = this.#temporaryKey(inner);
    return encodeObject({
      _: 'mt_server_DH_params_ok',
      nonce: inner.nonce,
      serverNonce: this.#serverNonce,
      encryptedAnswer: igeEncrypt(Buffer.concat([sha1(answer), answer, padding]), key, iv),
    } as { _: string });
  }

  #agree(encrypted: Buffer): { answer: Buffer; key?: AuthKey } {
    const inner = this.#inner;
    demand(inner !== undefined, 'set_client_DH_params came before req_DH_params');
    demand(encrypted.length > 0 && encrypted.length % 16 === 0, 'encrypted data of a wrong length');
    const [key, iv] = this.#temporaryKey(inner);
    const plain = igeDecrypt(encrypted, key, iv);
    const from = reader(plain.subarray(20));
    const client = from.object() as { _: string; nonce: Uint8Array; serverNonce: Uint8Array; gB: Uint8Array };
    demand(client._ === 'mt_client_DH_inner_data', `unexpected ${client._}`);
    demand(
      sha1(plain.subarray(20, 20 + from.pos)).equals(plain.subarray(0, 20)),
      'the client DH data has a wrong hash',
    );
    demand(inner.nonce.equals(client.nonce) && this.#serverNonce.equals(client.serverNonce), 'wrong nonce in DH data');
    const gB = toBigInt(client.gB);
    demand(isSafeDhValue(gB), 'g_b is not in the safe range');
    const secret = fromBigInt(modPow(gB, this.#secret, DH_PRIME), 256);
    const salt = inner.newNonce.readBigUInt64LE(0) ^ this.#serverNonce.readBigUInt64LE(0);
    const authKey = new AuthKey(this.serverKey.dc, secret, salt, this.now());
    if (inner.expiresIn !== undefined) authKey.expiresAt = this.now() + inner.expiresIn;
    const retry = this.isTaken(authKey);
    const proof = sha1(inner.newNonce, Buffer.from([retry ? 2 : 1]), sha1(secret).subarray(0, 8)).subarray(4, 20);
    const answer = encodeObject({
      _: retry ? 'mt_dh_gen_retry' : 'mt_dh_gen_ok',
      nonce: inner.nonce,
      serverNonce: this.#serverNonce,
      [retry ? 'newNonceHash2' : 'newNonceHash1']: proof,
    } as { _: string });
    return retry ? { answer } : { answer, key: authKey };
  }

  #temporaryKey({ newNonce }: InnerData): [Buffer, Buffer] {
    const a = sha1(newNonce, this.#serverNonce);
    const b = sha1(this.#serverNonce, newNonce);
    const c = sha1(newNonce, newNonce);
    return [Buffer.concat([a, b.subarray(0, 12)]), Buffer.concat([b.subarray(12, 20), c, newNonce.subarray(0, 4)])];
  }
}
