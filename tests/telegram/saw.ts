/** What the server saw clients do over MTProto: the proof that nothing was read, or set online, unasked. */
import Long from 'long';
import type { Request } from './mtproto/tl';
import type { MarkedId } from './world/ids';

export interface SeenCall {
  method: string;
  /** Person id of the signed-in account, if any. */
  account?: number;
  dc: number;
  /** Unix milliseconds. */
  at: number;
  /** The arguments, shortened, as plain JSON. */
  params: Record<string, unknown>;
  /** The error it was answered with, if any. */
  error?: string;
}

export interface SeenRead {
  account: number;
  chat: MarkedId;
  topic?: number;
  upTo: number;
  at: number;
}

export interface SeenSend {
  account: number;
  chat: MarkedId;
  id: number;
  text: string;
  randomId: string;
  at: number;
  /** What it carried, if anything: photo, document, location, contact, page. */
  media?: string;
  forwarded?: true;
  /** Unix seconds, for what was to wait on the server; `id` is then its id there. */
  scheduledFor?: number;
}

const LONGEST_TEXT = 200;
/** A soak run makes millions of calls; only the newest are kept one by one, all are counted. */
const KEPT = 20_000;

export class Saw {
  calls: SeenCall[] = [];
  reads: SeenRead[] = [];
  online: { account: number; online: boolean; at: number }[] = [];
  typing: { account: number; chat: MarkedId; action: string; at: number }[] = [];
  sends: SeenSend[] = [];
  #counts = new Map<string, number>();

  note(call: SeenCall): void {
    this.#counts.set(call.method, this.count(call.method) + 1);
    this.calls.push(call);
    if (this.calls.length > KEPT) this.calls.splice(0, this.calls.length - KEPT);
  }

  /** How often a method was called since the start or the last {@link clear}. */
  count(method: string): number {
    return this.#counts.get(method) ?? 0;
  }

  clear(): void {
    this.calls = [];
    this.reads = [];
    this.online = [];
    this.typing = [];
    this.sends = [];
    this.#counts.clear();
  }

  /** Plain JSON, for the control API. */
  toJSON(): object {
    const { calls, reads, online, typing, sends } = this;
    return { calls, reads, online, typing, sends, counts: Object.fromEntries(this.#counts) };
  }
}

function summarise(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Long.isLong(value)) return value.toString();
  if (Array.isArray(value))
    return depth > 3 ? `${value.length} items` : value.slice(0, 50).map((item) => summarise(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, summarise(inner, depth + 1)]));
  }
  return value;
}

/** A call's arguments as plain, short JSON. */
export function summary({ _: _method, ...params }: Request): Record<string, unknown> {
  return summarise(params, 0) as Record<string, unknown>;
}
