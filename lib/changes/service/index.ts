import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/changes/contract';
import type { ChangeLog } from '@/lib/store/changes';

/** The commands of lib/changes/contract.ts. */
export function changeHandlers({ log }: { log: ChangeLog }): Handler[] {
  return [
    handle(contract.undo, async ({ group }) => {
      await log.undo(group);
    }),
    handle(contract.changesOf, ({ table, id }) => log.of(table, id)),
  ];
}
