import { argon2id } from 'hash-wasm';

/** Derives 32 bytes from a passphrase. Memory in KiB, as in RFC 9106. */
export type Kdf = (
  passphrase: string,
  how: { salt: Uint8Array<ArrayBuffer>; memoryKiB: number; passes: number; lanes: number },
) => Promise<Uint8Array<ArrayBuffer>>;

/** Argon2id, RFC 9106. The passphrase is normalised, so that it is the same on every keyboard. */
export const argon2: Kdf = async (passphrase, { salt, memoryKiB, passes, lanes }) => {
  const raw = await argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(raw);
};
