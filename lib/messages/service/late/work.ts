import { type ChatRef, chatKey } from '@/lib/chats/model';
import { asFull, type Room } from '@/lib/limits/full';
import { TezError } from '@/lib/limits/model';
import { type Import, nextSpan, reached, type Span, type Sync } from '@/lib/messages/keeping';
import { waitIn, withWait } from '@/lib/messages/model';
import { heard } from '@/lib/messages/waiting';
import type { Records } from '@/lib/store/records';
import type { TelegramPort } from '@/lib/telegram/port';
import type { Batch } from '../batch';
import type { MessageEngine } from '../receive';
import { scopesOf, strayChats, type Tracked } from '../tracked';
import { type Fetched, fetchHistory } from './fetch';
import { concernsOneChat, type Mender } from './mend';
import type { Progress } from './progress';
import type { MessageStore, Told } from './store';
import type { Syncs } from './syncs';

export interface WorkDeps {
  records: Records;
  engine: MessageEngine;
  store: MessageStore;
  syncs: Syncs;
  mender: Mender;
  progress: Progress;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  room: Room;
  /** Resolves after so many ms, or when `signal` aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Between requests that only check what is here already. */
const CHECK_PACE_MS = 1_000;
/** After a failure that says nothing of when to try again; doubles up to the longest. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** On a full disk it is tried again after. */
const FULL_RETRY_MS = 30_000;
/** A chat that Telegram would not show is not asked for again before. */
const UNAVAILABLE_MS = 60 * 60_000;

interface Run {
  /** Ends a pause. */
  kick: AbortController;
  again: boolean;
  tracked: Tracked;
  done: Promise<void>;
}

/** What is asked for next: a span of a chat, or its import. */
type Job = { sync: Sync; span: Span } | { sync: Sync; span: null; import: Import };

/**
 * Asks the server for history, of one chat at a time for each account: first the ends of chats that are not known, then
 * what is missing, then imports in the order they were queued, and what may have changed when nothing else is to do. All
 * it knows is in the store: whatever kills the worker, the next one goes on.
 */
export function createHistoryWorker(deps: WorkDeps) {
  const { engine, store, syncs, mender, progress, now } = deps;
  const running = new Map<number, Run>();
  const skipped = new Map<string, number>();
  let stop = new AbortController();

  async function work(account: number): Promise<void> {
    const run = running.get(account);
    const { signal } = stop;
    let retry = FIRST_RETRY_MS;
    while (run && !signal.aborted) {
      run.again = false;
      run.kick = new AbortController();
      try {
        for (const peer of await strayChats(deps.records, account, await engine.tracked(account))) {
          await store.narrow(account, peer);
        }
        const port = await deps.port(account);
        await mender.mend(account, port, signal);
        run.tracked = await engine.tracked(account);
        const job = await next(account, run.tracked);
        if (job) await carryOut(job, port);
        progress.stops(false);
        if (!job && !run.again) return;
        retry = FIRST_RETRY_MS;
      } catch (error) {
        const { kind, retryAt } = await asFull(error, deps.room);
        // Called again when the vault is open, or the account is connected.
        if (signal.aborted || kind === 'locked' || kind === 'notSignedIn' || kind === 'offline') return;
        progress.stops(kind === 'quota');
        if (kind === 'quota') {
          await deps.pause(FULL_RETRY_MS, signal);
          continue;
        }
        progress.waits(account, retryAt ?? null);
        await deps.pause(retryAt === undefined ? retry : Math.max(retryAt - now(), 1), signal);
        progress.waits(account, null);
        if (retryAt === undefined) retry = Math.min(retry * 2, LONGEST_RETRY_MS);
      }
    }
  }

  async function next(account: number, tracked: Tracked): Promise<Job | null> {
    const all = (await syncs.withWork(account)).filter(
      (sync) => scopesOf(tracked, sync.peer).includes(sync.topic) && (skipped.get(chatKey(sync)) ?? 0) <= now(),
    );
    return mostUrgent(all);
  }

  /** Whether something else is more urgent now than the job under way. */
  async function overtaken(job: Job): Promise<boolean> {
    const run = running.get(job.sync.account);
    if (!run || run.again || stop.signal.aborted) return true;
    const best = await next(job.sync.account, run.tracked);
    return !best || chatKey(best.sync) !== chatKey(job.sync) || rank(best) !== rank(job);
  }

  async function carryOut(job: Job, port: TelegramPort): Promise<void> {
    const { sync } = job;
    const chat: ChatRef = scopeOf(sync);
    try {
      if (job.span === null && job.import.counted === null) await count(chat, job.import, port);
      const range = job.span ?? { after: 0, before: sync.from ?? 1 };
      if (range.before - range.after < 2) return await store.changeSync(chat, atItsBeginning);
      let got = job.span === null ? job.import.got : 0;
      let goOn = true;
      await fetchHistory(
        { engine, port, pace: () => pace(job), paced: job.span?.why === 'check' },
        chat,
        range,
        (told) => {
          got += told.messages.length;
          return goOn && !(job.span === null && isDone(job.import, got, told));
        },
        async (answers) => {
          const stored = await store.told(
            chat,
            answers,
            { states: (batch) => hear(batch, answers, job), sync: (now) => after(now, job, answers) },
            () => answers.every(({ watch }) => !watch.gap),
          );
          if (job.span === null)
            progress.got(
              chat,
              answers.reduce((sum, { messages }) => sum + messages.length, 0),
            );
          goOn = stored && !(await overtaken(job));
          return stored;
        },
      );
    } catch (error) {
      if (!concernsOneChat(TezError.from(error).kind)) throw error;
      skipped.set(chatKey(chat), now() + UNAVAILABLE_MS);
      await store.changeSync(chat, (it) =>
        it.import?.is === 'queued' && job.span === null
          ? { ...it, import: { ...it.import, is: 'chatUnavailable' } }
          : it,
      );
    }
  }

  /** Asks how much there is to import, so that progress has an end. */
  async function count(chat: ChatRef, { goal }: Import, port: TelegramPort): Promise<void> {
    const counted = await port.count(chat.peer, {
      from: Math.max(goal.since, 0),
      ...(chat.topic === undefined ? {} : { topic: chat.topic }),
    });
    await store.changeSync(chat, (it) => (it.import ? { ...it, import: { ...it.import, counted } } : it));
  }

  async function pace(job: Job): Promise<void> {
    const run = running.get(job.sync.account);
    if (job.span?.why === 'check' && run) {
      await deps.pause(CHECK_PACE_MS, AbortSignal.any([stop.signal, run.kick.signal]));
    }
  }

  return {
    /** Works until nothing is left to do. Called whenever there may be something; safe to call at any moment. */
    start(account: number): void {
      const run = running.get(account);
      if (run) {
        run.again = true;
        run.kick.abort();
        return;
      }
      const started: Run = {
        kick: new AbortController(),
        again: false,
        tracked: new Map(),
        done: Promise.resolve(),
      };
      running.set(account, started);
      started.done = work(account)
        .catch(() => undefined)
        .finally(() => running.delete(account));
    },

    /** Chats that were unavailable may be tried again. */
    retry: (chat: ChatRef) => skipped.delete(chatKey(chat)),

    /** Resolves when nothing is under way any more. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },

    async stop(): Promise<void> {
      stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
      stop = new AbortController();
    },
  };
}

export type HistoryWorker = ReturnType<typeof createHistoryWorker>;

function scopeOf({ account, peer, topic }: Sync): ChatRef {
  return { account, peer, ...(topic === undefined ? {} : { topic }) };
}

/** Nothing is older than the first message there can be. */
function atItsBeginning(sync: Sync): Sync {
  return { ...sync, complete: true, import: sync.import && { ...sync.import, is: 'done' } };
}

function rank(job: Job): number {
  if (job.span === null) return 1;
  return job.span.why === 'check' ? 2 : 0;
}

function mostUrgent(syncs: readonly Sync[]): Job | null {
  const jobs = syncs.flatMap((sync): Job[] => {
    const span = nextSpan(sync.spans);
    const queued = sync.import?.is === 'queued' && sync.from !== null ? sync.import : null;
    return [...(span ? [{ sync, span }] : []), ...(queued ? [{ sync, span: null, import: queued }] : [])];
  });
  const queuedAt = (job: Job) => (job.span === null ? job.import.queuedAt : 0);
  return jobs.sort((a, b) => rank(a) - rank(b) || queuedAt(a) - queuedAt(b))[0] ?? null;
}

function isDone({ goal }: Import, got: number, { messages }: Told): boolean {
  return reached(goal, got, messages[0]?.date ?? 0) || isProtected(messages);
}

/** A chat whose owner forbids copies: nothing of it is kept, and asking for all of it would be for nothing. */
function isProtected(messages: Told['messages']): boolean {
  return messages.length > 0 && messages.every(({ fleeting }) => fleeting);
}

/** Messages that history brought count for waiting; what was missed is told as if it had come live. */
async function hear(batch: Batch, answers: readonly Told[], job: Job): Promise<void> {
  let state = await batch.state(job.sync.peer);
  for (const message of answers.flatMap(({ messages }) => messages)) {
    const wait = waitIn(state, message.topic);
    const next = heard(wait, message);
    if (next !== wait) state = withWait(state, next);
    if (job.span?.why === 'missed') await batch.tell(message);
  }
  batch.setState(state);
}

/** How far a chat's history is here after these answers. */
function after(sync: Sync, job: Job, answers: readonly Fetched[]): Sync {
  const last = answers.at(-1);
  if (job.span !== null || sync.from === null || !last) return sync;
  const next: Sync = {
    ...sync,
    from: Math.min(sync.from, last.after + 1),
    complete: sync.complete || last.after === 0,
  };
  if (!sync.import) return next;
  const got = sync.import.got + answers.reduce((sum, { messages }) => sum + messages.length, 0);
  const is = doneAs(next, sync.import, got, last);
  return { ...next, import: { ...sync.import, got, is } };
}

function doneAs({ complete }: Sync, current: Import, got: number, last: Told): Import['is'] {
  if (isProtected(last.messages)) return 'protected';
  if (complete || reached(current.goal, got, last.messages[0]?.date ?? 0)) return 'done';
  return current.is;
}
