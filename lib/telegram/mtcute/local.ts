import { addPublicKey } from '@mtcute/core/utils.js';
import { sharedCrypto, type WasmInput } from './crypto';
import type { Network } from './network';

/** The local Telegram of tests and the demo, as the build constant `__TEZ_LOCAL_TELEGRAM__` carries it. */
export interface LocalTelegram {
  /** With `{dc}` where the data centre's number goes. */
  url: string;
  homeDc: number;
  dcs: number[];
  /** PEM, one for each data centre. */
  publicKeys: string[];
}

/** A network of this machine only. Nothing of this file is in a release build. */
export function localNetwork(local: LocalTelegram, wasm: WasmInput): Network {
  const crypto = sharedCrypto(wasm);
  const load = crypto.initialize?.bind(crypto);
  crypto.initialize = async () => {
    await load?.();
    for (const pem of local.publicKeys) addPublicKey(crypto, pem);
  };
  // The address is for show: the transport goes by the number.
  const home = { id: local.homeDc, ipAddress: '127.0.0.1', port: 443 };
  return {
    crypto,
    homeDcs: { main: home, media: home },
    socketUrl: (dc) => {
      if (!local.dcs.includes(dc)) throw new RangeError('no such data centre');
      return local.url.replace('{dc}', String(dc));
    },
  };
}
