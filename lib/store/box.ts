import { TezError } from '@/lib/limits/model';

/** First byte of every box; a reader that meets another refuses it. */
const FORMAT = 1;
const IV_BYTES = 12;
const HEAD_BYTES = 2;
/** Format, key number and IV: no two boxes share them. */
export const BOX_HEAD = HEAD_BYTES + IV_BYTES;

/** Fresh bytes; a parameter so that tests can repeat themselves. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>;

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** The keys in force, by number: one, and during a change of keys the new one beside the old. */
export interface Keys {
  current: number;
  byNumber: ReadonlyMap<number, CryptoKey>;
}

/** What a box belongs to. It is authenticated, so a box moved to another row or version does not open. */
export function bind(table: string, id: string, version: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${table}|${id}|${version}`);
}

/** AES-256-GCM: `format(1) key number(1) iv(12) ciphertext+tag`. The IV is random: no counter to lose in a crash. */
export async function seal(
  keys: Keys,
  plain: Uint8Array<ArrayBuffer>,
  boundTo: Uint8Array<ArrayBuffer>,
  random: Random = systemRandom,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = keys.byNumber.get(keys.current);
  if (!key) throw new TezError('locked');
  const iv = random(IV_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo }, key, plain);
  const box = new Uint8Array(BOX_HEAD + sealed.byteLength);
  box.set([FORMAT, keys.current]);
  box.set(iv, HEAD_BYTES);
  box.set(new Uint8Array(sealed), BOX_HEAD);
  return box;
}

/** @throws TezError `damaged` for anything that these keys did not seal for exactly this place. */
export async function open(
  keys: Keys,
  box: Uint8Array,
  boundTo: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = keys.byNumber.get(keyNumber(box));
  if (!key || box[0] !== FORMAT) throw new TezError('damaged');
  const iv = box.slice(HEAD_BYTES, BOX_HEAD);
  const sealed = box.slice(BOX_HEAD);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: boundTo }, key, sealed));
  } catch (cause) {
    throw new TezError('damaged', { cause });
  }
}

export function keyNumber(box: Uint8Array): number {
  return box[1] ?? 0;
}

export function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
