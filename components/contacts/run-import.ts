import type { Ask } from '@/components/background/ask';
import { cancelImport, type ImportState, importContacts, importState } from '@/lib/contacts/contract';
import type { Incoming } from '@/lib/contacts/import-model';

const LOOK_MS = 300;
/** A worker that dies with the import in hand has stored nothing of it: it is given again, so often. */
const TIMES = 3;

export interface ImportRun {
  id: string;
  rows: Incoming[];
  later: (work: () => void, ms: number) => () => void;
  onProgress: (share: number) => void;
}

/** Imports, and follows how it goes until it is over. Never throws. */
export async function runImport(ask: Ask, { id, rows, later, onProgress }: ImportRun): Promise<ImportState> {
  let state = { is: 'unknown' } as ImportState;
  let given = 0;
  for (;;) {
    if (state.is === 'unknown') {
      given += 1;
      if (given > TIMES) return state;
      // Whatever became of the answer, the state tells.
      state = await ask(importContacts, { id, rows }).catch(
        () => ({ is: 'running', done: 0, total: rows.length }) as const,
      );
    }
    if (state.is === 'running') {
      onProgress(state.total === 0 ? 0 : state.done / state.total);
      await new Promise<void>((resolve) => later(resolve, LOOK_MS));
      const before: ImportState = state;
      state = await ask(importState, { id }).catch(() => before);
    } else if (state.is !== 'unknown') return state;
  }
}

export function stopImport(ask: Ask, id: string): void {
  ask(cancelImport, { id }).catch(() => undefined);
}
