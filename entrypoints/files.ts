import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createFiles } from '@/lib/files/service';

/** Files: fetching, keeping and showing them. */
export type FilePart = typeof createFiles;

/**
 * Loaded by the background with the first command about files, the first page that shows one, and at its start where one
 * is on its way (entrypoints/background/load-scripts.ts).
 */
export default defineUnlistedScript(() => {
  globalThis.tezFiles = createFiles;
});
