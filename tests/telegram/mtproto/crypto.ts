/**
 * The primitives MTProto needs, on Node's own crypto, so that the server shares no code with the clients it tests.
 * Rules: https://core.telegram.org/mtproto/description and https://core.telegram.org/mtproto/auth_key
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export function sha1(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xorInto(target: Buffer, left: Uint8Array, right: Uint8Array): void {
  for (let i = 0; i < 16; i++) target[i] = (left[i] ?? 0) ^ (right[i] ?? 0);
}

/**
 * AES-256-IGE, which OpenSSL no longer offers. `data` must be a multiple of 16 bytes.
 * With c[i] = E(p[i] ^ c[i-1]) ^ p[i-1], the values c[i] ^ p[i-1] are the CBC encryption of p[i] ^ p[i-2].
 */
export function igeEncrypt(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  const words = data.length / 4;
  const plain = new Uint32Array(words + 4);
  const bytes = new Uint8Array(plain.buffer);
  bytes.set(iv.subarray(16, 32));
  bytes.set(data, 16);
  const mixed = new Uint32Array(words);
  for (let i = 0; i < words; i++) mixed[i] = (plain[i + 4] ?? 0) ^ (i < 4 ? 0 : (plain[i - 4] ?? 0));
  const cipher = createCipheriv('aes-256-cbc', key, iv.subarray(0, 16)).setAutoPadding(false);
  const chained = cipher.update(new Uint8Array(mixed.buffer));
  const out = new Uint32Array(words);
  new Uint8Array(out.buffer).set(chained);
  for (let i = 0; i < words; i++) out[i] = (out[i] ?? 0) ^ (plain[i] ?? 0);
  return Buffer.from(out.buffer);
}

/** The inverse of {@link igeEncrypt}. */
export function igeDecrypt(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const out = Buffer.alloc(data.length);
  const mixed = Buffer.alloc(16);
  let previousCipher = iv.subarray(0, 16);
  let previousPlain = iv.subarray(16, 32);
  for (let at = 0; at < data.length; at += 16) {
    const cipher = data.subarray(at, at + 16);
    xorInto(mixed, cipher, previousPlain);
    const block = out.subarray(at, at + 16);
    xorInto(block, decipher.update(mixed), previousCipher);
    previousCipher = cipher;
    previousPlain = block;
  }
  return out;
}

/** Key and iv of an MTProto 2.0 message. `fromClient` chooses the half of the auth key. */
export function messageKeyIv(authKey: Buffer, messageKey: Uint8Array, fromClient: boolean): [Buffer, Buffer] {
  const x = fromClient ? 0 : 8;
  const a = sha256(messageKey, authKey.subarray(x, x + 36));
  const b = sha256(authKey.subarray(x + 40, x + 76), messageKey);
  return [
    Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  ];
}

/** Key and iv of MTProto 1.0, still used for the inner message of auth.bindTempAuthKey. Client side only. */
export function oldMessageKeyIv(authKey: Buffer, messageKey: Uint8Array): [Buffer, Buffer] {
  const a = sha1(messageKey, authKey.subarray(0, 32));
  const b = sha1(authKey.subarray(32, 48), messageKey, authKey.subarray(48, 64));
  const c = sha1(authKey.subarray(64, 96), messageKey);
  const d = sha1(messageKey, authKey.subarray(96, 128));
  return [
    Buffer.concat([a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)]),
    Buffer.concat([a.subarray(8, 20), b.subarray(0, 8), c.subarray(16, 20), d.subarray(0, 8)]),
  ];
}

/** The message key of MTProto 2.0 for padded plaintext. */
export function messageKeyOf(authKey: Buffer, padded: Uint8Array, fromClient: boolean): Buffer {
  const x = fromClient ? 88 : 96;
  return sha256(authKey.subarray(x, x + 32), padded).subarray(8, 24);
}

export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** Big-endian bytes of `value`, left-padded to `length`. */
export function fromBigInt(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** Telegram's own 2048-bit safe prime: clients accept it without a primality test, and the web clients accept no other. */
export const DH_PRIME = BigInt(
  '0xc71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f642477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
);
export const DH_PRIME_BYTES = fromBigInt(DH_PRIME, 256);
export const DH_G = 3;

/** Is a public DH value far enough from both ends? https://core.telegram.org/mtproto/auth_key#dh-key-exchange-complete */
export function isSafeDhValue(value: bigint): boolean {
  const margin = 1n << (2048n - 64n);
  return value >= margin && value <= DH_PRIME - margin;
}

export function randomBigInt(bytes: number): bigint {
  return toBigInt(randomBytes(bytes));
}
