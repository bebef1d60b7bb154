/** Files up and down in parts. https://core.telegram.org/api/files */
import type { tl } from '@mtcute/tl';
import { bytesContent } from '../made/bytes';
import { toBits } from '../mtproto/tl';
import { referenceState } from '../shape/files';
import { resolvePeer } from '../shape/ids';
import { drawPicture, PICTURE_SIZES } from '../shape/pictures';
import { kindOf } from '../world/ids';
import type { FileContent, MediaFile } from '../world/media';
import type { Photo } from '../world/types';
import type { SignedCall, SignedMethods } from './call';
import { badRequest, seeOther } from './error';

const MIB = 1024 * 1024;

interface Found {
  dc: number;
  type: tl.storage.TypeFileType;
  content: FileContent;
}

function profilePicture({ colors, dc }: Photo, type: string): Found {
  const side = PICTURE_SIZES.find((size) => size.type === type)?.side ?? 640;
  const bytes = drawPicture(colors, side);
  return {
    dc,
    type: { _: 'storage.filePng' },
    content: bytesContent(bytes),
  };
}

function photoOf({ world }: SignedCall, id: number): Photo | undefined {
  const owners = [...world.people.values(), ...world.groups.values(), ...world.channels.values()];
  return owners.find(({ photo }) => photo?.id === id)?.photo;
}

/** The original, or one of its sizes. */
function contentOf(file: MediaFile, size: string): FileContent {
  if (file.kind === 'document' && size === '') return file.content;
  const pictures = file.kind === 'photo' ? file.sizes : file.thumbs;
  const picture = pictures.find(({ type }) => type === size);
  if (!picture) throw badRequest('LOCATION_INVALID');
  return picture.content;
}

function find(call: SignedCall, location: tl.TypeInputFileLocation): Found {
  const { world, account } = call;
  if (location._ === 'inputPeerPhotoFileLocation') {
    const owner = resolvePeer(world, account, location.peer);
    const photo = kindOf(owner) === 'user' ? world.people.get(owner)?.photo : world.group(owner)?.photo;
    if (!photo) throw badRequest('LOCATION_INVALID');
    return profilePicture(photo, location.big ? 'c' : 'a');
  }
  if (location._ !== 'inputPhotoFileLocation' && location._ !== 'inputDocumentFileLocation') {
    throw badRequest('LOCATION_INVALID');
  }
  const id = Number(toBits(location.id));
  const profile = location._ === 'inputPhotoFileLocation' ? photoOf(call, id) : undefined;
  if (profile) return profilePicture(profile, location.thumbSize);
  const file = world.files.get(id);
  const isDocument = location._ === 'inputDocumentFileLocation';
  if (!file || (file.kind === 'document') !== isDocument) throw badRequest('LOCATION_INVALID');
  // Another data centre is named before the reference is looked at.
  if (file.dc !== call.dc) throw seeOther(`FILE_MIGRATE_${file.dc}`);
  const state = referenceState(world, id, location.fileReference);
  if (state !== 'good') throw badRequest(`FILE_REFERENCE_${state.toUpperCase()}`);
  const isPicture = !isDocument || location.thumbSize !== '';
  const type: tl.storage.TypeFileType = { _: isPicture ? 'storage.fileJpeg' : 'storage.fileUnknown' };
  return { dc: file.dc, type, content: contentOf(file, location.thumbSize) };
}

/** https://core.telegram.org/api/files#downloading-files */
function checkRange({ offset, limit, precise }: tl.upload.RawGetFileRequest): void {
  const step = precise ? 1024 : 4096;
  if (offset < 0 || offset % step !== 0) throw badRequest('OFFSET_INVALID');
  if (limit <= 0 || limit > MIB || limit % step !== 0) throw badRequest('LIMIT_INVALID');
  if (!precise && MIB % limit !== 0) throw badRequest('LIMIT_INVALID');
  if (Math.floor(offset / MIB) !== Math.floor((offset + limit - 1) / MIB)) throw badRequest('LIMIT_INVALID');
}

export const uploadMethods: SignedMethods = {
  'upload.getFile': (call, request) => {
    checkRange(request);
    const { offset, limit } = request;
    const { dc, type, content } = find(call, request.location);
    if (dc !== call.dc) throw seeOther(`FILE_MIGRATE_${dc}`);
    const bytes = content.read(Math.min(offset, content.size), Math.min(offset + limit, content.size));
    return { _: 'upload.file', type, mtime: 0, bytes };
  },
  'upload.saveFilePart': ({ core, account }, { fileId, filePart, bytes }) => {
    core.uploads.save(account, fileId.toString(), filePart, bytes);
    return true;
  },
  'upload.saveBigFilePart': ({ core, account }, { fileId, filePart, fileTotalParts, bytes }) => {
    core.uploads.save(account, fileId.toString(), filePart, bytes, fileTotalParts);
    return true;
  },
};
