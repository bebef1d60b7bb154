import { Long, type tl } from '@mtcute/core';
import type { FileLocation } from '@/lib/files/model';
import { TezError } from '@/lib/limits/model';
import type { UploadPart } from '../port/files';
import { toInputFile } from './map-file';
import { rpcText } from './rpc-error';
import type { Session } from './session';

/** A part may take this long on a poor line. */
const DEADLINE = 60_000;
/** https://core.telegram.org/api/files#uploading-files */
const PART = 512 * 1024;
const MOST_PARTS = { plain: 4000, premium: 8000 };
/** Times a file may be said to be elsewhere. */
const MOST_MOVES = 3;

export interface PartOptions {
  offset: number;
  limit: number;
  picture?: string;
  signal?: AbortSignal;
}

/** A part of a file, from the data centre that has it. */
export async function filePart(session: Session, at: FileLocation, options: PartOptions): Promise<Uint8Array> {
  const { offset, limit, signal } = options;
  const location = toLocation(at, options.picture);
  let dc = at.dc;
  for (let moves = 0; ; moves += 1) {
    try {
      const file = await session.call(
        { _: 'upload.getFile', location, offset, limit },
        { signal, dc, kind: 'download', deadline: DEADLINE },
      );
      // Telegram offers its public caches only to those who say that they can use them.
      if (file._ !== 'upload.file') throw new TezError('internal');
      return file.bytes;
    } catch (error) {
      const moved = Number(/^FILE_MIGRATE_(\d+)$/.exec(rpcText(error) ?? '')?.[1] ?? Number.NaN);
      if (Number.isNaN(moved) || moves === MOST_MOVES) throw error;
      dc = moved;
    }
  }
}

function toLocation(at: FileLocation, picture: string | undefined): tl.TypeInputFileLocation {
  const file = toInputFile(at);
  if (at.is === 'photo') return { _: 'inputPhotoFileLocation', ...file, thumbSize: picture ?? at.size ?? '' };
  return { _: 'inputDocumentFileLocation', ...file, thumbSize: picture ?? '' };
}

/** Telegram takes files where the account is at home. */
export async function uploadPart(session: Session, part: UploadPart, signal?: AbortSignal): Promise<void> {
  const { index, parts, big, bytes } = part;
  const fileId = Long.fromString(part.fileId);
  const request: tl.upload.RawSaveFilePartRequest | tl.upload.RawSaveBigFilePartRequest = big
    ? { _: 'upload.saveBigFilePart', fileId, filePart: index, fileTotalParts: parts, bytes }
    : { _: 'upload.saveFilePart', fileId, filePart: index, bytes };
  const taken = await session.call(request, { signal, kind: 'upload', deadline: DEADLINE });
  if (!taken) throw new TezError('telegramBusy');
}

export async function uploadLimit(session: Session): Promise<number> {
  const [me] = await session.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] });
  const premium = me?._ === 'user' && me.premium === true;
  return PART * (premium ? MOST_PARTS.premium : MOST_PARTS.plain);
}
