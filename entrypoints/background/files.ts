import type { LateHandlers } from '@/lib/bus/router';
import type { FileDeps, Files } from '@/lib/files/service';
import type { RenewalWanted } from '@/lib/outbox/renewal';
import type { TezDatabase } from '@/lib/store/database';
import { later } from './later';
import { loadFiles } from './load-scripts';
import { randomId } from './outbox';
import { room } from './room';

/** What goes on by itself, or is to go, so that the worker must look after it. */
const UNDER_WAY = ['waiting', 'brief'];
const ON_ITS_WAY_UP = ['copying', 'waiting', 'handed'];

/** Files, whose script is not loaded before there is something to do for it. */
export function lateFiles(db: TezDatabase, deps: Omit<FileDeps, 'later' | 'room' | 'randomId'>) {
  let loaded: Promise<Files> | null = null;

  function load(): Promise<Files> {
    loaded ??= loadFiles({ ...deps, later, room, randomId });
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
      const up = await db.sealed('uploads').where('state').anyOf(ON_ITS_WAY_UP).count();
      if (waiting + up > 0) await (await load()).resume();
    },
    async connected(account: number): Promise<void> {
      await (await loaded)?.connected(account);
    },
    async outboxChanged(): Promise<void> {
      await (await loaded)?.outboxChanged();
    },
    renew: async (wanted: RenewalWanted) => (await load()).renew(wanted),
    async tidy(): Promise<void> {
      // Small pictures lie among the parts without a record of their own.
      const any = (await db.sealed('files').count()) + (await db.sealed('fileParts').count());
      if (any > 0) await (await load()).tidy();
    },
    async forget(): Promise<void> {
      (await loaded)?.forget();
    },
  };
}
