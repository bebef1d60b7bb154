/** Photos and documents as TL carries them. */
import type { tl } from '@mtcute/tl';
import { toLong } from '../mtproto/tl';
import type { DocumentFile, MediaFile, PhotoFile, Picture } from '../world/media';
import type { World } from '../world/world';

/** Files are found by their id alone; the hash only has to be the same each time. */
export const mediaHash = (id: number): bigint => BigInt(id) * 7919n + 13n;

/** What lets a client have the file; told anew with every message, and too old once the world's age has gone up. */
export function fileReference(world: World, id: number): Buffer {
  return Buffer.from(`ref ${id} ${world.referenceAge}`);
}

export type ReferenceState = 'good' | 'expired' | 'invalid' | 'empty';

export function referenceState(world: World, id: number, reference: Uint8Array): ReferenceState {
  if (reference.length === 0) return 'empty';
  const [, of, age] = /^ref (\d+) (\d+)$/.exec(Buffer.from(reference).toString('latin1')) ?? [];
  if (of !== String(id)) return 'invalid';
  return Number(age) === world.referenceAge ? 'good' : 'expired';
}

function sizes(pictures: Picture[], stripped: Buffer | undefined): tl.TypePhotoSize[] {
  const tiny: tl.TypePhotoSize[] = stripped ? [{ _: 'photoStrippedSize', type: 'i', bytes: stripped }] : [];
  const real = pictures.map(({ type, width: w, height: h, content }): tl.TypePhotoSize => {
    return { _: 'photoSize', type, w, h, size: content.size };
  });
  return [...tiny, ...real];
}

function common(world: World, { id, date, dc }: MediaFile) {
  const numbers = { id: toLong(BigInt(id)), accessHash: toLong(mediaHash(id)), dcId: dc };
  return { ...numbers, fileReference: fileReference(world, id), date };
}

export function photoFile(world: World, file: PhotoFile): tl.RawPhoto {
  return { _: 'photo', ...common(world, file), sizes: sizes(file.sizes, file.stripped) };
}

export function documentFile(world: World, file: DocumentFile): tl.RawDocument {
  const thumbs = sizes(file.thumbs, file.stripped);
  return {
    _: 'document',
    ...common(world, file),
    mimeType: file.mime,
    size: file.content.size,
    attributes: file.attributes,
    ...(thumbs.length ? { thumbs } : {}),
  };
}
