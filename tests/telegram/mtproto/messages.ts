/**
 * What is inside a decrypted packet: containers, service messages and calls.
 * https://core.telegram.org/mtproto/service_messages
 */
import { createRequire } from 'node:module';
import { gzipSync, unzipSync } from 'node:zlib';
import type { mtp } from '@mtcute/tl';
import { RpcError } from '../rpc/error';
import { announceSession, type Connection } from './connection';
import type { Session } from './session';
import { encodeObject, encodeResult, type Request, reader, readRequest, toBits, toLong, UnknownMethod } from './tl';

export interface IncomingMessage {
  id: bigint;
  seqNo: number;
  body: Buffer;
}

interface Channel {
  connection: Connection;
  session: Session;
}

const MSG_CONTAINER = 0x73f1f8dc;
const GZIP_PACKED = 0x3072cfa1;
const RPC_RESULT = 0xf35c6d01;
const FUTURE_SALTS = 0xae500895;
/** A packed message may not unpack to more than this. */
const MAX_UNPACKED = 8 * 1024 * 1024;
/** Answers longer than this are sent packed. */
const PACK_FROM = 1024;
const MAX_SALTS = 64;
const OLDEST = 300;
const FARTHEST = 30;

const mtSchema = createRequire(import.meta.url)('@mtcute/tl/mtp-schema.json') as { id: number }[];
const serviceIds = new Set(mtSchema.map((entry) => entry.id));

/** https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message */
const BAD = { tooLow: 16, tooHigh: 17, notDivisible: 18, container: 64, salt: 48 } as const;

/** Checks a packet's own message, then handles it and all it contains. */
export function receiveMessage(channel: Channel & { salt: bigint }, message: IncomingMessage): void {
  const { session, connection } = channel;
  const now = connection.server.seconds();
  const sentAt = Number(message.id >> 32n);
  if (message.id & 3n) return refuse(session, message, BAD.notDivisible);
  if (sentAt < now - OLDEST) return refuse(session, message, BAD.tooLow);
  if (sentAt > now + FARTHEST) return refuse(session, message, BAD.tooHigh);
  if (!session.authKey.isValidSalt(channel.salt, now)) return refuse(session, message, BAD.salt, now);
  if (!session.announced) announceSession(session, message.id, now);
  handle(channel, message, false);
}

function refuse(session: Session, message: IncomingMessage, errorCode: number, now?: number): void {
  const bad = { badMsgId: toLong(message.id), badMsgSeqno: message.seqNo, errorCode };
  const answer =
    now === undefined
      ? { _: 'mt_bad_msg_notification', ...bad }
      : { _: 'mt_bad_server_salt', ...bad, newServerSalt: toLong(session.authKey.currentSalt(now)) };
  session.enqueue(encodeObject(answer), { content: false });
}

function handle(channel: Channel, message: IncomingMessage, nested: boolean): void {
  const { body } = message;
  if (body.length < 4) return refuse(channel.session, message, BAD.container);
  const id = body.readUInt32LE(0);
  if (id === MSG_CONTAINER) {
    if (nested) return refuse(channel.session, message, BAD.container);
    return handleContainer(channel, message);
  }
  if (id === GZIP_PACKED) {
    const packed = reader(body.subarray(4)).bytes();
    const unpacked = unzipSync(packed, { maxOutputLength: MAX_UNPACKED });
    if (unpacked.length >= 4 && unpacked.readUInt32LE(0) === GZIP_PACKED) {
      return refuse(channel.session, message, BAD.container);
    }
    return handle(channel, { ...message, body: unpacked }, nested);
  }
  if (serviceIds.has(id)) return handleService(channel, message);
  handleCall(channel, message);
}

function handleContainer(channel: Channel, { id, seqNo, body }: IncomingMessage): void {
  const count = body.length >= 8 ? body.readUInt32LE(4) : 0;
  const messages: IncomingMessage[] = [];
  let at = 8;
  for (let i = 0; i < count; i++) {
    const length = at + 16 <= body.length ? body.readUInt32LE(at + 12) : -1;
    if (length < 4 || at + 16 + length > body.length)
      return refuse(channel.session, { id, seqNo, body }, BAD.container);
    messages.push({
      id: body.readBigUInt64LE(at),
      seqNo: body.readUInt32LE(at + 8),
      body: body.subarray(at + 16, at + 16 + length),
    });
    at += 16 + length;
  }
  for (const message of messages) handle(channel, message, true);
}

