import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { argon2 } from '@/lib/store/kdf';

/** Loaded by the background when a passphrase is first needed (entrypoints/background/load-scripts.ts). */
export default defineUnlistedScript(() => {
  globalThis.tezArgon2 = argon2;
});
