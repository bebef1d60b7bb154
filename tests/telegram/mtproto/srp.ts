/** The server's half of two-step verification. https://core.telegram.org/api/srp */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import {
  DH_G,
  DH_PRIME,
  DH_PRIME_BYTES,
  fromBigInt,
  isSafeDhValue,
  modPow,
  randomBigInt,
  sha256,
  toBigInt,
} from './crypto';

const derive = promisify(pbkdf2);
const G = BigInt(DH_G);
const G_BYTES = fromBigInt(G, 256);
const K = toBigInt(sha256(DH_PRIME_BYTES, G_BYTES));

export interface PasswordRecord {
  salt1: Buffer;
  salt2: Buffer;
  verifier: bigint;
}

function salted(data: Uint8Array, salt: Buffer): Buffer {
  return sha256(salt, data, salt);
}

/** What a server keeps of a password. */
export async function recordPassword(password: string, salt1: Buffer, salt2: Buffer): Promise<PasswordRecord> {
  const first = salted(salted(Buffer.from(password), salt1), salt2);
  const x = toBigInt(salted(await derive(first, salt1, 100000, 64, 'sha512'), salt2));
  return { salt1, salt2, verifier: modPow(G, x, DH_PRIME) };
}

/** One exchange: a challenge, and the check of what the client answers to it. */
export class SrpChallenge {
  readonly #secret = randomBigInt(32);
  readonly #b: bigint;

  constructor(
    readonly id: bigint,
    private readonly record: PasswordRecord,
  ) {
    this.#b = (K * record.verifier + modPow(G, this.#secret, DH_PRIME)) % DH_PRIME;
  }

  /** srp_B, 256 bytes. */
  get b(): Buffer {
    return fromBigInt(this.#b, 256);
  }

  /** Does the client know the password? */
  isProof(a: Uint8Array, m1: Uint8Array): boolean {
    const aValue = toBigInt(a);
    if (!isSafeDhValue(aValue)) return false;
    const aBytes = fromBigInt(aValue, 256);
    const u = toBigInt(sha256(aBytes, this.b));
    const shared = modPow((aValue * modPow(this.record.verifier, u, DH_PRIME)) % DH_PRIME, this.#secret, DH_PRIME);
    const primeHash = sha256(DH_PRIME_BYTES);
    const gHash = sha256(G_BYTES);
    const expected = sha256(
      Buffer.from(primeHash.map((byte, i) => byte ^ (gHash[i] ?? 0))),
      sha256(this.record.salt1),
      sha256(this.record.salt2),
      aBytes,
      this.b,
      sha256(fromBigInt(shared, 256)),
    );
    return expected.equals(m1);
  }
}
