/** Answers to calls as they travel: rpc_result, packed when long, or an error. */
import { gzipSync } from 'node:zlib';
import type { mtp } from '@mtcute/tl';
import { RpcError } from '../rpc/error';
import { encodeObject } from './tl';

const RPC_RESULT = 0xf35c6d01;
export const GZIP_PACKED = 0x3072cfa1;
/** Answers longer than this are sent packed. */
const PACK_FROM = 1024;

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
  return Buffer.concat([head, body.length >= PACK_FROM ? pack(body) : body]);
}

/** An error as an answer; whatever is not an RpcError is a fault of this server and says no more than that. */
export function errorResult(error: unknown): Buffer {
  const { code, text } = error instanceof RpcError ? error : new RpcError(500, 'INTERNAL_SERVER_ERROR');
  return encodeObject({ _: 'mt_rpc_error', errorCode: code, errorMessage: text } as mtp.RawMt_rpc_error);
}
