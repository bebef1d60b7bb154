import { call } from '@/lib/bus/client';
import type { Command } from '@/lib/bus/contract';
import { TezError } from '@/lib/limits/model';

/** Sends a command to the background: `call`, as a parameter where tests answer themselves. */
export type Ask = typeof call;

/** Nothing a person waits for takes longer; a worker that is silent for so long will not answer any more. */
const PATIENCE_MS = 15_000;

/** {@link call} that gives up. @throws TezError `timeout` when no answer came, else what the background decided. */
export function ask<Input, Output>(command: Command<Input, Output>, input: Input): Promise<Output> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TezError('timeout')), PATIENCE_MS);
    call(command, input)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
