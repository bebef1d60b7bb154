/** mtcute in Node against a local Telegram, for the server's own tests. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connectWs } from '@fuman/net';
import { IntermediatePacketCodec, MemoryStorage, ObfuscatedPacketCodec } from '@mtcute/core';
import { TelegramClient } from '@mtcute/core/client.js';
import { addPublicKey } from '@mtcute/core/utils.js';
import { WebCryptoProvider } from '@mtcute/web';
import { WebSocket } from 'ws';
import type { LocalTelegram } from '..';
import { DEFAULT_API } from '../world/build';

const wasm = new WebAssembly.Module(
  readFileSync(createRequire(import.meta.url).resolve('@mtcute/wasm/mtcute-simd.wasm')),
);

export interface TestClient {
  client: TelegramClient;
  /** The session, to be given to a later client. */
  storage: MemoryStorage;
}

export interface TestClientOptions {
  storage?: MemoryStorage;
  api?: { id: number; hash: string };
  /** Use temporary keys. */
  usePfs?: boolean;
  /** Ask for what was missed when the updates start. */
  catchUp?: boolean;
}

/** A client that has not connected yet. */
export async function openMtcute(telegram: LocalTelegram, options: TestClientOptions = {}): Promise<TestClient> {
  const { storage = new MemoryStorage(), api = DEFAULT_API, usePfs = false, catchUp = false } = options;
  // The type names what the loader takes from the network; it takes a compiled module as well.
  const crypto = new WebCryptoProvider({ wasmInput: wasm as never });
  await crypto.initialize();
  for (const { pem } of telegram.publicKeys) addPublicKey(crypto, pem);
  const dc = { id: telegram.homeDc, ipAddress: '127.0.0.1', port: telegram.port };
  const client = new TelegramClient({
    apiId: api.id,
    apiHash: api.hash,
    storage,
    crypto,
    // A browser's platform looks for `window`; a server's test needs only this.
    platform: {
      getDeviceModel: () => 'Test device',
      getDefaultLogLevel: () => 0,
      log: () => {},
      beforeExit: () => () => {},
      isOnline: () => true,
    },
    logLevel: 0,
    defaultDcs: { main: dc, media: dc },
    network: { usePfs },
    updates: { catchUp },
    transport: {
      connect: ({ id }) =>
        connectWs({ url: telegram.wsUrl(id), protocols: 'binary', implementation: WebSocket as never }),
      packetCodec: () => new ObfuscatedPacketCodec(new IntermediatePacketCodec()),
    },
  });
  return { client, storage };
}

/** Signs in by code. */
export async function signIn(telegram: LocalTelegram, client: TelegramClient, phone: string): Promise<void> {
  const sent = await client.sendCode({ phone });
  if (!('phoneCodeHash' in sent)) throw new Error('already signed in');
  await client.signIn({ phone, phoneCodeHash: sent.phoneCodeHash, phoneCode: telegram.codeFor(phone) ?? '' });
}
