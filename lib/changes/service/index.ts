import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/changes/contract';
import type { Change } from '@/lib/changes/model';
import { inOrder, type UndoDeps, undoGroup } from './undo';

export type ChangeDeps = UndoDeps;

/** The commands of lib/changes/contract.ts. */
export function changeHandlers(deps: ChangeDeps): Handler[] {
  return [
    handle(contract.undo, async ({ group }) => {
      await undoGroup(deps, group);
    }),
    handle(contract.changesOf, async ({ table, id }) =>
      inOrder(await deps.records.where<Change>('changes', 'record', `${table}|${id}`)),
    ),
  ];
}
