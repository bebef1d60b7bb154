/**
 * The local Telegram: a real MTProto server on 127.0.0.1 for tests and the demo.
 * README.md says what it speaks, how scenarios are written and what the control API offers.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { createControl } from './control';
import type { Core } from './core';
import { Disturbances } from './disturb';
import { MtprotoServer } from './mtproto/server';
import { MAX_PACKET } from './mtproto/transport';
import { createRouter } from './rpc/router';
import { Saw } from './saw';
import { checkScenario, readScenario, type Scenario } from './scenario';
import { SignIns } from './sign-ins';
import { createStories, type Stories } from './stories';
import { ChannelClock, pushChanges } from './updates';
import { Uploads } from './uploads';
import { buildWorld } from './world/build';
import type { ChatRef, PersonRef } from './world/refs';
import * as refs from './world/refs';
import { sendDue } from './world/scheduled';
import type { Message } from './world/types';
import type { World } from './world/world';

export type { Scenario } from './scenario';
export { ScenarioError } from './scenario';
export type { Stories } from './stories';
export type { ChatRef, PersonRef } from './world/refs';
export type { World } from './world/world';

export interface StartOptions {
  /** A scenario, or the path of its file. */
  scenario: Scenario | string;
  /** 0 takes any free port. */
  port?: number;
  /** The same seed gives the same codes, tokens and fillers. */
  seed?: number;
  /** Unix milliseconds; the real clock when left out. */
  now?: () => number;
}

export interface LocalTelegram extends Stories {
  port: number;
  wsUrl(dc: number): string;
  controlUrl: string;
  dcs: number[];
  homeDc: number;
  publicKeys: { dc: number; pem: string; fingerprint: string }[];
  world: World;
  saw: Saw;
  /** The messages of a chat as the account sees them, oldest first: the oracle of what a client should hold. */
  messagesOf(story: { account?: PersonRef; chat: ChatRef }): Message[];
  /** Sockets that are open now. */
  connections(): number;
  /** The auth keys made so far, 256 bytes each. */
  authKeys(): Buffer[];
  /** Errors of the server itself while answering; a test may expect none. */
  failures: unknown[];
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** How often the server looks whether a scheduled message is due, ms. */
const DUE_EVERY = 250;

/** `/dc4/apiws` is data centre 4; plain `/apiws` is the home one. */
function dcOf(url: string | undefined, homeDc: number): number | undefined {
  const [, dc, plain] = /^\/(?:dc(\d+)\/)?(apiws)(?:\?.*)?$/.exec(url ?? '') ?? [];
  if (!plain) return undefined;
  return dc === undefined ? homeDc : Number(dc);
}

function acceptSockets(server: Server, mtproto: MtprotoServer, homeDc: number): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PACKET * 2,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('binary') ? 'binary' : false),
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const dc = dcOf(request.url, homeDc);
    if (dc === undefined || !mtproto.dcs.includes(dc)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => mtproto.accept(webSocket, dc));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Starts a local Telegram.
 * @throws ScenarioError with one sentence when the scenario is wrong; the system's error when the port is taken
 */
export async function startTelegram({
  scenario,
  port = 0,
  seed = 1,
  now = Date.now,
}: StartOptions): Promise<LocalTelegram> {
  const full = typeof scenario === 'string' ? readScenario(scenario) : checkScenario(scenario);
  const world = buildWorld(full, seed, now);
  const { dcs, homeDc } = world.settings;
  let listeningOn = 0;
  const clock = new ChannelClock(world);
  const mtproto: MtprotoServer = new MtprotoServer(
    dcs,
    now,
    createRouter(
      () => core,
      () => clock,
    ),
  );
  const core: Core = {
    world,
    mtproto,
    saw: new Saw(),
    signIns: new SignIns(world),
    uploads: new Uploads(),
    armed: [],
    disturbances: new Disturbances(),
    address: () => ({ host: HOST, port: listeningOn }),
  };
  pushChanges(core);
  const due = setInterval(() => sendDue(world), DUE_EVERY);
  due.unref();
  const stories = createStories(core);
  const control = createControl(core, stories);
  const server = createServer(control.handle);
  const sockets = acceptSockets(server, mtproto, homeDc);
  listeningOn = await listen(server, port);

  return {
    ...stories,
    port: listeningOn,
    wsUrl: (dc) => `ws://${HOST}:${listeningOn}/dc${dc}/apiws`,
    controlUrl: `http://${HOST}:${listeningOn}/control`,
    dcs,
    homeDc,
    publicKeys: mtproto.publicKeys.map(({ dc, pem, fingerprint }) => ({ dc, pem, fingerprint })),
    world,
    saw: core.saw,
    messagesOf({ account: who, chat: which }) {
      const account = refs.account(world, who);
      const { chat } = refs.chat(world, account, which);
      const box = world.box(account, chat);
      return [...box.idsOf(chat)].sort((a, b) => a - b).flatMap((id) => box.messages.get(id) ?? []);
    },
    connections: () => mtproto.connections.size,
    authKeys: () => [...mtproto.authKeys()].map(({ key }) => key),
    failures: mtproto.failures,
    async close() {
      clearInterval(due);
      control.close();
      stories.cutConnections();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
