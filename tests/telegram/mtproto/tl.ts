/**
 * TL in and out. Objects use the reader and writer maps of @mtcute/tl (one layer, the one the extension speaks).
 * Requests are decoded from the JSON schema, because the reader map holds no API methods.
 */
import { createRequire } from 'node:module';
import { __tlReaderMap } from '@mtcute/tl/binary/reader.js';
import { __tlWriterMap } from '@mtcute/tl/binary/writer.js';
import { TlBinaryReader, TlBinaryWriter, TlSerializationCounter } from '@mtcute/tl-runtime';
import Long from 'long';

const load = createRequire(import.meta.url);

interface SchemaArgument {
  name: string;
  type: string;
  typeModifiers?: { predicate?: string; isVector?: boolean };
}

interface SchemaEntry {
  kind: 'class' | 'method';
  name: string;
  id: number;
  type: string;
  typeModifiers?: { isVector?: boolean };
  arguments: SchemaArgument[];
}

const schema = load('@mtcute/tl/api-schema.json') as { l: number; e: SchemaEntry[] };

/** The API layer of the schema. */
export const LAYER = schema.l;

const methodsById = new Map<number, SchemaEntry>();
const methodsByName = new Map<string, SchemaEntry>();
for (const entry of schema.e) {
  if (entry.kind !== 'method') continue;
  methodsById.set(entry.id, entry);
  methodsByName.set(entry.name, entry);
}

/** A decoded call: `_` is the method's name, the rest its arguments in camelCase. */
export type Request = { _: string } & Record<string, unknown>;

/** The constructor id belongs to no method of this layer. */
export class UnknownMethod extends Error {
  constructor(readonly id: number) {
    super(`no method has the id ${id.toString(16)}`);
  }
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function readValue(reader: TlBinaryReader, type: string): unknown {
  switch (type) {
    case '#':
      return reader.uint();
    case 'int':
      return reader.int();
    case 'long':
      return reader.long();
    case 'int53':
      return reader.int53();
    case 'double':
      return reader.double();
    case 'string':
      return reader.string();
    case 'bytes':
      return reader.bytes();
    case 'int128':
      return reader.int128();
    case 'int256':
      return reader.int256();
    case 'Bool':
      return reader.boolean();
    case '!X':
      return readRequest(reader);
    default:
      return reader.object();
  }
}

function isPresent(flags: Record<string, number>, predicate: string): boolean {
  const [field = '', bit = '0'] = predicate.split('.');
  return ((flags[field] ?? 0) & (1 << Number(bit))) !== 0;
}

/**
 * Decodes one call, nested ones (`invokeWithLayer` and its kind) included.
 * @throws UnknownMethod, or whatever the reader throws on malformed data
 */
export function readRequest(reader: TlBinaryReader): Request {
  const id = reader.uint();
  const entry = methodsById.get(id);
  if (!entry) throw new UnknownMethod(id);
  const request: Request = { _: entry.name };
  const flags: Record<string, number> = {};
  for (const { name, type, typeModifiers } of entry.arguments) {
    if (type === '#') {
      flags[name] = reader.uint();
      continue;
    }
    const predicate = typeModifiers?.predicate;
    const present = !predicate || isPresent(flags, predicate);
    if (type === 'true') {
      request[camelCase(name)] = present;
    } else if (present) {
      request[camelCase(name)] = typeModifiers?.isVector
        ? reader.vector(() => readValue(reader, type))
        : readValue(reader, type);
    }
  }
  if (reader.pos > reader.uint8View.length) throw new RangeError(`${entry.name} is longer than its message`);
  return request;
}

export function reader(data: Uint8Array): TlBinaryReader {
  return new TlBinaryReader(__tlReaderMap, data);
}

/** A TL object as bytes. */
export function encodeObject(object: { _: string }): Buffer {
  return asBuffer(TlBinaryWriter.serializeObject(__tlWriterMap, object));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The result of `method` as bytes: an object, a Bool, or a vector of objects, ints or longs, as the schema says. */
export function encodeResult(method: string, result: unknown): Buffer {
  const entry = methodsByName.get(method);
  if (!entry) throw new Error(`cannot answer ${method}: the layer has no such method`);
  if (entry.typeModifiers?.isVector) {
    if (!Array.isArray(result)) throw new Error(`${method} must be answered with a vector`);
    return encodeVector(entry.type, result);
  }
  if (entry.type === 'Bool') return encodeBoolean(result === true);
  if (entry.type === 'int' || entry.type === 'long') return encodeVector(entry.type, [result]).subarray(8);
  return encodeObject(result as { _: string });
}

function encodeBoolean(value: boolean): Buffer {
  const writer = TlBinaryWriter.manual(4);
  writer.boolean(value);
  return asBuffer(writer.result());
}

function encodeVector(type: string, items: unknown[]): Buffer {
  const sizeOf = (item: unknown): number => {
    if (type === 'int') return 4;
    if (type === 'long' || type === 'int53') return 8;
    return TlSerializationCounter.countNeededBytes(__tlWriterMap, item as { _: string });
  };
  const size = items.reduce<number>((sum, item) => sum + sizeOf(item), 8);
  const writer = TlBinaryWriter.alloc(__tlWriterMap, size);
  writer.vector((item) => {
    if (type === 'int') writer.int(item as number);
    else if (type === 'long') writer.long(item as Long);
    else if (type === 'int53') writer.int53(item as number);
    else writer.object(item);
  }, items);
  return asBuffer(writer.result());
}

/** 64 bits as the `Long` that the maps use. */
export function toLong(value: bigint): Long {
  return Long.fromBits(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
}

/** The unsigned 64 bits of a `Long`. */
export function toBits(value: Long): bigint {
  return (BigInt(value.getHighBitsUnsigned()) << 32n) | BigInt(value.getLowBitsUnsigned());
}
