import type { Shipment } from '@/lib/files/shipment';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import { sealedMap } from '@/lib/store/sealed-map';
import { partId, partNumbers, writePart } from './parts';

/** Shipments in memory and in the vault, their bytes in the vault alone. */
export function createShipments({ records, announce }: { records: Records; announce: (topics: string[]) => void }) {
  const blocks = sealedBlocks(records, 'fileParts');
  const { remove, ...shipments } = sealedMap<Shipment>({
    records,
    table: 'uploads',
    indexOf: ({ state }) => ({ state }),
    changed: () => announce(['uploads']),
  });
  const keyOf = (id: string, file: number) => `${id}.${file}`;

  return {
    ...shipments,
    /** Removes a shipment with its bytes. */
    remove: (id: string) => remove([id], (gone) => blocks.clear(`${gone}.`)),
    parts: async (id: string, file: number) => partNumbers(await blocks.ids(`${keyOf(id, file)}/`)),
    /** @throws TezError `damaged`, `locked` */
    async readPart(id: string, file: number, n: number): Promise<Uint8Array | undefined> {
      const [bytes] = await blocks.read([partId(keyOf(id, file), n)]);
      return bytes;
    },
    /** @throws TezError `notFound` where the shipment was dropped meanwhile, `quota`, `locked` */
    writePart: (id: string, file: number, n: number, bytes: Uint8Array<ArrayBuffer>) =>
      writePart(records, { table: 'uploads', id }, partId(keyOf(id, file), n), bytes),
  };
}

export type Shipments = ReturnType<typeof createShipments>;
