import type { GenericSchema, InferOutput } from 'valibot';
import type { WireError } from '@/lib/limits/model';

/**
 * Who may send a command: a content script in Telegram's page; any page of ours, also framed in Telegram's page; or
 * only a page of ours that stands by itself (popup, tab, side panel), where no host page can imitate what is typed.
 */
export type Caller = 'page' | 'extension' | 'topLevel';

/** A request another context may make of the background. `Output` exists in types only: our own answer needs no check. */
export interface Command<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly from: Caller;
  readonly input: GenericSchema<Input>;
  /** Phantom: carries the answer's type. Never set. */
  readonly output?: Output;
}

/**
 * Pages of ours only send commands; the router in the worker checks them. In the pages' build (which WXT names `html`)
 * the schemas are left out, and with them the validation library: as long as no contract reads a property of a schema
 * (`other.options`), which a bundler must keep.
 */
const SENDS_ONLY = import.meta.env?.ENTRYPOINT === 'html';

/**
 * Declares a command. Usage: `defineCommand({ name: 'deals.move', from: 'extension', input: v.object({…}) }).returns<DealView>()`.
 */
export function defineCommand<S extends GenericSchema>(spec: { name: string; from: Caller; input: S }) {
  return {
    returns: <Output>() =>
      (SENDS_ONLY ? { name: spec.name, from: spec.from } : spec) as unknown as Command<InferOutput<S>, Output>,
  };
}

export type InputOf<C> = C extends Command<infer I, unknown> ? I : never;
export type OutputOf<C> = C extends Command<unknown, infer O> ? O : never;

/** The envelope of a command on `runtime.sendMessage`. */
export interface CommandMessage {
  tez: 'command';
  name: string;
  input: unknown;
}

export type CommandReply = { ok: true; value: unknown } | { ok: false; error: WireError };

/**
 * What the background tells all our open pages: which records changed. Views refetch what they show. A topic is a
 * table name (`deals`), or a table and an id (`chats:1:2`), or a state name (`auth`, `vault`, `settings`).
 */
export interface ChangedMessage {
  tez: 'changed';
  topics: string[];
}
