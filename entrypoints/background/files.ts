import type { LateHandlers } from '@/lib/bus/router';
import type { FileDeps, Files } from '@/lib/files/service';
import type { TezDatabase } from '@/lib/store/database';
import { later } from './later';
import { loadFiles } from './load-scripts';

/** What goes on by itself, or is to go, so that the worker must look after it. */
const UNDER_WAY = ['waiting', 'brief'];

/** Files, whose script is not loaded before there is something to do for it. */
export function lateFiles(db: TezDatabase, deps: Omit<FileDeps, 'later'>) {
  let loaded: Promise<Files> | null = null;

  function load(): Promise<Files> {
    loaded ??= loadFiles({ ...deps, later });
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  }

  return {
    handlers: { files: async () => (await load()).handlers } satisfies LateHandlers,
    serve: async (request: Request) => (await load()).serve(request),

    /** Takes up what an earlier life of the worker left. */
    async start(): Promise<void> {
      const waiting = await db.sealed('files').where('state').anyOf(UNDER_WAY).count();
      if (waiting > 0) await (await load()).resume();
    },
    async connected(account: number): Promise<void> {
      await (await loaded)?.connected(account);
    },
    async tidy(): Promise<void> {
      if ((await db.sealed('files').count()) > 0) await (await load()).tidy();
    },
    async forget(): Promise<void> {
      (await loaded)?.forget();
    },
  };
}
