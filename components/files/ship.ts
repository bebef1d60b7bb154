import type { Ask } from '@/components/background/ask';
import type { InputOf } from '@/lib/bus/contract';
import { begin, dropUpload, putUrl, ready } from '@/lib/files/contract';
import { PART_BYTES, partsOf } from '@/lib/files/stored';
import { TezError, type WireError } from '@/lib/limits/model';

export interface ShipDeps {
  ask: Ask;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves in `ms`. */
  pause: (ms: number) => Promise<void>;
  signal: AbortSignal;
}

const PARTS_AT_ONCE = 3;
/** A worker that died while it took a part is back soon: the part is given again. */
const AGAIN_AFTER = [200, 1_000, 3_000];

/**
 * Copies files into the vault, part by part, and lets them go: from then on the worker sees to it. Whatever goes wrong
 * before, nothing is sent. @throws TezError `fileChanged`, `quota`, `fileTooBig`…
 */
export async function ship(
  deps: ShipDeps,
  wanted: InputOf<typeof begin>,
  files: readonly Blob[],
  onCopied: (bytes: number) => void,
): Promise<void> {
  const { ask } = deps;
  const { id } = wanted;
  await again(deps, () => ask(begin, wanted));
  try {
    const parts = files.flatMap((file, n) =>
      Array.from({ length: partsOf(file.size) }, (_, part) => ({ n, part, from: part * PART_BYTES })),
    );
    let copied = 0;
    const lanes = Array.from({ length: PARTS_AT_ONCE }, async () => {
      for (let next = parts.shift(); next; next = parts.shift()) {
        const { n, part, from } = next;
        const bytes = await read(files[n]?.slice(from, from + PART_BYTES) ?? new Blob());
        await again(deps, () => put(deps, putUrl(id, n, part), bytes));
        copied += bytes.byteLength;
        onCopied(copied);
      }
    });
    await Promise.all(lanes);
    await again(deps, () => ask(ready, { id }));
  } catch (error) {
    ask(dropUpload, { id }).catch(() => undefined);
    throw error;
  }
}

/** A file that changed since it was chosen is not read any more. */
async function read(slice: Blob): Promise<ArrayBuffer> {
  try {
    return await slice.arrayBuffer();
  } catch (cause) {
    throw new TezError('fileChanged', { cause });
  }
}

async function put({ fetch, signal }: ShipDeps, url: string, body: ArrayBuffer): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(url, { method: 'PUT', body, signal });
  } catch (cause) {
    // No worker heard it, or the person took it back.
    throw new TezError(signal.aborted ? 'invalidInput' : 'internal', { cause });
  }
  if (answer.status !== 204) throw TezError.fromWire((await answer.json()) as WireError);
}

async function again<T>({ pause, signal }: ShipDeps, work: () => Promise<T>): Promise<T> {
  for (const wait of [...AGAIN_AFTER, null]) {
    if (signal.aborted) throw new TezError('invalidInput');
    try {
      return await work();
    } catch (error) {
      const { kind } = TezError.from(error);
      if (wait === null || (kind !== 'internal' && kind !== 'timeout')) throw error;
      await pause(wait);
    }
  }
  throw new TezError('internal');
}
