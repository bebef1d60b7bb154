/** Service messages: pings, acknowledgements, salts, states. https://core.telegram.org/mtproto/service_messages */
import type { mtp } from '@mtcute/tl';
import type { Connection } from './connection';
import { rpcResult } from './results';
import type { Session } from './session';
import { encodeObject, toBits, toLong } from './tl';

/** Where a message came from. */
export interface Channel {
  connection: Connection;
  session: Session;
}

interface Answer {
  body: Buffer;
  /** Must the client acknowledge it? */
  content: boolean;
}

const FUTURE_SALTS = 0xae500895;
const MAX_SALTS = 64;

const plain = (object: { _: string }): Answer => ({ body: encodeObject(object), content: false });

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

/** 1: nothing known; 4: received; plus 8 + 64 once the answer was made. */
function stateOf(session: Session, requestId: bigint): number {
  if (session.hasAnswered(requestId)) return 76;
  return session.hasSeen(requestId) ? 4 : 1;
}

function destroySession({ session, connection }: Channel, wanted: mtp.RawMt_destroy_session): Answer {
  const id = toBits(wanted.sessionId);
  const done = id !== session.id && connection.server.destroySession(session, id);
  const name = done ? 'mt_destroy_session_ok' : 'mt_destroy_session_none';
  return plain({ _: name, sessionId: wanted.sessionId } as mtp.TypeDestroySessionRes);
}

/** Does what a service message asks; returns what is to be said to it, if anything. */
export function answerService(channel: Channel, id: bigint, object: mtp.TlObject): Answer | undefined {
  const { session, connection } = channel;
  const { server } = connection;
  switch (object._) {
    case 'mt_msgs_ack':
      session.acknowledge(object.msgIds.map(toBits));
      return undefined;
    case 'mt_ping_delay_disconnect':
      connection.closeAfter(object.disconnectDelay);
      return plain({ _: 'mt_pong', msgId: toLong(id), pingId: object.pingId } as mtp.RawMt_pong);
    case 'mt_ping':
      return plain({ _: 'mt_pong', msgId: toLong(id), pingId: object.pingId } as mtp.RawMt_pong);
    case 'mt_get_future_salts':
      return { body: futureSalts(session, id, server.seconds(), object.num), content: false };
    case 'mt_msgs_state_req': {
      const info = Uint8Array.from(object.msgIds, (one) => stateOf(session, toBits(one)));
      return plain({ _: 'mt_msgs_state_info', reqMsgId: toLong(id), info } as mtp.RawMt_msgs_state_info);
    }
    case 'mt_msg_resend_req':
      session.resendOnly(object.msgIds.map(toBits));
      return undefined;
    case 'mt_destroy_session':
      return destroySession(channel, object);
    case 'mt_destroy_auth_key':
      // The key goes once its last answer has been sent.
      queueMicrotask(() => server.destroyKey(session.authKey));
      return { body: rpcResult(id, encodeObject({ _: 'mt_destroy_auth_key_ok' })), content: true };
    case 'mt_rpc_drop_answer': {
      const dropped = session.dropAnswer(toBits(object.reqMsgId));
      const name = dropped ? 'mt_rpc_answer_dropped_running' : 'mt_rpc_answer_unknown';
      return { body: rpcResult(id, encodeObject({ _: name })), content: true };
    }
    default:
      return undefined;
  }
}
