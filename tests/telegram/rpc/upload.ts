/** upload.getFile for profile pictures, photos and documents. https://core.telegram.org/api/files */
import type { tl } from '@mtcute/tl';
import { toBits } from '../mtproto/tl';
import { resolvePeer } from '../shape/ids';
import { drawPicture, fileBytes, fileReference, PICTURE_SIZES } from '../shape/pictures';
import { kindOf } from '../world/ids';
import type { Photo } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, seeOther } from './error';

const LARGEST_PART = 1024 * 1024;

interface Content {
  dc: number;
  type: tl.storage.TypeFileType;
  size: number;
  read(from: number, to: number): Buffer;
}

function picture(colors: [string, string], dc: number, type: string): Content {
  const side = PICTURE_SIZES.find((size) => size.type === type)?.side ?? 640;
  const bytes = drawPicture(colors, side);
  return { dc, type: { _: 'storage.filePng' }, size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}

function photoOf({ world }: SignedCall, id: number): Photo | undefined {
  const owners = [...world.people.values(), ...world.groups.values(), ...world.channels.values()];
  return owners.find(({ photo }) => photo?.id === id)?.photo;
}

function contentOf(call: SignedCall, location: tl.TypeInputFileLocation): Content {
  const { world, account } = call;
  if (location._ === 'inputPeerPhotoFileLocation') {
    const owner = resolvePeer(world, account, location.peer);
    const photo = kindOf(owner) === 'user' ? world.people.get(owner)?.photo : world.group(owner)?.photo;
    if (!photo) throw badRequest('LOCATION_INVALID');
    return picture(photo.colors, photo.dc, location.big ? 'c' : 'a');
  }
  if (location._ !== 'inputPhotoFileLocation' && location._ !== 'inputDocumentFileLocation') {
    throw badRequest('LOCATION_INVALID');
  }
  const id = Number(toBits(location.id));
  if (!Buffer.from(fileReference(id)).equals(location.fileReference)) throw badRequest('FILE_REFERENCE_INVALID');
  const media = world.media.get(id);
  if (location._ === 'inputPhotoFileLocation') {
    const photo = photoOf(call, id) ?? media;
    if (!photo?.colors) throw badRequest('LOCATION_INVALID');
    return picture(photo.colors, photo.dc, location.thumbSize);
  }
  if (!media) throw badRequest('LOCATION_INVALID');
  const size = media.size ?? 0;
  return { dc: media.dc, type: { _: 'storage.fileUnknown' }, size, read: (from, to) => fileBytes(id, from, to) };
}

export const uploadMethods: SignedMethods = {
  'upload.getFile': (call, { location, offset, limit }) => {
    if (limit <= 0 || limit > LARGEST_PART || offset < 0) throw badRequest('LIMIT_INVALID');
    const content = contentOf(call, location);
    if (content.dc !== call.dc) throw seeOther(`FILE_MIGRATE_${content.dc}`);
    const bytes = content.read(offset, Math.min(offset + limit, content.size));
    return { _: 'upload.file', type: content.type, mtime: 0, bytes };
  },
};
