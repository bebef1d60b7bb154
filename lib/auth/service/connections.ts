import type { Account, ConnectionState } from '@/lib/auth/model';
import { TezError } from '@/lib/limits/model';
import type { TelegramUpdate } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';
import { forgetSession, sessionStore } from '@/lib/store/sessions';
import type { OpenTelegram, SessionRow, TelegramPort } from '@/lib/telegram/port';
import { listAccounts, saveAccount } from './accounts';

export interface ConnectionDeps {
  records: Records;
  now: () => number;
  announce: (topics: string[]) => void;
  /** Loads the MTProto script on first need. */
  loadTelegram: () => Promise<OpenTelegram>;
  /** The API id and hash to sign in with. @throws TezError `apiInvalid` when none is known. */
  api: () => Promise<{ id: number; hash: string }>;
  /** Stores what Telegram sent, with the update state that covers it, in one transaction. */
  receive: (
    of: { session: string; account: number | null },
    updates: TelegramUpdate[],
    state: SessionRow[],
  ) => Promise<void>;
  /** Called each time an account's connection has caught up with the server. */
  onCaughtUp: (account: number) => void;
  audit: (what: string) => Promise<void>;
}

/** The open sessions: at most one connection owner per session, and that is here. */
export interface Connections {
  /** Connects every stored account; nothing while the vault is locked. */
  start(): Promise<void>;
  /** Disconnects everything (lock, wipe). */
  stop(): Promise<void>;
  /** A session's port, opened when it is not. */
  session(session: string): Promise<TelegramPort>;
  /** The port of a signed-in account. @throws TezError `notSignedIn`, `locked` */
  port(account: number): Promise<TelegramPort>;
  /** From now on this session is that account's. */
  adopt(account: Account): Promise<void>;
  /** Disconnects one session and forgets it. */
  drop(session: string): Promise<void>;
  state(session: string): ConnectionState;
}

interface Live {
  port: TelegramPort;
  /** Changes once: when the sign-in of this session is done. */
  owner: { account: Account | null };
}

export function createConnections(deps: ConnectionDeps): Connections {
  const { records, now, announce } = deps;
  const live = new Map<string, Promise<Live>>();
  const states = new Map<string, ConnectionState>();
  // Counts stops: a session that was being opened when Tez locked must not stay open.
  let era = 0;

  function setState(session: string, state: ConnectionState): void {
    states.set(session, state);
    announce(['auth']);
  }

  async function openSession(session: string): Promise<Live> {
    const started = era;
    const [openTelegram, api] = await Promise.all([deps.loadTelegram(), deps.api()]);
    const account = (await listAccounts(records)).find((a) => a.session === session && !a.ended) ?? null;
    const owner: Live['owner'] = { account };
    const port = openTelegram({
      api,
      store: sessionStore(records, session),
      now,
      sink: (updates, state) => deps.receive({ session, account: owner.account?.id ?? null }, updates, state),
      onConnection: (is) => {
        if (started !== era) return;
        setState(session, { is });
        if (is === 'connected') void catchUp({ port, owner });
      },
      onWait: (until) => {
        if (started !== era) return;
        setState(session, { is: 'waiting', until });
        // The end of the wait is news too. Should the worker die before, its next life starts without a wait.
        setTimeout(() => announce(['auth']), Math.max(0, until - now()));
      },
      onSignedOut: (why) => void ended(session, { port, owner }, why),
    });
    if (started !== era) throw new TezError('locked');
    return { port, owner };
  }

  async function catchUp({ port, owner }: Live): Promise<void> {
    if (!owner.account) return;
    try {
      await port.catchUp();
      deps.onCaughtUp(owner.account.id);
    } catch {
      // The connection went away meanwhile; the next "connected" catches up again.
    }
  }

  async function ended(
    session: string,
    { port, owner }: Live,
    why: 'signedOutElsewhere' | 'accountDeactivated',
  ): Promise<void> {
    live.delete(session);
    setState(session, { is: 'signedOut', why });
    if (owner.account) await saveAccount(records, { ...owner.account, ended: { why, at: now() } });
    await port.disconnect();
    await forgetSession(records, session);
    await deps.audit(why);
    announce(['auth']);
  }

  async function get(session: string): Promise<Live> {
    const known = live.get(session);
    if (known) return known;
    const opening = openSession(session);
    live.set(session, opening);
    opening.catch(() => live.delete(session));
    return opening;
  }

  async function connected(session: string): Promise<TelegramPort> {
    const { port } = await get(session);
    await port.connect();
    return port;
  }

  return {
    async start() {
      if (!(await records.vault.state()).open) return;
      for (const account of await listAccounts(records)) {
        if (account.ended) states.set(account.session, { is: 'signedOut', why: account.ended.why });
        // A connection that fails now is retried by the port; its state tells.
        else void connected(account.session).catch(() => setState(account.session, { is: 'offline' }));
      }
    },

    async stop() {
      era += 1;
      const all = [...live.values()];
      live.clear();
      states.clear();
      await Promise.all(all.map((opening) => opening.then(({ port }) => port.disconnect()).catch(() => undefined)));
      announce(['auth']);
    },

    session: connected,

    async port(id) {
      await records.vault.keys();
      const account = (await listAccounts(records)).find((a) => a.id === id && !a.ended);
      if (!account) throw new TezError('notSignedIn');
      return connected(account.session);
    },

    async adopt(account) {
      const entry = await get(account.session);
      entry.owner.account = account;
      setState(account.session, { is: 'connected' });
      void catchUp(entry);
    },

    async drop(session) {
      const opening = live.get(session);
      live.delete(session);
      states.delete(session);
      await opening?.then(({ port }) => port.disconnect()).catch(() => undefined);
      await forgetSession(records, session);
    },

    state: (session) => {
      const state = states.get(session) ?? { is: 'none' };
      return state.is === 'waiting' && state.until <= now() ? { is: 'connected' } : state;
    },
  };
}
