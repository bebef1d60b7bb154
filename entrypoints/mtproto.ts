import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type LocalTelegram, localNetwork } from '@/lib/telegram/mtcute/local';
import { telegramNetwork } from '@/lib/telegram/mtcute/network';
import { makeOpenTelegram } from '@/lib/telegram/mtcute/open';

/** Set by the build: the local Telegram of tests and the demo, null in a release, where all of it falls away. */
declare const __TEZ_LOCAL_TELEGRAM__: LocalTelegram | null;

/** mtcute's compiled cryptography, copied beside the scripts by the build. */
const WASM = '/mtcute.wasm';

/** Loaded by the background worker through importScripts, when Telegram is first needed. */
export default defineUnlistedScript(() => {
  const { version } = chrome.runtime.getManifest();
  const network = __TEZ_LOCAL_TELEGRAM__ ? localNetwork(__TEZ_LOCAL_TELEGRAM__, WASM) : telegramNetwork(WASM);
  globalThis.tezTelegram = makeOpenTelegram({ ...network, appVersion: version });
});
