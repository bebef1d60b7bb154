import { toasts } from '@/components/ui';
import { undo } from '@/lib/changes/contract';
import { TezError } from '@/lib/limits/model';
import { errorSentence } from '@/lib/words/errors';
import type { Ask } from './ask';

/** Runs an act; what goes wrong is said in a toast. Resolves to whether it succeeded, and never throws. */
export async function tryAct(work: () => Promise<void>, now: () => number): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toasts.show({ text: errorSentence(TezError.from(error).toWire(), now()) });
    return false;
  }
}

/** Says what was done, with the way back: `group` is the change's. */
export function sayDone(ask: Ask, text: string, group: string, now: () => number): void {
  toasts.show({ text, undo: () => void tryAct(() => ask(undo, { group }), now) });
}
