import { networkMiddlewares, type tl } from '@mtcute/core';
import { BaseTelegramClient } from '@mtcute/core/client.js';
import { TezError } from '@/lib/limits/model';
import type { Connection, PortDeps } from '../port';
import { Arrivals } from './arrivals';
import { Differences } from './differences';
import { type WhyEnded, watchEnd } from './ended';
import { toTezError } from './errors';
import { messageContext } from './map-message';
import { mapUpdate } from './map-update';
import { bareId, markedPeer } from './marked';
import type { Network } from './network';
import { platform } from './platform';
import { AUTH_KEY, storageProvider } from './storage/provider';
import { SessionRows } from './storage/rows';
import { UpdateState } from './storage/update-state';
import { socketTransport } from './transport';
import { Waits } from './waits';

/** No request is waited for longer, connected or not. */
const DEADLINE = 20_000;
/** Below the 30 s after which a silent worker is put to sleep; mtcute adds up to 5 s. */
export const PING_INTERVAL = 15_000;
/** Sockets for files close when nothing was asked on them for so long. Beyond a ping's interval they never would. */
const IDLE = 8_000;
/** After so many tries in a row the state is "offline", no longer "connecting". */
const FAILED_TRIES = 2;
/** Internal errors of Telegram's: tries after the first, and seconds between. */
const BUSY = { maxRetries: 2, waitTime: 1, exceptErrors: ['RANDOM_ID_DUPLICATE'] };

type UpdatesManager = NonNullable<BaseTelegramClient['updates']>;
type Call = <T extends tl.RpcMethod>(
  request: T,
  options?: CallOptions<tl.RpcCallReturn[T['_']]>,
) => Promise<tl.RpcCallReturn[T['_']]>;

export interface CallOptions<Answer = never> {
  signal?: AbortSignal;
  /** The data centre to ask; the account's own where absent. */
  dc?: number;
  /** Which sockets to use: those for files are opened on need, and closed after. */
  kind?: 'main' | 'upload' | 'download' | 'downloadSmall';
  /** Ms. */
  deadline?: number;
  /**
   * Told of an answer that comes after the deadline, to what may not be asked again without a thought. Without a
   * connection nothing is waited for: what was not sent yet never is.
   */
  late?: (answer: Answer) => void;
}

/** One mtcute client with everything around it. The rest of this folder are functions of a session. */
export interface Session {
  readonly client: BaseTelegramClient;
  readonly rows: SessionRows;
  readonly updates: UpdateState;
  readonly differences: Differences;
  readonly now: () => number;
  /** Asks Telegram, with a deadline. @throws TezError and nothing else, but the reason of `options.signal` */
  readonly call: Call;
  /** Like `call` for what is no request. */
  readonly guard: <T>(work: Promise<T>) => Promise<T>;
  readonly connection: () => Connection;
  /** Resolves when the connection can be used. @throws TezError `offline` at the deadline or on closing */
  readonly usable: () => Promise<void>;
  /** The account's user id, or null when nobody is signed in. */
  readonly self: () => number | null;
  /** Loads what is stored, at first. @throws TezError `damaged`; `offline` once closed; why the session ended */
  readonly prepare: () => Promise<void>;
  /** Takes in what Telegram answered to something the account did, like any other update. */
  readonly take: (updates: tl.TypeUpdates) => void;
  /** Follows a channel's log from here on, unless it is followed already. */
  readonly follow: (channelId: number, pts: number) => void;
  /** Tries a lost connection again at once. */
  readonly wake: () => void;
  /** A sign-out of our own is under way: Telegram's refusals are expected. */
  leaving: boolean;
  /** Aborts when the port is closed. */
  readonly closed: AbortSignal;
  readonly close: () => Promise<void>;
}

