/**
 * An MTProto session: what must be said to one client, over however many sockets it takes.
 * Content that the client has not acknowledged is kept and sent again on its next socket.
 * https://core.telegram.org/mtproto/description#session
 */
import type { AuthKey } from './auth-key';
import type { Connection } from './connection';

export interface OutgoingMessage {
  id: bigint;
  seqNo: number;
  body: Buffer;
  /** Nothing may follow it in its container. */
  last: boolean;
}

/** More than a client ever leaves unacknowledged; a client that never acknowledges must not fill the memory. */
const MAX_UNACKNOWLEDGED = 5000;
const REMEMBERED_REQUESTS = 4096;
const MAX_CONTAINER_MESSAGES = 100;
const MAX_CONTAINER_BYTES = 512 * 1024;
const MSG_CONTAINER = 0x73f1f8dc;

export class Session {
  connection: Connection | undefined;
  /** Set once new_session_created has been said. */
  announced = false;
  /** Set by the first call that is not wrapped in invokeWithoutUpdates. */
  wantsUpdates = false;
  /** Calls that are still being answered. */
  readonly running = new Map<bigint, Promise<void>>();
  readonly #unacknowledged = new Map<bigint, OutgoingMessage>();
  /** Requests seen, with the answer's message id once there is one. */
  readonly #requests = new Map<bigint, bigint | undefined>();
  #contentMessages = 0;
  #outbox: OutgoingMessage[] = [];

  constructor(
    readonly authKey: AuthKey,
    readonly id: bigint,
    private readonly nextMessageId: (isAnswer: boolean) => bigint,
  ) {}

  /**
   * Queues a message; it leaves at the next {@link flush}. Content is kept until acknowledged.
   * @param options.last nothing follows it in its container: for errors, behind which Web A reads no further
   */
  enqueue(
    body: Buffer,
    { content, answers, last = false }: { content: boolean; answers?: bigint; last?: boolean },
  ): void {
    const message: OutgoingMessage = {
      id: this.nextMessageId(answers !== undefined),
      seqNo: this.#contentMessages * 2 + (content ? 1 : 0),
      body,
      last,
    };
    if (content) {
      this.#contentMessages++;
      this.#unacknowledged.set(message.id, message);
      if (this.#unacknowledged.size > MAX_UNACKNOWLEDGED) forgetOldest(this.#unacknowledged);
    }
    if (answers !== undefined && this.#requests.has(answers)) this.#requests.set(answers, message.id);
    this.#outbox.push(message);
  }

  /** Sends what is queued, several messages in one container. Without a socket, content waits and the rest is lost. */
  flush(): void {
    const messages = this.#outbox;
    this.#outbox = [];
    const connection = this.connection;
    if (!connection) return;
    for (let at = 0; at < messages.length; ) {
      const batch: OutgoingMessage[] = [];
      let bytes = 0;
      while (at < messages.length && batch.length < MAX_CONTAINER_MESSAGES) {
        const next = messages[at];
        if (!next || (batch.length > 0 && bytes + next.body.length > MAX_CONTAINER_BYTES)) break;
        batch.push(next);
        bytes += next.body.length + 16;
        at++;
        if (next.last) break;
      }
      const [only] = batch;
      if (batch.length === 1 && only) connection.sendEncrypted(this, only);
      else connection.sendEncrypted(this, this.#container(batch));
    }
  }

  /** Says everything unacknowledged again, for a client that came back on a new socket. */
  resend(): void {
    this.#outbox = [...this.#unacknowledged.values()];
    this.flush();
  }

  /** Says again those of `ids` that are still kept. */
  resendOnly(ids: bigint[]): void {
    for (const id of ids) {
      const message = this.#unacknowledged.get(id);
      if (message) this.#outbox.push(message);
    }
  }

  acknowledge(ids: bigint[]): void {
    for (const id of ids) this.#unacknowledged.delete(id);
  }

  /**
   * Notes a request.
   * @returns false when it was seen before; its answer is then queued again if the client has not acknowledged it
   */
  begin(requestId: bigint): boolean {
    if (this.#requests.has(requestId)) {
      const answer = this.#requests.get(requestId);
      if (answer !== undefined) this.resendOnly([answer]);
      return false;
    }
    this.#requests.set(requestId, undefined);
    if (this.#requests.size > REMEMBERED_REQUESTS) forgetOldest(this.#requests);
    return true;
  }

  /** The client no longer wants this answer. Returns whether it was still being made. */
  dropAnswer(requestId: bigint): boolean {
    return this.running.delete(requestId);
  }

  hasAnswered(requestId: bigint): boolean {
    return this.#requests.get(requestId) !== undefined;
  }

  hasSeen(requestId: bigint): boolean {
    return this.#requests.has(requestId);
  }

  #container(messages: OutgoingMessage[]): OutgoingMessage {
    const parts: Buffer[] = [];
    const head = Buffer.alloc(8);
    head.writeUInt32LE(MSG_CONTAINER, 0);
    head.writeUInt32LE(messages.length, 4);
    parts.push(head);
    for (const { id, seqNo, body } of messages) {
      const item = Buffer.alloc(16);
      item.writeBigUInt64LE(id, 0);
      item.writeUInt32LE(seqNo, 8);
      item.writeUInt32LE(body.length, 12);
      parts.push(item, body);
    }
    return { id: this.nextMessageId(false), seqNo: this.#contentMessages * 2, body: Buffer.concat(parts), last: false };
  }
}

function forgetOldest<K>(map: Map<K, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
