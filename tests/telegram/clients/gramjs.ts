/**
 * GramJS against a local Telegram: a client that shares no code with the server or with mtcute.
 * It is made for an older layer, so its TL text is replaced by the schema's before it is loaded.
 */
import { createRequire } from 'node:module';
import type { LocalTelegram } from '..';

const load = createRequire(import.meta.url);

interface SchemaEntry {
  kind: 'class' | 'method';
  name: string;
  id: number;
  type: string;
  typeModifiers?: { isVector?: boolean };
  generics?: { name: string; type: string }[];
  arguments: { name: string; type: string; typeModifiers?: { predicate?: string; isVector?: boolean } }[];
}

function typeText(type: string, isVector: boolean | undefined): string {
  const name = type.replace('int53', 'long');
  return isVector ? `Vector<${name}>` : name;
}

/** One line of TL, such as `inputUser#f21158c6 user_id:long access_hash:long = InputUser;`. */
function line(entry: SchemaEntry): string {
  const generics = (entry.generics ?? []).map(({ name, type }) => `{${name}:${type}}`);
  const fields = entry.arguments.map(({ name, type, typeModifiers: modifiers }) => {
    const text = typeText(type, modifiers?.isVector);
    return `${name}:${modifiers?.predicate ? `${modifiers.predicate}?` : ''}${text}`;
  });
  const result = typeText(entry.type, entry.typeModifiers?.isVector);
  return [`${entry.name}#${entry.id.toString(16)}`, ...generics, ...fields, '=', `${result};`].join(' ');
}

const CORE = ['boolFalse#bc799737 = Bool;', 'boolTrue#997275b5 = Bool;', 'true#3fedd339 = True;'];

function replaceModule(name: string, content: unknown): void {
  const filename = load.resolve(name);
  load.cache[filename] = { exports: content, filename, id: filename, loaded: true } as NodeJS.Module;
}

function loadGramJs(): typeof import('telegram') {
  const schema = load('@mtcute/tl/api-schema.json') as { l: number; e: SchemaEntry[] };
  const named = schema.e.filter(({ name }) => !name.startsWith('mtcute'));
  const classes = named.filter(({ kind }) => kind === 'class').map(line);
  const methods = named.filter(({ kind }) => kind === 'method').map(line);
  replaceModule('telegram/tl/apiTl.js', [...CORE, ...classes, '---functions---', ...methods].join('\n'));
  const gramJs = load('telegram') as typeof import('telegram');
  Object.assign(load('telegram/tl/AllTLObjects.js') as object, { LAYER: schema.l });
  return gramJs;
}

const gramJs = loadGramJs();
export const { Api, TelegramClient: GramJsClient } = gramJs;
export const { CustomFile } = load('telegram/client/uploads') as typeof import('telegram/client/uploads');
export type GramJsClient = InstanceType<typeof GramJsClient>;

/** Makes GramJS trust the test keys and speak abridged over this server's WebSocket. */
export function openGramJs(telegram: LocalTelegram, api: { id: number; hash: string }): GramJsClient {
  // GramJS's own copy: it compares its numbers by their class.
  const bigInt = createRequire(load.resolve('telegram'))('big-integer') as (value: string, radix?: number) => unknown;
  const { _serverKeys: keys } = load('telegram/crypto/RSA.js') as { _serverKeys: Map<string, unknown> };
  const { createPublicKey } = load('node:crypto') as typeof import('node:crypto');
  for (const { pem, fingerprint } of telegram.publicKeys) {
    const { n = '' } = createPublicKey(pem).export({ format: 'jwk' });
    const modulus = bigInt(Buffer.from(n, 'base64url').toString('hex'), 16);
    keys.set(BigInt.asIntN(64, BigInt(`0x${fingerprint}`)).toString(), { n: modulus, e: 65537 });
  }
  const { StringSession } = load('telegram/sessions') as typeof import('telegram/sessions');
  const { PromisedWebSockets } = load('telegram/extensions') as typeof import('telegram/extensions');
  const { ConnectionTCPObfuscated } = load('telegram/network') as typeof import('telegram/network');
  const { Logger, LogLevel } = load('telegram/extensions/Logger.js') as typeof import('telegram/extensions/Logger');

  class LocalSockets extends PromisedWebSockets {
    override getWebSocketLink(): string {
      return telegram.wsUrl(telegram.homeDc);
    }
  }
  const session = new StringSession('');
  // The real port is in the link above; GramJS cannot save one beyond 32767.
  session.setDC(telegram.homeDc, '127.0.0.1', 80);
  return new GramJsClient(session, api.id, api.hash, {
    connection: ConnectionTCPObfuscated,
    networkSocket: LocalSockets,
    baseLogger: new Logger(LogLevel.NONE),
    connectionRetries: 1,
    useWSS: false,
  });
}
