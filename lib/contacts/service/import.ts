import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/contacts/contract';
import type { Incoming } from '@/lib/contacts/import-model';
import { planImport } from '@/lib/contacts/import-plan';
import { TezError } from '@/lib/limits/model';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import { readGround } from './ground';
import { importEdits } from './import-edits';

export interface ImportDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
}

interface Job {
  state: contract.ImportState;
  cancel: AbortController;
}

/** The imports of a worker's life. One that is stored is known by its group; of one that is not, nothing is there. */
export function importHandlers(deps: ImportDeps): Handler[] {
  const { records, log } = deps;
  const jobs = new Map<string, Job>();

  async function isStored(id: string): Promise<boolean> {
    return (await records.db.sealed('changes').where('group').equals(id).count()) > 0;
  }

  async function run(id: string, rows: readonly Incoming[], job: Job): Promise<void> {
    const { signal } = job.cancel;
    try {
      const edits = async () => {
        const plan = planImport(await readGround(records), rows, []);
        signal.throwIfAborted();
        return importEdits(deps, plan);
      };
      await log.commit(edits, {
        group: id,
        signal,
        onProgress: (done, total) => {
          job.state = { is: 'running', done, total };
        },
      });
      job.state = { is: 'done', undo: id };
    } catch (error) {
      job.state = signal.aborted ? { is: 'cancelled' } : { is: 'failed', error: TezError.from(error).toWire() };
    }
  }

  return [
    handle(contract.importGround, () => readGround(records)),
    handle(contract.importContacts, async ({ id, rows }) => {
      const known = jobs.get(id);
      if (known) return known.state;
      if (await isStored(id)) return { is: 'done', undo: id };
      const job: Job = { state: { is: 'running', done: 0, total: rows.length }, cancel: new AbortController() };
      jobs.set(id, job);
      void run(id, rows, job);
      return job.state;
    }),
    handle(contract.importState, async ({ id }): Promise<contract.ImportState> => {
      const state = jobs.get(id)?.state;
      if (state) return state;
      return (await isStored(id)) ? { is: 'done', undo: id } : { is: 'unknown' };
    }),
    handle(contract.cancelImport, ({ id }) => jobs.get(id)?.cancel.abort()),
  ];
}