function handleService({ session, connection }: Channel, { id, body }: IncomingMessage): void {
  const { server } = connection;
  const say = (object: { _: string }): void => session.enqueue(encodeObject(object), { content: false, answers: id });
  const object = reader(body).object() as mtp.TlObject;
  switch (object._) {
    case 'mt_msgs_ack':
      return session.acknowledge(object.msgIds.map(toBits));
    case 'mt_ping_delay_disconnect':
      connection.closeAfter(object.disconnectDelay);
      return say({ _: 'mt_pong', msgId: toLong(id), pingId: object.pingId } as mtp.RawMt_pong);
    case 'mt_ping':
      return say({ _: 'mt_pong', msgId: toLong(id), pingId: object.pingId } as mtp.RawMt_pong);
    case 'mt_get_future_salts':
      return session.enqueue(futureSalts(session, id, server.seconds(), object.num), { content: false, answers: id });
    case 'mt_msgs_state_req': {
      // 1: nothing known; 4: received; plus 8 + 64 once the answer was made and may be acknowledged.
      const info = object.msgIds.map(toBits).map((it) => (session.hasAnswered(it) ? 76 : session.hasSeen(it) ? 4 : 1));
      return say({ _: 'mt_msgs_state_info', reqMsgId: toLong(id), info: Uint8Array.from(info) } as { _: string });
    }
    case 'mt_msg_resend_req':
      return session.resendOnly(object.msgIds.map(toBits));
    case 'mt_destroy_session': {
      const done = session.id !== toBits(object.sessionId) && server.destroySession(session, toBits(object.sessionId));
      const answer = done ? 'mt_destroy_session_ok' : 'mt_destroy_session_none';
      return say({ _: answer, sessionId: object.sessionId } as { _: string });
    }
    case 'mt_destroy_auth_key':
      session.enqueue(rpcResult(id, encodeObject({ _: 'mt_destroy_auth_key_ok' })), { content: true, answers: id });
      session.flush();
      return server.destroyKey(session.authKey);
    case 'mt_rpc_drop_answer': {
      const dropped = session.dropAnswer(toBits(object.reqMsgId));
      const answer = dropped ? 'mt_rpc_answer_dropped_running' : 'mt_rpc_answer_unknown';
      return session.enqueue(rpcResult(id, encodeObject({ _: answer })), { content: true, answers: id });
    }
  }
}

/** Written by hand: the writer map cannot write the bare vector of this constructor. */
function futureSalts(session: Session, requestId: bigint, now: number, count: number): Buffer {
  const salts = session.authKey.futureSalts(now, Math.max(1, Math.min(count, MAX_SALTS)));
  const out = Buffer.alloc(20 + salts.length * 16);
  out.writeUInt32LE(FUTURE_SALTS, 0);
  out.writeBigUInt64LE(requestId, 4);
  out.writeUInt32LE(now, 12);
  out.writeUInt32LE(salts.length, 16);
  salts.forEach(({ validSince, validUntil, salt }, i) => {
    out.writeUInt32LE(validSince, 20 + i * 16);
    out.writeUInt32LE(validUntil, 24 + i * 16);
    out.writeBigUInt64LE(salt, 28 + i * 16);
  });
  return out;
}

function rpcResult(requestId: bigint, body: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(RPC_RESULT, 0);
  head.writeBigUInt64LE(requestId, 4);
  return Buffer.concat([head, body.length >= PACK_FROM ? pack(body) : body]);
}

function pack(body: Buffer): Buffer {
  const packed = gzipSync(body, { level: 1 });
  if (packed.length > body.length * 0.9) return body;
  const head = Buffer.from([0, 0, 0, 0, 254, packed.length & 255, (packed.length >> 8) & 255, packed.length >> 16]);
  head.writeUInt32LE(GZIP_PACKED, 0);
  return Buffer.concat([head, packed, Buffer.alloc((4 - (packed.length % 4)) % 4)]);
}

function errorResult(error: unknown): Buffer {
  const { code, text } = error instanceof RpcError ? error : new RpcError(500, 'INTERNAL_SERVER_ERROR');
  return encodeObject({ _: 'mt_rpc_error', errorCode: code, errorMessage: text } as mtp.RawMt_rpc_error);
}

function decode(body: Buffer): Request {
  try {
    return readRequest(reader(body));
  } catch (error) {
    throw new RpcError(400, error instanceof UnknownMethod ? 'METHOD_INVALID' : 'INPUT_FETCH_ERROR');
  }
}

function handleCall({ connection, session }: Channel, { id, body }: IncomingMessage): void {
  if (!session.begin(id)) return;
  const settle = (encoded: Buffer): void => session.enqueue(rpcResult(id, encoded), { content: true, answers: id });
  const fail = (error: unknown): Buffer => {
    if (!(error instanceof RpcError)) connection.server.noteFailure(error);
    return errorResult(error);
  };
  try {
    const { method, result } = connection.server.call({ session, connection, messageId: id }, decode(body));
    if (!(result instanceof Promise)) return settle(encodeResult(method, result));
    // The answer takes a while, so say that the call has arrived, or the client asks for its state.
    session.enqueue(encodeObject({ _: 'mt_msgs_ack', msgIds: [toLong(id)] } as mtp.RawMt_msgs_ack), { content: false });
    const finished = result
      .then((value) => encodeResult(method, value))
      .catch(fail)
      .then((encoded) => {
        if (!session.running.delete(id)) return;
        settle(encoded);
        session.flush();
      });
    session.running.set(id, finished);
  } catch (error) {
    settle(fail(error));
  }
}
