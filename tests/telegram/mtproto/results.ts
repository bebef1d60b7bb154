/** Answers to calls as they travel: rpc_result, packed when long, or an error. */
import { gzipSync } from 'node:zlib';
import type { mtp } from '@mtcute/tl';
import { RpcError } from '../rpc/error';
import { encodeObject } from './tl';

const RPC_RESULT = 0xf35c6d01;
export const GZIP_PACKED = 0x3072cfa1;
/** Answers longer than this are sent packed, but for parts of files, which seldom get shorter. */
const PACK_FROM = 1024;
const UPLOAD_FILE = 0x096a18d5;

function pack(body: Buffer): Buffer {
  const packed = gzipSync(body, { level: 1 });
  if (packed.length > body.length * 0.9) return body;
  const head = Buffer.from([0, 0, 0, 0, 254, packed.length & 255, (packed.length >> 8) & 255, packed.length >> 16]);
  head.writeUInt32LE(GZIP_PACKED, 0);
  return Buffer.concat([head, packed, Buffer.alloc((4 - (packed.length % 4)) % 4)]);
}

export function rpcResult(requestId: bigint, body: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(RPC_RESULT, 0);
  head.writeBigUInt64LE(requestId, 4);
  const isPacked = body.length >= PACK_FROM && body.readUInt32LE(0) !== UPLOAD_FILE;
  return Buffer.concat([head, isPacked ? pack(body) : body]);
}

/** An error as an answer; whatever is not an RpcError is a fault of this server and says no more than that. */
export function errorResult(error: unknown): Buffer {
  const { code, text } = error instanceof RpcError ? error : new RpcError(500, 'INTERNAL_SERVER_ERROR');
  return encodeObject({ _: 'mt_rpc_error', errorCode: code, errorMessage: text } as mtp.RawMt_rpc_error);
}
