/** Bytes of files in the vault, part by part, each of which belongs to a record. */
import { isQuota } from '@/lib/limits/full';
import { TezError } from '@/lib/limits/model';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';

/** What a part belongs to. */
interface Owner {
  table: 'files' | 'uploads';
  id: string;
}

/** How ids of small pictures begin: they belong to no record. */
export const PICTURES = 'picture/';

/** Digits of a part's number, so that keys sort as numbers do. */
const DIGITS = 5;

/** Key of a part. */
export function partId(id: string, n: number): string {
  return `${id}/${String(n).padStart(DIGITS, '0')}`;
}

/** Numbers of parts by their keys. */
export function partNumbers(keys: readonly string[]): Set<number> {
  return new Set(keys.map((key) => Number(key.slice(key.lastIndexOf('/') + 1))));
}

/**
 * Puts a part of a record. A record that was removed while the part was sealed took all the others along, and nobody
 * would ever name this one: it goes as well.
 * @throws TezError `notFound` then; `quota`: a full disk; `locked`
 */
export async function writePart(
  records: Records,
  owner: Owner,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const blocks = sealedBlocks(records, 'fileParts');
  try {
    await blocks.write([{ id, bytes }]);
  } catch (error) {
    throw isQuota(error) ? new TezError('quota', { cause: error }) : error;
  }
  if ((await records.db.sealed(owner.table).where('id').equals(owner.id).count()) > 0) return;
  await blocks.clear(id);
  throw new TezError('notFound');
}

/** Removes parts that no record names: the worker died after it removed the record and before they went. */
export async function sweepParts(records: Records): Promise<void> {
  const blocks = sealedBlocks(records, 'fileParts');
  // Parts first: whatever is begun meanwhile has its record before its first part.
  const owners = new Set((await blocks.ids('')).map((id) => id.slice(0, id.indexOf('/') + 1)));
  owners.delete(PICTURES);
  const keysOf = (table: Owner['table']) => records.db.sealed(table).toCollection().primaryKeys();
  const [files, uploads] = [new Set(await keysOf('files')), new Set(await keysOf('uploads'))];
  for (const owner of owners) {
    const id = owner.slice(0, -1);
    // A shipment's files are told apart by a number behind a dot.
    const named = files.has(id) || uploads.has(id.slice(0, id.lastIndexOf('.')));
    if (!named) await blocks.clear(owner);
  }
}
