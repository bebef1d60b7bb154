/** What is inside a decrypted packet: containers, service messages and calls. */
import { createRequire } from 'node:module';
import { unzipSync } from 'node:zlib';
import type { mtp } from '@mtcute/tl';
import { RpcError } from '../rpc/error';
import { announceSession } from './new-session';
import { errorResult, GZIP_PACKED, rpcResult } from './results';
import { answerService, type Channel } from './service';
import type { Session } from './session';
import { encodeObject, encodeResult, type Request, reader, readRequest, toLong, UnknownMethod } from './tl';

export interface IncomingMessage {
  id: bigint;
  seqNo: number;
  body: Buffer;
}

const MSG_CONTAINER = 0x73f1f8dc;
/** A packed message may not unpack to more than this. */
const MAX_UNPACKED = 8 * 1024 * 1024;
/** How far a client's clock may be behind and ahead, in seconds. */
const OLDEST = 300;
const FARTHEST = 30;

/** https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message */
const BAD = { tooLow: 16, tooHigh: 17, notDivisible: 18, salt: 48, container: 64 } as const;
type Badness = (typeof BAD)[keyof typeof BAD];

const mtSchema = createRequire(import.meta.url)('@mtcute/tl/mtp-schema.json') as { id: number }[];
const serviceIds = new Set(mtSchema.map((entry) => entry.id));

/** Checks a packet's own message, then handles it and all it contains. */
export function receiveMessage(channel: Channel & { salt: bigint }, message: IncomingMessage): void {
  const { session, connection, salt } = channel;
  const now = connection.server.seconds();
  const wrong = faultOf(session, message, salt, now);
  if (wrong !== undefined) {
    refuse(session, message, wrong, now);
    return;
  }
  if (!session.announced) announceSession(session, message.id, now);
  handle(channel, message, false);
}

function faultOf(session: Session, { id }: IncomingMessage, salt: bigint, now: number): Badness | undefined {
  const sentAt = Number(id >> 32n);
  if (id & 3n) return BAD.notDivisible;
  if (sentAt < now - OLDEST) return BAD.tooLow;
  if (sentAt > now + FARTHEST) return BAD.tooHigh;
  return session.authKey.isValidSalt(salt, now) ? undefined : BAD.salt;
}

function refuse(session: Session, message: IncomingMessage, errorCode: Badness, now: number): void {
  const bad = { badMsgId: toLong(message.id), badMsgSeqno: message.seqNo, errorCode };
  const answer =
    errorCode === BAD.salt
      ? { _: 'mt_bad_server_salt', ...bad, newServerSalt: toLong(session.authKey.currentSalt(now)) }
      : { _: 'mt_bad_msg_notification', ...bad };
  session.enqueue(encodeObject(answer), { content: false });
}

function handle(channel: Channel, message: IncomingMessage, nested: boolean): void {
  const { body, id: messageId } = message;
  const id = body.length >= 4 ? body.readUInt32LE(0) : undefined;
  if (id === GZIP_PACKED) {
    const packed = reader(body.subarray(4)).bytes();
    handle(channel, { ...message, body: unzipSync(packed, { maxOutputLength: MAX_UNPACKED }) }, true);
  } else if (id === undefined || (id === MSG_CONTAINER && nested)) {
    refuse(channel.session, message, BAD.container, channel.connection.server.seconds());
  } else if (id === MSG_CONTAINER) {
    handleContainer(channel, message);
  } else if (serviceIds.has(id)) {
    const answer = answerService(channel, messageId, reader(body).object() as mtp.TlObject);
    if (answer) channel.session.enqueue(answer.body, { content: answer.content, answers: messageId });
  } else {
    handleCall(channel, message);
  }
}

function handleContainer(channel: Channel, container: IncomingMessage): void {
  const messages = unwrapContainer(container.body);
  if (messages) for (const message of messages) handle(channel, message, true);
  else refuse(channel.session, container, BAD.container, channel.connection.server.seconds());
}

/** The messages of a container, or undefined when their lengths do not add up. */
function unwrapContainer(body: Buffer): IncomingMessage[] | undefined {
  const count = body.length >= 8 ? body.readUInt32LE(4) : 0;
  const messages: IncomingMessage[] = [];
  let at = 8;
  for (let i = 0; i < count; i++) {
    const length = at + 16 <= body.length ? body.readUInt32LE(at + 12) : 0;
    if (length < 4 || at + 16 + length > body.length) return undefined;
    messages.push({
      id: body.readBigUInt64LE(at),
      seqNo: body.readUInt32LE(at + 8),
      body: body.subarray(at + 16, at + 16 + length),
    });
    at += 16 + length;
  }
  return messages;
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
  let failed = false;
  const settle = (encoded: Buffer): void =>
    session.enqueue(rpcResult(id, encoded), { content: true, answers: id, last: failed });
  const fail = (error: unknown): Buffer => {
    failed = true;
    if (!(error instanceof RpcError)) connection.server.noteFailure(error);
    return errorResult(error);
  };
  try {
    const { method, result } = connection.server.call({ session, connection, messageId: id }, decode(body));
    if (!(result instanceof Promise)) {
      settle(encodeResult(method, result));
      return;
    }
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
