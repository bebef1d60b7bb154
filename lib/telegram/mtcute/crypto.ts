import type { ICryptoProvider } from '@mtcute/core/utils.js';
import { WebCryptoProvider } from '@mtcute/web';

/** Where mtcute's compiled cryptography is: an address to fetch, or a compiled module (Node). */
export type WasmInput = string | WebAssembly.Module;

/**
 * One provider for all sessions of this worker: the wasm instance is shared, so it is fetched and compiled once.
 * A failed fetch is tried again by the next session.
 */
export function sharedCrypto(wasm: WasmInput): ICryptoProvider {
  const provider = new WebCryptoProvider({ wasmInput: wasm });
  const load = provider.initialize.bind(provider);
  let loaded: Promise<void> | null = null;
  provider.initialize = () => {
    loaded ??= load().catch((error) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  return provider;
}
