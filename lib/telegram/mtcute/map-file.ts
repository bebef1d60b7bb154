import { Long, type tl } from '@mtcute/core';
import type { FileLocation, PictureSize, TelegramFile } from '@/lib/files/model';
import { fromBase64, toBase64 } from './base64';

/** A photo of a message; null for one that is gone. */
export function mapPhoto(photo: tl.TypePhoto | undefined): TelegramFile | null {
  if (photo?._ !== 'photo') return null;
  const sizes = mapSizes(photo.sizes);
  const original = sizes.at(-1);
  if (!original) return null;
  const { type, width, height, size } = original;
  const at: FileLocation = { ...locate(photo), is: 'photo', size: type };
  const file: TelegramFile = { at, size, mime: 'image/jpeg', width, height, sizes };
  const blur = blurOf(photo.sizes);
  if (blur) file.blur = blur;
  return file;
}

/** A document of a message: a file, a video, a voice note. Null for one that is gone. */
export function mapDocument(document: tl.TypeDocument | undefined): TelegramFile | null {
  if (document?._ !== 'document') return null;
  const file: TelegramFile = {
    at: { ...locate(document), is: 'document' },
    size: document.size,
    mime: document.mimeType,
    sizes: mapSizes(document.thumbs ?? []),
  };
  const blur = blurOf(document.thumbs ?? []);
  if (blur) file.blur = blur;
  for (const attribute of document.attributes) addAttribute(file, attribute);
  return file;
}

function addAttribute(file: TelegramFile, attribute: tl.TypeDocumentAttribute): void {
  switch (attribute._) {
    case 'documentAttributeFilename':
      file.name = attribute.fileName;
      break;
    case 'documentAttributeImageSize':
      file.width = attribute.w;
      file.height = attribute.h;
      break;
    case 'documentAttributeVideo':
      file.width = attribute.w;
      file.height = attribute.h;
      file.duration = attribute.duration;
      break;
    case 'documentAttributeAudio':
      file.duration = attribute.duration;
      if (attribute.title) file.title = attribute.title;
      if (attribute.performer) file.performer = attribute.performer;
      if (attribute.voice && attribute.waveform?.length) file.waveform = unpackWaveform(attribute.waveform);
      break;
  }
}

function locate({ id, accessHash, fileReference, dcId }: tl.RawPhoto | tl.RawDocument) {
  return {
    dc: dcId,
    id: id.toString(),
    accessHash: accessHash.toString(),
    reference: toBase64(fileReference),
  };
}

/** Ascending by width. https://core.telegram.org/api/files#image-thumbnail-types */
function mapSizes(sizes: readonly tl.TypePhotoSize[]): PictureSize[] {
  return sizes
    .flatMap((it): PictureSize[] => {
      if (it._ === 'photoSize') return [{ type: it.type, width: it.w, height: it.h, size: it.size }];
      if (it._ !== 'photoSizeProgressive') return [];
      return [{ type: it.type, width: it.w, height: it.h, size: Math.max(...it.sizes) }];
    })
    .sort((a, b) => a.width - b.width);
}

function blurOf(sizes: readonly tl.TypePhotoSize[]): string | undefined {
  const stripped = sizes.find((it) => it._ === 'photoStrippedSize');
  return stripped && toBase64(stripped.bytes);
}

const WAVE_BITS = 5;
const MOST_VALUES = 100;

/** Five bits a value, lowest first. https://core.telegram.org/constructor/documentAttributeAudio */
export function unpackWaveform(packed: Uint8Array): number[] {
  const count = Math.min(Math.floor((packed.length * 8) / WAVE_BITS), MOST_VALUES);
  return Array.from({ length: count }, (_, i) => {
    const bit = i * WAVE_BITS;
    const pair = (packed[bit >> 3] ?? 0) | ((packed[(bit >> 3) + 1] ?? 0) << 8);
    return (pair >> (bit & 7)) & 31;
  });
}

export function packWaveform(values: readonly number[]): Uint8Array {
  const packed = new Uint8Array(Math.ceil((values.length * WAVE_BITS) / 8) + 1);
  for (const [i, value] of values.entries()) {
    const shifted = Math.min(Math.max(Math.round(value), 0), 31) << ((i * WAVE_BITS) & 7);
    const at = (i * WAVE_BITS) >> 3;
    packed[at] = (packed[at] ?? 0) | (shifted & 255);
    packed[at + 1] = (packed[at + 1] ?? 0) | (shifted >> 8);
  }
  return packed.subarray(0, -1);
}

/** How to speak of a file to Telegram: as something to be sent again. */
export function toInputFile({ id, accessHash, reference }: FileLocation) {
  return {
    id: Long.fromString(id),
    accessHash: Long.fromString(accessHash),
    fileReference: fromBase64(reference),
  };
}
