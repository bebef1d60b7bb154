import type { Shipment } from '@/lib/files/shipment';
import { TezError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import { partId, partNumbers, writeBlock } from './store';

/** Shipments in memory and in the vault, their bytes in the vault alone. */
export function createShipments({ records, announce }: { records: Records; announce: (topics: string[]) => void }) {
  const table = records.db.sealed('uploads');
  const blocks = sealedBlocks(records, 'fileParts');
  const all = new Map<string, Shipment>();
  const versions = new Map<string, number>();
  let era = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work, work);
    queue = done.catch(() => undefined);
    return done;
  }

  async function put(shipment: Shipment): Promise<void> {
    const started = era;
    const v = (versions.get(shipment.id) ?? 0) + 1;
    await table.put(await records.sealed('uploads', shipment.id, v, shipment, { state: shipment.state }));
    if (started !== era) throw new TezError('locked');
    versions.set(shipment.id, v);
    all.set(shipment.id, shipment);
    announce(['uploads']);
  }

  const keyOf = (id: string, file: number) => `${id}.${file}`;

  return {
    /** @throws TezError `locked` */
    async load(): Promise<void> {
      const started = era;
      for (const row of await table.toArray()) {
        // One that is damaged must not stop the others.
        const shipment = await records.opened<Shipment>('uploads', row).catch((error) => {
          if (TezError.from(error).kind !== 'damaged') throw error;
        });
        if (started !== era) throw new TezError('locked');
        if (!shipment) continue;
        all.set(row.id, shipment);
        versions.set(row.id, row.v);
      }
    },
    all: () => [...all.values()],
    get: (id: string) => all.get(id),
    add: (shipment: Shipment) =>
      inTurn(async () => {
        if (!all.has(shipment.id)) await put(shipment);
      }),
    change: (id: string, to: (shipment: Shipment) => Shipment) =>
      inTurn(async () => {
        const before = all.get(id);
        if (!before) return undefined;
        const after = to(before);
        if (after !== before) await put(after);
        return after;
      }),
    remove: (id: string) =>
      inTurn(async () => {
        if (!all.has(id)) return;
        await table.delete(id);
        all.delete(id);
        versions.delete(id);
        await blocks.clear(`${id}.`);
        announce(['uploads']);
      }),
    parts: async (id: string, file: number) => partNumbers(await blocks.ids(`${keyOf(id, file)}/`)),
    /** @throws TezError `damaged`, `locked` */
    async readPart(id: string, file: number, n: number): Promise<Uint8Array | undefined> {
      const [bytes] = await blocks.read([partId(keyOf(id, file), n)]);
      return bytes;
    },
    writePart: (id: string, file: number, n: number, bytes: Uint8Array<ArrayBuffer>) =>
      writeBlock(blocks, partId(keyOf(id, file), n), bytes),
    forget(): void {
      era += 1;
      all.clear();
      versions.clear();
    },
  };
}

export type Shipments = ReturnType<typeof createShipments>;
