import { TezError } from '@/lib/limits/model';
import { MIN_PASSPHRASE } from '@/lib/privacy/model';
import { fromBase64, toBase64 } from './base64';
import { bind, importKey, type Keys, open, type Random, seal } from './box';
import type { TezDatabase } from './database';
import type { Kdf } from './kdf';

/** Argon2id parameters. They are also the least that is accepted: a lowered header is refused (RFC 9106, section 4). */
export const KDF = { memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

const HEADER = 'header';
/** Where the unlocked keys of a passphrase vault live: memory only, gone with the browser, refused to content scripts. */
const MEMORY_KEY = 'vaultKeys';
const KEY_BYTES = 32;

/** How the data keys are wrapped: by a non-extractable key of this profile, or by one derived from the passphrase. */
type Wrapping =
  | { by: 'device'; device: CryptoKey }
  | { by: 'passphrase'; salt: Uint8Array<ArrayBuffer>; memoryKiB: number; passes: number };

/** `wrapped` holds one box per data key; there is a second one only while records are being sealed anew. */
type Header = { id: typeof HEADER; current: number; wrapped: Record<number, Uint8Array> } & Wrapping;

/** The raw data keys by number. */
interface Ring {
  current: number;
  raw: Record<number, Uint8Array<ArrayBuffer>>;
}

/** The part of `storage.session` the vault needs. */
export interface SessionMemory {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Vault {
  /** @throws TezError `locked` */
  keys(): Promise<Keys>;
  state(): Promise<{ open: boolean; passphrase: boolean; rotating: boolean }>;
  /** @throws TezError `passphraseWrong`, also for a header that was tampered with: the two look alike. */
  unlock(passphrase: string): Promise<void>;
  /** Forgets the keys. @throws TezError `invalidInput` without a passphrase, for then anyone could open it again. */
  lock(): Promise<void>;
  /** Forgets what is in memory, passphrase or not: for a wipe, after which a new vault is made. */
  forget(): Promise<void>;
  /**
   * Makes a fresh data key current, and wraps it and the old one by the new passphrase (null: by this profile).
   * The old key stays until {@link dropOldKeys}. @throws TezError `passphraseWrong`, `passphraseShort`
   */
  rotate(current: string | null, next: string | null): Promise<void>;
  /** Drops every data key but the current one; call when nothing is sealed by an old one any more. */
  dropOldKeys(): Promise<void>;
}

export interface VaultDeps {
  db: TezDatabase;
  memory: SessionMemory;
  random: Random;
  kdf: Kdf;
}

export function createVault({ db, memory, random, kdf }: VaultDeps): Vault {
  let opened: Keys | null = null;
  // One header is made even when two commands race on a fresh profile.
  let opening: Promise<void> | null = null;

  const readHeader = async () => (await db.vault.get(HEADER)) as Header | undefined;

  async function use(ring: Ring): Promise<void> {
    const entries = Object.entries(ring.raw).map(async ([n, raw]) => [Number(n), await importKey(raw)] as const);
    opened = { current: ring.current, byNumber: new Map(await Promise.all(entries)) };
  }

  async function deriveKey(passphrase: string, wrapping: Extract<Wrapping, { by: 'passphrase' }>): Promise<CryptoKey> {
    return importKey(await kdf(passphrase, { ...wrapping, lanes: KDF.lanes }));
  }

  async function save(ring: Ring, wrapping: Wrapping, by: CryptoKey): Promise<void> {
    const wrapped: Header['wrapped'] = {};
    for (const [n, raw] of Object.entries(ring.raw)) {
      wrapped[Number(n)] = await seal(only(by), raw, bindWrapped(wrapping, Number(n)), random);
    }
    const header: Header = { id: HEADER, current: ring.current, wrapped, ...wrapping };
    await db.vault.put(header);
    if (wrapping.by === 'passphrase') await memory.set(MEMORY_KEY, writeRing(ring));
    else await memory.remove(MEMORY_KEY);
    await use(ring);
  }

  async function saveForDevice(ring: Ring): Promise<void> {
    const device = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await save(ring, { by: 'device', device }, device);
  }

  async function saveForPassphrase(ring: Ring, passphrase: string): Promise<void> {
    const wrapping: Wrapping = { by: 'passphrase', salt: random(16), memoryKiB: KDF.memoryKiB, passes: KDF.passes };
    await save(ring, wrapping, await deriveKey(passphrase, wrapping));
  }

  async function openByPassphrase(header: Header & { by: 'passphrase' }, passphrase: string): Promise<Ring> {
    if (header.memoryKiB < KDF.memoryKiB || header.passes < KDF.passes) throw new TezError('passphraseWrong');
    try {
      return await unwrap(header, await deriveKey(passphrase, header));
    } catch (cause) {
      throw new TezError('passphraseWrong', { cause });
    }
  }

  async function tryOpen(): Promise<void> {
    const header = await readHeader();
    if (!header) return saveForDevice({ current: 1, raw: { 1: random(KEY_BYTES) } });
    if (header.by === 'device') return use(await unwrap(header, header.device));
    const kept = await memory.get(MEMORY_KEY);
    if (kept) await use(readRing(kept));
  }

  async function ensure(): Promise<Keys | null> {
    if (opened) return opened;
    opening ??= tryOpen().finally(() => {
      opening = null;
    });
    await opening;
    return opened;
  }

  async function forget(): Promise<void> {
    opened = null;
    await memory.remove(MEMORY_KEY);
  }

  return {
    async keys() {
      const keys = await ensure();
      if (!keys) throw new TezError('locked');
      return keys;
    },

    async state() {
      const keys = await ensure();
      const header = await readHeader();
      const rotating = header !== undefined && Object.keys(header.wrapped).length > 1;
      return { open: keys !== null, passphrase: header?.by === 'passphrase', rotating };
    },

    async unlock(passphrase) {
      const header = await readHeader();
      if (header?.by !== 'passphrase') return;
      const ring = await openByPassphrase(header, passphrase);
      await memory.set(MEMORY_KEY, writeRing(ring));
      await use(ring);
    },

    async lock() {
      if ((await readHeader())?.by !== 'passphrase') throw new TezError('invalidInput');
      await forget();
    },

    forget,

    async rotate(current, next) {
      if (!(await ensure())) throw new TezError('locked');
      if (next !== null && next.length < MIN_PASSPHRASE) throw new TezError('passphraseShort');
      const header = await readHeader();
      if (!header) throw new TezError('internal');
      // Whoever sits at an unlocked Tez must still know the passphrase to change it.
      const old =
        header.by === 'passphrase'
          ? await openByPassphrase(header, current ?? '')
          : await unwrap(header, header.device);
      const number = (old.current % 255) + 1;
      const ring: Ring = { current: number, raw: { ...old.raw, [number]: random(KEY_BYTES) } };
      await (next === null ? saveForDevice(ring) : saveForPassphrase(ring, next));
    },

    async dropOldKeys() {
      const header = await readHeader();
      const box = header?.wrapped[header.current];
      if (!header || !box || !opened) return;
      const slim: Header = { ...header, wrapped: { [header.current]: box } };
      await db.vault.put(slim);
      const kept = header.by === 'passphrase' ? await memory.get(MEMORY_KEY) : undefined;
      if (kept) {
        const { current, raw } = readRing(kept);
        const now = raw[current];
        if (now) await memory.set(MEMORY_KEY, writeRing({ current, raw: { [current]: now } }));
      }
      opened = {
        current: header.current,
        byNumber: new Map([...opened.byNumber].filter(([n]) => n === header.current)),
      };
    },
  };
}

function bindWrapped(wrapping: Wrapping, number: number): Uint8Array<ArrayBuffer> {
  const how = wrapping.by === 'device' ? 'device' : `argon2id:${wrapping.memoryKiB}:${wrapping.passes}`;
  return bind('vault', how, number);
}

async function unwrap(header: Header, by: CryptoKey): Promise<Ring> {
  const raw: Ring['raw'] = {};
  for (const [n, box] of Object.entries(header.wrapped)) {
    raw[Number(n)] = await open(only(by), box, bindWrapped(header, Number(n)));
  }
  return { current: header.current, raw };
}

/** A wrapping key has no number of its own: it is number 0 in the boxes it seals. */
function only(key: CryptoKey): Keys {
  return { current: 0, byNumber: new Map([[0, key]]) };
}

function writeRing(ring: Ring): string {
  const raw = Object.fromEntries(Object.entries(ring.raw).map(([n, bytes]) => [n, toBase64(bytes)]));
  return JSON.stringify({ current: ring.current, raw });
}

function readRing(text: string): Ring {
  const { current, raw } = JSON.parse(text) as { current: number; raw: Record<string, string> };
  return { current, raw: Object.fromEntries(Object.entries(raw).map(([n, base64]) => [n, fromBase64(base64)])) };
}
