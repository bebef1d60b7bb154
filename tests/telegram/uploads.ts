/**
 * Files on their way up, part by part. https://core.telegram.org/api/files#uploading-files
 * Parts are kept packed, so that a big file of repeating bytes, as tests make them, takes little.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { badRequest } from './rpc/error';
import type { FileContent } from './world/media';
import type { Account } from './world/types';

const LARGEST_PART = 512 * 1024;
const SMALL_FILE = 10 * 1024 * 1024;
/** Half a megabyte each: 2 GB, or 4 with Premium. */
const MOST_PARTS = { plain: 4000, premium: 8000 };

interface Part {
  size: number;
  packed: Buffer;
}

interface Upload {
  parts: Map<number, Part>;
  total?: number;
}

/** A part of this size may be anywhere but at the end. */
function isWhole(size: number): boolean {
  return size % 1024 === 0 && LARGEST_PART % size === 0;
}

export class Uploads {
  readonly #byAccount = new Map<Account, Map<string, Upload>>();

  /**
   * Takes a part; the same one may come again.
   * @param total how many parts a big file has; absent for a small one
   * @throws FILE_PART_EMPTY, FILE_PART_TOO_BIG, FILE_PART_INVALID, FILE_PARTS_INVALID, FILE_PART_SIZE_INVALID, FILE_PART_SIZE_CHANGED
   */
  save(account: Account, id: string, index: number, bytes: Uint8Array, total?: number): void {
    const most = account.person.isPremium ? MOST_PARTS.premium : MOST_PARTS.plain;
    if (total !== undefined && (total < 1 || total > most)) throw badRequest('FILE_PARTS_INVALID');
    if (index < 0 || index >= (total ?? most)) throw badRequest('FILE_PART_INVALID');
    if (bytes.length === 0) throw badRequest('FILE_PART_EMPTY');
    if (bytes.length > LARGEST_PART) throw badRequest('FILE_PART_TOO_BIG');
    if (total !== undefined && index < total - 1 && !isWhole(bytes.length)) throw badRequest('FILE_PART_SIZE_INVALID');
    const uploads = this.#byAccount.get(account) ?? new Map<string, Upload>();
    this.#byAccount.set(account, uploads);
    const upload = uploads.get(id) ?? { parts: new Map<number, Part>() };
    if (total !== undefined) {
      if (upload.total !== undefined && upload.total !== total) throw badRequest('FILE_PARTS_INVALID');
      upload.total = total;
    }
    const first = upload.parts.get(0);
    if (first && total !== undefined && index < total - 1 && index > 0 && first.size !== bytes.length) {
      throw badRequest('FILE_PART_SIZE_CHANGED');
    }
    upload.parts.set(index, { size: bytes.length, packed: deflateRawSync(bytes, { level: 1 }) });
    uploads.set(id, upload);
  }

  /**
   * The whole file.
   * @throws FILE_PARTS_INVALID, FILE_PART_n_MISSING, FILE_PART_SIZE_INVALID, MD5_CHECKSUM_INVALID
   */
  content(account: Account, id: string, count: number, { big, md5 }: { big: boolean; md5?: string }): FileContent {
    const upload = this.#byAccount.get(account)?.get(id);
    if (count < 1 || (upload?.total !== undefined && upload.total !== count)) throw badRequest('FILE_PARTS_INVALID');
    const parts = Array.from({ length: count }, (_, index) => {
      const part = upload?.parts.get(index);
      if (!part) throw badRequest(`FILE_PART_${index}_MISSING`);
      return part;
    });
    const [size = 0] = parts.map((part) => part.size);
    if (parts.slice(0, -1).some((part) => part.size !== size || !isWhole(size)))
      throw badRequest('FILE_PART_SIZE_INVALID');
    const content = joined(parts, size);
    if (!big && content.size > SMALL_FILE) throw badRequest('FILE_PARTS_INVALID');
    if (md5 && createHash('md5').update(content.read(0, content.size)).digest('hex') !== md5.toLowerCase()) {
      throw badRequest('MD5_CHECKSUM_INVALID');
    }
    return content;
  }

  /** Telegram keeps parts for some hours only. */
  forget(): void {
    this.#byAccount.clear();
  }
}

function joined(parts: Part[], partSize: number): FileContent {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  let lastRead: { index: number; bytes: Buffer } | undefined;
  const unpacked = (index: number): Buffer => {
    if (lastRead?.index !== index) lastRead = { index, bytes: inflateRawSync(parts[index]?.packed ?? Buffer.alloc(0)) };
    return lastRead.bytes;
  };
  return {
    size,
    read(from, to) {
      const end = Math.min(to, size);
      const pieces: Buffer[] = [];
      for (let at = from; at < end; ) {
        const index = Math.floor(at / partSize);
        const piece = unpacked(index).subarray(at - index * partSize, end - index * partSize);
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}