export function createSession(network: Network, deps: PortDeps): Session {
  const { now } = deps;
  const rows = new SessionRows(deps.store);
  const updates = new UpdateState(rows, deps.sink);
  const waits = new Waits(rows, now, deps.onWait);
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  let connection: Connection = 'connecting';
  let told: Connection | null = null;
  let failedTries = 0;
  let ended: WhyEnded | null = null;
  let closed: Promise<void> | null = null;

  const self = () => client.storage.self.getCached(true)?.userId ?? null;

  const transport = socketTransport(network.socketUrl, (opened) => {
    failedTries = opened ? 0 : failedTries + 1;
    if (failedTries >= FAILED_TRIES) tell('offline');
  });
  const differences: Differences = new Differences({
    now,
    collect: (update) => updates.collect(update),
    knowsChannel: (id) => manager.cpts.has(id),
    askAgain: (channelId) => {
      if (channelId === undefined) manager.handleUpdate({ _: 'updatesTooLong' });
      else manager.handleUpdate(channelTooLong(channelId));
    },
    noteMissed: (missed) => arrivals.noteMissed(missed),
  });
  const arrivals = new Arrivals({
    collect: (update) => updates.collect(update),
    knowsChannel: (id) => manager.cpts.has(id),
    now,
  });
  const end = watchEnd(
    () => self() !== null && !session.leaving,
    (why) => {
      ended = why;
      manager.stopLoop();
      deps.onSignedOut(why);
    },
  );

  const client: BaseTelegramClient = new BaseTelegramClient({
    apiId: deps.api.id,
    apiHash: deps.api.hash,
    storage: storageProvider(rows, updates),
    storageOptions: { cleanup: false, peers: { updatesWriteInterval: 0 } },
    crypto: network.crypto,
    platform,
    transport,
    ...(network.homeDcs ? { defaultDcs: network.homeDcs } : {}),
    initConnectionOptions: {
      deviceModel: 'Tez CRM',
      systemVersion: 'Browser extension',
      appVersion: network.appVersion ?? '0',
      langCode: 'en',
      systemLangCode: 'en',
    },
    logLevel: 0,
    network: {
      pingInterval: PING_INTERVAL,
      inactivityTimeout: IDLE,
      // One main connection, whatever Telegram suggests: an idle worker keeps one socket alive.
      connectionCount: (kind) => (kind === 'main' ? 1 : 2),
      middlewares: [end, differences.middleware, waits.middleware, networkMiddlewares.internalErrorsHandler(BUSY)],
    },
    updates: { catchUp: true, disableNoDispatch: true, onChannelTooLong: differences.onChannelTooLong },
  });
  if (!client.updates) throw new TezError('internal');
  const manager: UpdatesManager = client.updates;

  updates.dateToStore = (date) => differences.dateToStore(date);
  updates.settled = () =>
    !manager.pendingUnorderedUpdates.length && !manager.pendingPtsUpdates.length && !manager.pendingQtsUpdates.length;

  client.onRawUpdate.add(({ update, peers }) => {
    try {
      if (arrivals.isTold(update)) return;
      const mapped = mapUpdate(update, (peer) => messageContext(self(), peers.chats.get(bareId(markedPeer(peer)))));
      if (mapped) updates.collect(mapped);
    } catch {
      // An update no one can read must not stop those behind it.
    }
  });
  client.onServerUpdate.add((container) => {
    if ('updates' in container) for (const update of container.updates) differences.onTooLong(update);
    arrivals.note(container);
  });
  // mtcute repeats what it can by itself; the state of the connection is told by the hooks below.
  client.onError.add(() => {});
  client.mt.onConnecting.add(() => tell(failedTries >= FAILED_TRIES ? 'offline' : 'connecting'));
  client.mt.onNetworkChanged.add((there) => {
    if (!there) tell('offline');
  });
  client.mt.onUsable.add(() => {
    tell('connected');
    for (const resolve of waiting) resolve();
    waiting.clear();
    // What keeps it from going on is told to whoever asks next.
    resume().catch(() => {});
  });

  function tell(state: Connection): void {
    connection = state;
    if (state === told || closed) return;
    told = state;
    deps.onConnection(state);
  }

  /** On every new connection: mtcute does not notice that the server forgot its session, and with it some updates. */
  async function resume(): Promise<void> {
    await prepare();
    if (self() === null) return;
    if (manager.updatesLoopActive) manager.catchUp();
    else await client.startUpdatesLoop();
  }

  let preparing: Promise<void> | null = null;
  async function prepare(): Promise<void> {
    if (ended) throw new TezError(ended);
    if (closed) throw new TezError('offline');
    preparing ??= guard(loadKeys(rows).then(() => client.prepare()))
      .then(() => loadChannelPositions(rows, manager.cpts))
      .catch((error) => {
        preparing = null;
        throw error;
      });
    await preparing;
  }

  async function guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw toTezError(error, now());
    }
  }

  const call: Call = async (request, options = {}) => {
    const { signal, dc: dcId, kind, deadline = DEADLINE, late } = options;
    await prepare();
    const giveUp = new AbortController();
    const signals = [giveUp.signal, closing.signal, ...(signal ? [signal] : [])];
    let isLate = false;
    // The library's type asks for the exact method, which a generic caller cannot name.
    const answer = client.call(request as never, {
      abortSignal: AbortSignal.any(signals),
      ...(dcId ? { dcId } : {}),
      ...(kind ? { kind } : {}),
    }) as Promise<never>;
    const tooLong = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        const error = new TezError(connection === 'connected' ? 'timeout' : 'offline');
        isLate = late !== undefined && connection === 'connected';
        if (isLate) reject(error);
        else giveUp.abort(error);
      }, deadline);
      const clear = () => clearTimeout(timer);
      answer.then(clear, clear);
    });
    if (late) {
      answer.then((value) => {
        if (isLate) late(value);
      }, ignore);
    }
    try {
      return await Promise.race([answer, tooLong]);
    } catch (error) {
      signal?.throwIfAborted();
      throw toTezError(error, now());
    }
  };

  async function usable(): Promise<void> {
    if (connection === 'connected') return;
    await new Promise<void>((resolve, reject) => {
      const give = () => reject(new TezError('offline'));
      const timer = setTimeout(give, DEADLINE);
      waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
      closing.signal.addEventListener('abort', give, { once: true });
    });
  }

  async function close(): Promise<void> {
    closing.abort(new TezError('offline'));
    differences.close();
    if (!ended && !session.leaving) await updates.drain();
    updates.close();
    rows.close();
    transport.close();
    // What mtcute still asks for itself would try to connect anew, and fail where nobody looks.
    client.call = async () => {
      throw new TezError('offline');
    };
    await client.destroy();
  }

  const session: Session = {
    client,
    rows,
    updates,
    differences,
    now,
    call,
    guard,
    connection: () => connection,
    usable,
    self,
    prepare,
    take: (answered) => {
      arrivals.note(answered);
      client.handleClientUpdate(answered);
    },
    follow: (channelId, pts) => {
      if (manager.cpts.has(channelId)) return;
      manager.cpts.set(channelId, pts);
      manager.cptsMod.set(channelId, pts);
    },
    wake: () => {
      if (connection !== 'connected') client.mt.network.notifyNetworkChanged(true);
    },
    leaving: false,
    closed: closing.signal,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
  return session;
}

/** What keeps a call from its late answer has been told to whoever made it. */
function ignore(): void {}

function channelTooLong(channelId: number): tl.RawUpdates {
  return { _: 'updates', seq: 0, date: 0, users: [], chats: [], updates: [{ _: 'updateChannelTooLong', channelId }] };
}

/** Opened before mtcute asks for them, where one that is damaged would be nobody's to catch. */
async function loadKeys(rows: SessionRows): Promise<void> {
  await rows.load();
  await Promise.all(rows.keys(AUTH_KEY).map((key) => rows.get(key)));
}

/** mtcute reads a channel's position only while catching up; a gap that shows later must be measured against it too. */
async function loadChannelPositions(rows: SessionRows, positions: Map<number, number>): Promise<void> {
  const prefix = 'updates_channel:';
  for (const key of rows.keys(prefix)) {
    const value = await rows.get(key);
    const id = Number(key.slice(prefix.length));
    if (value && !positions.has(id)) positions.set(id, new DataView(value.buffer, value.byteOffset).getUint32(0, true));
  }
}
