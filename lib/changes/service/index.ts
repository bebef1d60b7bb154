import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/changes/contract';
import type { ChangeLog } from '@/lib/store/changes';

export interface ChangeDeps {
  log: ChangeLog;
}

/** The commands of lib/changes/contract.ts. */
export function changeHandlers({ log }: ChangeDeps): Handler[] {
  return [
    handle(contract.undo, async ({ group }) => {
      await log.undo(group);
    }),
    handle(contract.changesOf, ({ table, id }) => log.of(table, id)),
  ];
}
