/** The data centres: their keys, the auth keys made with them, the sockets that are open, and the call handler. */
import type { WebSocket } from 'ws';
import type { AuthKey } from './auth-key';
import { Connection } from './connection';
import { loadServerKey, type ServerKey } from './keys';
import { Session } from './session';
import type { Request } from './tl';

export interface CallContext {
  session: Session;
  connection: Connection;
  messageId: bigint;
}

/** The innermost method that was called, and what it answers with. */
export interface CallOutcome {
  method: string;
  result: unknown;
}

export type CallHandler = (context: CallContext, request: Request) => CallOutcome;

interface DataCentre {
  key: ServerKey;
  authKeys: Map<string, AuthKey>;
}

export class MtprotoServer {
  readonly connections = new Set<Connection>();
  /** Errors of our own while answering: a bug here, never a client's fault. Tests expect none. */
  readonly failures: unknown[] = [];
  /** How many sockets were closed because of what came in. */
  violations = 0;
  readonly #centres = new Map<number, DataCentre>();
  #lastMessageId = 0n;

  /** @param now Unix milliseconds */
  constructor(
    readonly dcs: number[],
    private readonly now: () => number,
    readonly call: CallHandler,
  ) {
    for (const dc of dcs) this.#centres.set(dc, { key: loadServerKey(dc), authKeys: new Map() });
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  get publicKeys(): ServerKey[] {
    return [...this.#centres.values()].map(({ key }) => key);
  }

  /** Takes a new socket of a data centre; false when there is no such data centre. */
  accept(socket: WebSocket, dc: number): boolean {
    const centre = this.#centres.get(dc);
    if (!centre) return false;
    this.connections.add(new Connection(socket, centre.key, this));
    return true;
  }

  /** Server message ids grow, and end in 01 for answers and 11 for the rest. */
  nextMessageId(isAnswer: boolean): bigint {
    const now = this.now();
    const seconds = BigInt(Math.floor(now / 1000));
    const fraction = BigInt(Math.floor((now % 1000) * 4294967.296)) & ~3n;
    const fromClock = (seconds << 32n) | fraction;
    const last = this.#lastMessageId;
    this.#lastMessageId = fromClock > last ? fromClock : last + 4n;
    return this.#lastMessageId | (isAnswer ? 1n : 3n);
  }

  findKey(dc: number, id: string): AuthKey | undefined {
    const key = this.#centres.get(dc)?.authKeys.get(id);
    if (key?.expiresAt === undefined || key.expiresAt > this.seconds()) return key;
    this.destroyKey(key);
    return undefined;
  }

  addKey(key: AuthKey): void {
    this.#centres.get(key.dc)?.authKeys.set(key.id, key);
  }

  /** Forgets a key: from now on packets with it are answered with transport error 404. */
  destroyKey(key: AuthKey): void {
    this.#centres.get(key.dc)?.authKeys.delete(key.id);
  }

  *authKeys(): Generator<AuthKey> {
    for (const { authKeys } of this.#centres.values()) yield* authKeys.values();
  }

  session(authKey: AuthKey, id: bigint): Session {
    const name = id.toString(16);
    let session = authKey.sessions.get(name);
    if (!session) {
      session = new Session(authKey, id, (isAnswer) => this.nextMessageId(isAnswer));
      authKey.sessions.set(name, session);
    }
    return session;
  }

  destroySession(asking: Session, id: bigint): boolean {
    return asking.authKey.sessions.delete(id.toString(16));
  }

  /** Forgets every session, as a restart of Telegram's server would: clients are told of a new one. */
  forgetSessions(): void {
    for (const key of this.authKeys()) key.sessions.clear();
  }

  forgetConnection(connection: Connection): void {
    this.connections.delete(connection);
  }

  noteViolation(_error: unknown): void {
    this.violations++;
  }

  noteFailure(error: unknown): void {
    this.failures.push(error);
  }
}
