import type { Handler } from '@/lib/bus/router';
import type { TezDatabase } from '@/lib/store/database';
import type { CrmDeps } from '../crm';
import { later } from './later';
import { loadCrm } from './load-scripts';

/** The CRM's records, whose script is loaded with the first of their commands, or with a sync of people that is due. */
export function lateCrm(db: TezDatabase, deps: Omit<CrmDeps, 'later'>) {
  let loaded: Promise<Handler[]> | null = null;

  function load(): Promise<Handler[]> {
    loaded ??= loadCrm({ ...deps, later });
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  }

  return {
    handlers: {
      changes: load,
      contacts: load,
      deals: load,
      duplicates: load,
      notes: load,
      sync: load,
      tasks: load,
      templates: load,
    },

    /** Takes up syncs that an earlier life of the worker left, and begins those whose time has come. */
    async start(): Promise<void> {
      const due = await db.sealed('peopleSyncs').where('due').belowOrEqual(Date.now()).count();
      if (due === 0) return;
      const resume = (await load()).find(({ command }) => command.name === 'sync.resume');
      await resume?.run({}, { tab: null, framed: false });
    },
  };
}
