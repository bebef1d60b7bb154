import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** An entry of mtcute's machine-readable schema: a constructor of a type, or a method. */
interface Entry {
  kind: 'class' | 'method';
  name: string;
  id: number;
  type: string;
  arguments: { type: string }[];
}

/** Which schema entries a script needs. */
export interface Needed {
  /** Names of what is sent to Telegram, or stored as Telegram's own bytes. */
  written: Set<string>;
  /** Ids of what may be received. */
  read: Set<number>;
  /** Names of either. */
  names: Set<string>;
}

/** Stored as Telegram sent them (storage/peers.ts), so written too. */
const STORED = ['User', 'Chat'];
/** Arrives unasked. */
const PUSHED = ['Updates'];
/** The schema itself, as mtcute ships it: one entry a line. */
const SCHEMA = /@mtcute[\\/]tl[\\/]/;
const WRITER_LINE = /^\s*'([\w.]+)': ?function ?\(w\b/;
const READER_LINE = /^\s*(\d+): ?function ?\(r\b/;
const DESCRIPTIONS = /(?<=_descriptionsMap = JSON\.parse\()'(.*?[^\\])'(?=\))/;
const TYPES = /(?<=_types = JSON\.parse\()'(.*?)'(?=\))/g;
/** A method's name where a request is made: `_: 'users.getUsers'`. */
const REQUEST = /\b_: ?['"]([a-zA-Z]\w*(?:\.[a-zA-Z]\w*)?)['"]/g;

/**
 * More than half of mtcute is the description of Telegram's whole API. This leaves out of a script what the methods
 * called in it can neither send nor be sent. Which methods those are is read from the code that is left after
 * tree-shaking, so that nothing has to be listed and a new call brings what it needs.
 */
export function trimTelegramSchema(): Plugin {
  return {
    name: 'trim-telegram-schema',
    apply: 'build',
    renderChunk(code, chunk) {
      const modules = Object.entries(chunk.modules);
      if (!modules.some(([id]) => SCHEMA.test(id))) return null;
      const calling = modules.filter(([id]) => !SCHEMA.test(id)).map(([, module]) => module.code ?? '');
      return { code: trim(code, neededEntries(calledMethods(calling))), map: null };
    },
  };
}

/** Names in `sources` that stand where a request's name does. What is no method is harmless. */
export function calledMethods(sources: string[]): Set<string> {
  return new Set(sources.flatMap((source) => [...source.matchAll(REQUEST)].flatMap((match) => match[1] ?? [])));
}

/** What those methods may send, return, and be sent unasked, with everything inside. */
export function neededEntries(called: Set<string>): Needed {
  const entries = [...schema('api-schema.json'), ...schema('mtp-schema.json')];
  const classes = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.kind === 'class') classes.set(entry.type, [...(classes.get(entry.type) ?? []), entry]);
  }
  const ofTypes = (types: string[]) => types.flatMap((type) => classes.get(type) ?? []);
  const within = (start: Entry[]) => {
    const found = new Set<Entry>();
    const queue = [...start];
    for (let entry = queue.pop(); entry; entry = queue.pop()) {
      if (found.has(entry)) continue;
      found.add(entry);
      queue.push(...ofTypes(entry.arguments.map((it) => it.type)));
    }
    return found;
  };
  const methods = entries.filter((it) => it.kind === 'method' && called.has(it.name));
  const protocol = entries.filter((it) => it.name.startsWith('mt_'));
  const written = within([...methods, ...protocol, ...ofTypes(STORED)]);
  const read = within([...protocol, ...ofTypes([...STORED, ...PUSHED, ...methods.map((it) => it.type)])]);
  return {
    written: new Set([...written].map((it) => it.name)),
    read: new Set([...read].map((it) => it.id)),
    names: new Set([...written, ...read].map((it) => it.name)),
  };
}

/** @throws Error when the schema is not where it was: an untrimmed script would be twice the size */
export function trim(code: string, { written, read, names }: Needed): string {
  const lines = code.split('\n');
  const kept = lines.filter((line) => {
    const name = WRITER_LINE.exec(line)?.[1];
    if (name !== undefined) return written.has(name);
    const id = READER_LINE.exec(line)?.[1];
    return id === undefined || read.has(Number(id));
  });
  const short = kept
    .join('\n')
    .replace(DESCRIPTIONS, (_, json: string) => `'${JSON.stringify(withNumbers(json))}'`)
    .replace(TYPES, (_, json: string) => `'${JSON.stringify(onlyOf(names, json))}'`);
  if (short.length > code.length * 0.8) throw new Error("mtcute's schema has changed its form: see trim-schema.ts");
  return short;
}

/** Telegram's descriptions of its errors are never shown; mtcute needs those of errors that carry a number. */
function withNumbers(json: string): Record<string, string> {
  return Object.fromEntries([...json.matchAll(/"(\w*%d\w*)":/g)].map(([, key]) => [key, '%d']));
}

/** Which type a name is of. mtcute's own names are no part of Telegram's schema. */
function onlyOf(names: Set<string>, json: string): Record<string, string> {
  const types = Object.entries(JSON.parse(json) as Record<string, string>);
  return Object.fromEntries(types.filter(([name]) => names.has(name) || name.startsWith('mtcute.')));
}

function schema(name: string): Entry[] {
  const parsed = JSON.parse(readFileSync(require.resolve(`@mtcute/tl/${name}`), 'utf8')) as Entry[] | { e: Entry[] };
  return Array.isArray(parsed) ? parsed : parsed.e;
}
