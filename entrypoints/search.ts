import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createSearchPart, type SearchDeps, type SearchPart } from '@/lib/search/service';

/** The index of everything that can be found, and the commands that ask it. */
export type OpenSearch = (deps: SearchDeps) => SearchPart;

/** Loaded by the background with the first search, and when there is something new to index (entrypoints/background/load-scripts.ts). */
export default defineUnlistedScript(() => {
  globalThis.tezSearch = createSearchPart;
});
