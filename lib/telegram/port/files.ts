import type { FileLocation } from '@/lib/files/model';

/** Files in parts. https://core.telegram.org/api/files */
export interface FilesPort {
  /**
   * Bytes `offset` to `offset + limit` of a file, fewer at its end; from whichever data centre has it. `limit` divides
   * 1 MiB and `offset` is a multiple of it. `picture` names a smaller size (`PictureSize.type`). Rejects with `fileExpired` when the location's
   * reference is too old: ask for the message again.
   */
  filePart(
    at: FileLocation,
    options: { offset: number; limit: number; picture?: string; signal?: AbortSignal },
  ): Promise<Uint8Array>;
  /** Gives Telegram one part of a new file. The same part may be given again. */
  uploadPart(part: UploadPart, signal?: AbortSignal): Promise<void>;
  /** What the account may upload, bytes: more with Telegram Premium. */
  uploadLimit(): Promise<number>;
}

export interface UploadPart {
  /** Decimal 64-bit number, made once for the file. */
  fileId: string;
  /** From 0. */
  index: number;
  /** Of the whole file. */
  parts: number;
  /** Above 10 MB, where Telegram asks for other calls and no checksum. */
  big: boolean;
  bytes: Uint8Array;
}

/** A file whose parts Telegram has, not yet sent. */
export interface UploadedFile {
  fileId: string;
  parts: number;
  big: boolean;
  name: string;
  mime: string;
  /** MD5 in hex of a file that is not big; absent where it was not computed. */
  md5?: string;
}
