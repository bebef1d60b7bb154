/** The control API: the stories over HTTP on loopback, what the server saw, and the feed of the stand-in pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core';
import { RpcError } from './rpc/error';
import type { Stories } from './stories';
import { createWebFeed } from './web-feed';
import { UnknownReference } from './world/refs';
import { fullName } from './world/world';

const LARGEST_BODY = 1024 * 1024;
/** Pages that may read the feed: the stand-ins at Telegram Web's origin, and local ones. */
const ALLOWED_ORIGIN =
  /^(https:\/\/web\.telegram\.org|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?|chrome-extension:\/\/[a-p]{32})$/;

export interface Control {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Ends the event streams. */
  close(): void;
}

/** The request cannot be answered; the message is for whoever wrote it. */
export class BadControlRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Body = Record<string, unknown>;

/** The verbs with their arguments from a JSON body. The stories check what they are given. */
function verbs(stories: Stories): Record<string, (body: never) => unknown> {
  const { receives, sends, edits, deletes, readsElsewhere, seen, renames, types, comesOnline } = stories;
  const { approveQr, failNext, cutConnections, forgetUpdates, changeSalts } = stories;
  const {
    receivesAlbum,
    reacts,
    pins,
    comesDue,
    schedules,
    unschedules,
    ageFiles,
    forgetUploads,
    disturbUpdates,
    calm,
  } = stories;
  return {
    receivesAlbum,
    reacts,
    pins,
    comesDue,
    schedules,
    unschedules,
    ageFiles,
    forgetUploads,
    disturbUpdates,
    calm,
    receives,
    sends,
    edits,
    deletes,
    readsElsewhere,
    seen,
    renames,
    types,
    comesOnline,
    approveQr,
    failNext,
    cutConnections,
    forgetUpdates,
    changeSalts,
    revokeSession: ({ account, ...which }: Body) =>
      stories.revokeSession(account as string | undefined, which as Parameters<Stories['revokeSession']>[1]),
    acceptLoginToken: ({ token, account }: Body) =>
      stories.acceptLoginToken(String(token), account as string | undefined),
    expireCode: ({ phone }: Body) => stories.expireCode(String(phone)),
  };
}

function stateOf(core: Core): object {
  const { world, mtproto } = core;
  return {
    now: world.milliseconds(),
    dcs: world.settings.dcs,
    homeDc: world.settings.homeDc,
    api: world.settings.api,
    publicKeys: mtproto.publicKeys.map(({ dc, pem, fingerprint }) => ({ dc, pem, fingerprint })),
    connections: mtproto.connections.size,
    violations: mtproto.violations,
    failures: mtproto.failures.map(String),
    accounts: [...world.accounts.values()].map(({ person, phone, dc, password, authorizations, box }) => ({
      id: person.id,
      name: fullName(person),
      username: person.username,
      phone: `+${phone}`,
      dc,
      main: world.main?.person === person,
      password: password !== undefined,
      hint: password?.hint,
      signedIn: [...authorizations].filter(({ outside }) => !outside).length,
      pts: box.pts,
    })),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const chunk = part as Buffer;
    length += chunk.length;
    if (length > LARGEST_BODY) throw new BadControlRequest(413, 'The body is larger than 1 MB.');
    parts.push(chunk);
  }
  if (length === 0) return {};
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new BadControlRequest(400, 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BadControlRequest(400, 'The body must be a JSON object.');
  }
  return body as Body;
}

function allow(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (!origin || !ALLOWED_ORIGIN.test(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'content-type');
  // https://wicg.github.io/private-network-access/#headers
  response.setHeader('Access-Control-Allow-Private-Network', 'true');
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${JSON.stringify(content ?? null)}\n`);
}

function statusOf(error: unknown): number {
  if (error instanceof BadControlRequest) return error.status;
  // An address that cannot be decoded.
  if (error instanceof URIError) return 400;
  if (error instanceof UnknownReference) return 404;
  return error instanceof RpcError ? 409 : 500;
}

export function createControl(core: Core, stories: Stories): Control {
  const known = verbs(stories);
  const feed = createWebFeed(core);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [root, ...path] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    if (root !== 'control') throw new BadControlRequest(404, 'There is nothing here; see /control/state.');
    const [verb = '', ...rest] = path;
    if (verb === 'web') {
      const body = request.method === 'POST' ? await bodyOf(request) : {};
      return feed.handle({
        path: rest,
        query: url.searchParams,
        body,
        method: request.method ?? 'GET',
        request,
        response,
      });
    }
    if (request.method === 'GET' && rest.length === 0) {
      if (verb === 'saw') return answer(response, 200, core.saw);
      if (verb === 'state') return answer(response, 200, stateOf(core));
      if (verb === 'code') {
        return answer(response, 200, { code: stories.codeFor(url.searchParams.get('phone') ?? '') ?? null });
      }
    }
    if (request.method === 'POST') {
      const body = await bodyOf(request);
      if (verb === 'saw' && rest[0] === 'clear') return answer(response, 200, core.saw.clear() ?? { ok: true });
      const run = rest.length === 0 && Object.hasOwn(known, verb) ? known[verb] : undefined;
      if (run) return answer(response, 200, (await run(body as never)) ?? { ok: true });
    }
    throw new BadControlRequest(404, `There is no ${request.method} ${url.pathname}.`);
  }

  return {
    handle(request, response) {
      allow(request, response);
      if (request.method === 'OPTIONS') {
        response.writeHead(204).end();
        return;
      }
      route(request, response).catch((error: unknown) => {
        if (response.headersSent) return response.destroy();
        answer(response, statusOf(error), { error: error instanceof Error ? error.message : String(error) });
      });
    },
    close: () => feed.close(),
  };
}
