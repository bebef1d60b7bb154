/** The RSA keys of the data centres: fixed, for tests only, committed in `../keys`. */
import { constants, createPrivateKey, createPublicKey, type KeyObject, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha1 } from './crypto';

export interface ServerKey {
  dc: number;
  /** PKCS#1 public key, the form Telegram publishes and clients parse. */
  pem: string;
  /** 16 hex digits; never starts with 0, because mtcute drops leading zeros when it looks a key up. */
  fingerprint: string;
  /** The fingerprint as it travels: 64 bits, little-endian. */
  fingerprintBytes: Buffer;
  modulus: bigint;
  /** Raw RSA, no padding: 256 bytes in, 256 bytes out. Throws when the input is not smaller than the modulus. */
  decrypt(data: Uint8Array): Buffer;
}

const KEY_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'keys');

function tlBytes(data: Buffer): Buffer {
  const head =
    data.length < 254
      ? Buffer.from([data.length])
      : Buffer.from([254, data.length & 255, (data.length >> 8) & 255, (data.length >> 16) & 255]);
  const length = head.length + data.length;
  return Buffer.concat([head, data, Buffer.alloc((4 - (length % 4)) % 4)]);
}

/** SHA-1 over the TL-serialised modulus and exponent, lower 64 bits. https://core.telegram.org/mtproto/auth_key */
function fingerprintOf(key: KeyObject): { bytes: Buffer; modulus: bigint } {
  const jwk = key.export({ format: 'jwk' });
  const n = Buffer.from(jwk.n ?? '', 'base64url');
  const e = Buffer.from(jwk.e ?? '', 'base64url');
  return { bytes: sha1(tlBytes(n), tlBytes(e)).subarray(-8), modulus: BigInt(`0x${n.toString('hex')}`) };
}

/** The key of one data centre (1 to 5). */
export function loadServerKey(dc: number): ServerKey {
  const privateKey = createPrivateKey(readFileSync(join(KEY_FOLDER, `dc${dc}.pem`)));
  const publicKey = createPublicKey(privateKey);
  const { bytes, modulus } = fingerprintOf(publicKey);
  return {
    dc,
    pem: publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    fingerprint: Buffer.from(bytes).reverse().toString('hex'),
    fingerprintBytes: bytes,
    modulus,
    decrypt: (data) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, data),
  };
}
