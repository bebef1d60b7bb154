import type { Handler } from '@/lib/bus/router';
import type { SearchDeps, SearchPart } from '@/lib/search/service';
import { openSearch } from './load-scripts';

/** So long after the last of several changes, what is new is indexed. */
const INDEX_DELAY_MS = 5000;

/** The search as long as nobody needs it: its script is loaded with the first command, or the first thing to index. */
export function lateSearch(deps: Omit<SearchDeps, 'pause'>) {
  let part: SearchPart | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): SearchPart {
    part ??= openSearch({ ...deps, pause: () => new Promise((resolve) => setTimeout(resolve)) });
    return part;
  }

  return {
    handlers: { search: async (): Promise<Handler[]> => open().handlers },

    /** Searches take in what is new themselves; this spares them most of it. A worker that dies before loses nothing. */
    indexLater(): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Locked meanwhile, or no room: the next change or search goes on.
        open()
          .work()
          .catch(() => undefined);
      }, INDEX_DELAY_MS);
    },

    forget(): void {
      clearTimeout(timer);
      part?.forget();
    },
  };
}
