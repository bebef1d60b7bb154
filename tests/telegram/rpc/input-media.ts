/** What a client gives to be sent: uploaded, already here, or no file at all. */
import type { tl } from '@mtcute/tl';
import { imageSize } from '../made/image-size';
import { drawnSizes, drawnStripped } from '../made/picture';
import { toBits } from '../mtproto/tl';
import { referenceState } from '../shape/files';
import type { DocumentFile, FileContent, Media, MediaFile, PhotoFile } from '../world/media';
import type { SignedCall } from './call';
import { badRequest } from './error';

const LARGEST_PHOTO = 10 * 1024 * 1024;

function uploaded({ core, account }: SignedCall, file: tl.TypeInputFile): FileContent {
  switch (file._) {
    case 'inputFile':
      return core.uploads.content(account, file.id.toString(), file.parts, { big: false, md5: file.md5Checksum });
    case 'inputFileBig':
      return core.uploads.content(account, file.id.toString(), file.parts, { big: true });
    default:
      throw badRequest('MEDIA_INVALID');
  }
}

/** @throws IMAGE_PROCESS_FAILED, PHOTO_INVALID_DIMENSIONS, PHOTO_FILE_TOO_BIG */
function photoOf(call: SignedCall, file: tl.TypeInputFile): PhotoFile {
  const content = uploaded(call, file);
  const size = imageSize(content);
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (content.size > LARGEST_PHOTO) throw badRequest('PHOTO_FILE_TOO_BIG');
  const isOdd = width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height);
  if (isOdd || width === 0 || height === 0) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const id = call.world.nextFileId();
  const sizes = drawnSizes(id, width, height, Math.min(320, Math.max(width, height) - 1));
  const type = Math.max(width, height) > 800 ? 'y' : 'x';
  return {
    kind: 'photo',
    id,
    dc: call.account.dc,
    date: call.now,
    stripped: drawnStripped(id, width, height),
    sizes: [...sizes, { type, width, height, content }],
  };
}

function documentOf(call: SignedCall, given: tl.RawInputMediaUploadedDocument): DocumentFile {
  const content = uploaded(call, given.file);
  const name = 'name' in given.file ? given.file.name : '';
  const isNamed = given.attributes.some(({ _ }) => _ === 'documentAttributeFilename');
  const isVoice = given.attributes.some((it) => it._ === 'documentAttributeAudio' && it.voice);
  const attributes = [...given.attributes];
  if (!isNamed && !isVoice && name) attributes.push({ _: 'documentAttributeFilename', fileName: name });
  const id = call.world.nextFileId();
  const document: DocumentFile = {
    kind: 'document',
    id,
    dc: call.account.dc,
    date: call.now,
    mime: given.mimeType,
    content,
    attributes,
    thumbs: [],
  };
  const video = attributes.find((it): it is tl.RawDocumentAttributeVideo => it._ === 'documentAttributeVideo');
  const shown = video ? { width: video.w, height: video.h } : given.mimeType.startsWith('image/') && imageSize(content);
  if (!shown || shown.width === 0 || shown.height === 0) return document;
  const { width, height } = shown;
  document.thumbs = drawnSizes(id, width, height, 320).slice(-1);
  document.stripped = drawnStripped(id, width, height);
  return document;
}

/** A file that is here already. @throws FILE_REFERENCE_EXPIRED, FILE_REFERENCE_INVALID, FILE_REFERENCE_EMPTY, MEDIA_EMPTY */
function known(
  { world }: SignedCall,
  input: tl.RawInputPhoto | tl.RawInputDocument,
  kind: MediaFile['kind'],
): MediaFile {
  const id = Number(toBits(input.id));
  const state = referenceState(world, id, input.fileReference);
  if (state !== 'good') throw badRequest(`FILE_REFERENCE_${state.toUpperCase()}`);
  const file = world.files.get(id);
  if (file?.kind !== kind) throw badRequest('MEDIA_EMPTY');
  return file;
}

function fileOf(call: SignedCall, media: tl.TypeInputMedia): MediaFile | undefined {
  switch (media._) {
    case 'inputMediaUploadedPhoto':
      return photoOf(call, media.file);
    case 'inputMediaUploadedDocument':
      return documentOf(call, media);
    case 'inputMediaPhoto':
      if (media.id._ !== 'inputPhoto') throw badRequest('MEDIA_EMPTY');
      return known(call, media.id, 'photo');
    case 'inputMediaDocument':
      if (media.id._ !== 'inputDocument') throw badRequest('MEDIA_EMPTY');
      return known(call, media.id, 'document');
    default:
      return undefined;
  }
}

function pointOf(input: tl.TypeInputGeoPoint): { lat: number; long: number } {
  if (input._ !== 'inputGeoPoint' || Math.abs(input.lat) > 90 || Math.abs(input.long) > 180) {
    throw badRequest('MEDIA_INVALID');
  }
  return { lat: input.lat, long: input.long };
}

export function mediaOf(call: SignedCall, media: tl.TypeInputMedia): Media {
  const file = fileOf(call, media);
  if (file) {
    const given: Media = { kind: 'file', file };
    if ('spoiler' in media && media.spoiler) given.spoiler = true;
    if ('ttlSeconds' in media && media.ttlSeconds) given.seconds = media.ttlSeconds;
    return given;
  }
  switch (media._) {
    case 'inputMediaGeoPoint':
      return { kind: 'location', ...pointOf(media.geoPoint) };
    case 'inputMediaVenue':
      return { kind: 'location', ...pointOf(media.geoPoint), title: media.title, address: media.address };
    case 'inputMediaContact': {
      const phone = media.phoneNumber.replace(/\D/g, '');
      if (!phone) throw badRequest('PHONE_NUMBER_INVALID');
      const person = [...call.world.people.values()].find((one) => one.phone === phone && !one.hidesPhone)?.id;
      const { firstName, lastName } = media;
      return { kind: 'contact', firstName, lastName, phone, ...(person === undefined ? {} : { person }) };
    }
    default:
      throw badRequest('MEDIA_INVALID');
  }
}
