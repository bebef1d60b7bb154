import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorKind } from '@/lib/limits/model';
import { auditWord } from './audit';
import * as due from './due';
import * as outbox from './model';
import { type Limit, limitIn, verdictOf, waitAfter } from './policy';

const CHAT = { account: 1, peer: 100 };
const T0 = 1_800_000_000_000;

function text(id: string, order: number, more: Partial<outbox.OutboxItem> = {}): outbox.OutboxItem {
  return {
    id,
    order,
    chat: CHAT,
    act: { is: 'message', content: { is: 'text', text: id, entities: [], linkPreview: true } },
    silent: false,
    randomIds: [`r-${id}`],
    state: 'queued',
    createdAt: T0,
    tries: 0,
    ...more,
  };
}
const sending = (item: outbox.OutboxItem) => outbox.begun(item, T0);

describe('an item', () => {
  it('is sent, and read when the other side has read that far', () => {
    const sent = outbox.accepted(sending(text('a', 1)), [7], T0);
    expect(sent).toMatchObject({ state: 'sent', messageIds: [7] });
    expect(outbox.heardRead(sent, CHAT.peer, 6).state).toBe('sent');
    expect(outbox.heardRead(sent, 999, 7).state).toBe('sent');
    expect(outbox.heardRead(sent, CHAT.peer, 7).state).toBe('read');
  });

  it('is known as sent from the update alone, also an album told one by one', () => {
    expect(outbox.heardSent(sending(text('a', 1)), 'r-a', 9, T0)).toMatchObject({ state: 'sent', messageIds: [9] });
    const album = sending({ ...text('a', 1), randomIds: ['x', 'y'] });
    const first = outbox.heardSent(album, 'y', 12, T0);
    expect(first).toMatchObject({ state: 'sent', messageIds: [0, 12] });
    expect(outbox.heardSent(first, 'x', 11, T0)).toMatchObject({ state: 'sent', messageIds: [11, 12] });
  });

  it('that is not answered is tried again with the same numbers, later and later', () => {
    const { item } = outbox.refused(sending(text('a', 1)), { kind: 'timeout' }, T0);
    expect(item).toMatchObject({ state: 'queued', unanswered: true, randomIds: ['r-a'], notBefore: T0 + 1000 });
    expect([1, 2, 3, 6, 7, 50].map(waitAfter)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  it('that Telegram holds back waits for its time and no longer', () => {
    const { item, limit } = outbox.refused(sending(text('a', 1)), { kind: 'floodWait', retryAt: T0 + 5000 }, T0);
    const limits = limit ? [limit] : [];
    expect(limit).toMatchObject({ of: 'method:text', until: T0 + 5000 });
    expect(outbox.nextStep([item], limits, T0 + 4999)).toMatchObject({ do: 'wait', until: T0 + 5000 });
    expect(outbox.nextStep([item], limits, T0 + 5000).do).toBe('send');
    // A clock set back by a year does not make it wait for a year.
    expect(outbox.nextStep([item], limits, T0 - 3e10)).toMatchObject({ do: 'wait', until: T0 - 3e10 + 5000 });
  });

  it('in a slow group holds back that chat alone, and not what changes there', () => {
    const { limit } = outbox.refused(sending(text('a', 1)), { kind: 'slowMode', retryAt: T0 + 5000 }, T0);
    const limits = limit ? [limit] : [];
    const react = text('b', 2, { act: { is: 'react', id: 1, reactions: [] }, randomIds: [] });
    expect(outbox.nextStep([text('c', 3)], limits, T0).do).toBe('wait');
    expect(outbox.nextStep([react], limits, T0).do).toBe('send');
    expect(outbox.nextStep([text('d', 4, { chat: { account: 1, peer: 5 } })], limits, T0).do).toBe('send');
  });

  it('to a stranger, refused for too many of them, sets the pause and says how long', () => {
    const { item, limit } = outbox.refused(sending(text('a', 1)), { kind: 'peerFlood' }, T0);
    expect(limit).toMatchObject({ of: 'strangers', until: T0 + 86_400_000 });
    expect(item).toMatchObject({ state: 'failed', error: { kind: 'peerFlood', retryAt: T0 + 86_400_000 } });
    expect(outbox.canRetry(item)).toBe(true);
  });

  it('that is refused gets fresh numbers when it is tried again; once unanswered it never does', () => {
    const refused = outbox.refused(sending(text('a', 1)), { kind: 'writeForbidden' }, T0).item;
    expect(outbox.retried(refused, ['new'], 9)).toMatchObject({ state: 'queued', randomIds: ['new'], order: 9 });
    const unanswered = outbox.refused(sending(text('a', 1)), { kind: 'timeout' }, T0).item;
    const again = outbox.refused(sending(unanswered), { kind: 'writeForbidden' }, T0).item;
    expect(again).toMatchObject({ state: 'queued', look: 'fail' });
    const failed = outbox.looked(again, null, T0);
    expect(failed).toMatchObject({ state: 'failed', error: { kind: 'writeForbidden' } });
    expect(outbox.retried(failed, ['new'], 9).randomIds).toEqual(['r-a']);
    expect(outbox.looked(again, { ids: [5], waits: false }, T0)).toMatchObject({ state: 'sent', messageIds: [5] });
  });

  it('is cancelled at once while Telegram cannot have it, and looked for first where it may', () => {
    expect(outbox.cancelled(text('a', 1), T0).state).toBe('cancelled');
    expect(outbox.cancelled(sending(text('a', 1)), T0).state).toBe('sending');
    const unanswered = outbox.refused(sending(text('a', 1)), { kind: 'offline' }, T0).item;
    const wanted = outbox.cancelled(unanswered, T0);
    expect(wanted).toMatchObject({ state: 'queued', look: 'cancel' });
    expect(outbox.nextStep([wanted], [], T0)).toMatchObject({ do: 'look' });
    expect(outbox.looked(wanted, null, T0).state).toBe('cancelled');
    expect(outbox.looked(wanted, { ids: [3], waits: false }, T0).state).toBe('sent');
  });

  it('gets other words only while Telegram cannot have them', () => {
    const words = { text: 'b', entities: [] };
    expect(outbox.withText(text('a', 1), words, ['n']).act).toMatchObject({ content: { text: 'b' } });
    const tooLong = outbox.refused(sending(text('a', 1)), { kind: 'messageTooLong' }, T0).item;
    expect(outbox.withText(tooLong, words, ['n'])).toMatchObject({ state: 'queued', randomIds: ['n'] });
    const unanswered = outbox.refused(sending(text('a', 1)), { kind: 'offline' }, T0).item;
    expect(outbox.canChange(unanswered)).toBe(false);
    expect(outbox.withText(unanswered, words, ['n'])).toBe(unanswered);
  });

  it('of a dead worker goes on, and is looked for when that was long ago', () => {
    const dead = sending(text('a', 1));
    expect(outbox.recovered(dead)).toMatchObject({ state: 'queued', unanswered: true });
    const next = (at: number) => outbox.nextStep([outbox.recovered(dead)], [], at);
    expect(next(T0 + 1000)).toMatchObject({ do: 'send' });
    expect(next(T0 + 86_400_000)).toMatchObject({ do: 'look', item: { look: 'send' } });
    expect(outbox.recovered(text('b', 2))).toEqual(text('b', 2));
  });

  it('by a fault of ours is not tried for ever', () => {
    const faulty = (item: outbox.OutboxItem) => outbox.refused(sending(item), { kind: 'internal' }, T0).item;
    const last = [1, 2, 3, 4, 5].reduce(faulty, text('a', 1));
    expect(last).toMatchObject({ tries: 5, look: 'fail' });
    expect(outbox.canRetry(outbox.looked(last, null, T0))).toBe(true);
  });
});

describe('a scheduled item', () => {
  const scheduled = outbox.accepted(sending(text('a', 1, { scheduleAt: T0 + 60_000 })), [4], T0);

  it('waits on the server, and becomes what it was sent as', () => {
    expect(scheduled).toMatchObject({ state: 'scheduled', messageIds: [4] });
    expect(due.heardUnscheduled(scheduled, CHAT.peer, [4], [40], T0)).toMatchObject({
      state: 'sent',
      messageIds: [40],
    });
    expect(due.heardUnscheduled(scheduled, CHAT.peer, [5], [50], T0)).toBe(scheduled);
  });

  it('that is gone before its time was cancelled elsewhere; at its time the chat shows what it was', () => {
    expect(due.heardUnscheduled(scheduled, CHAT.peer, [4], undefined, T0)).toMatchObject({
      state: 'cancelled',
      why: 'elsewhere',
    });
    expect(due.heardUnscheduled(scheduled, CHAT.peer, [4], undefined, T0 + 60_000)).toBe(scheduled);
    expect(due.lookedForDue(scheduled, [40], T0 + 60_000)).toMatchObject({ state: 'sent', messageIds: [40] });
    expect(due.lookedForDue(scheduled, null, T0 + 60_000)).toMatchObject({ state: 'cancelled', why: 'elsewhere' });
  });

  it('of several goes off, or is taken back, one by one', () => {
    const act = { is: 'forward' as const, from: 7, ids: [11, 12], withSender: true, withCaption: true };
    const both: outbox.OutboxItem = { ...scheduled, act, randomIds: ['r-1', 'r-2'], messageIds: [4, 5] };
    const left = due.heardUnscheduled(both, CHAT.peer, [4], undefined, T0);
    expect(left).toMatchObject({ state: 'scheduled', act: { ids: [12] }, randomIds: ['r-2'], messageIds: [5] });
    expect(due.lookedForDue(left, [50], T0 + 60_000)).toMatchObject({ state: 'sent', messageIds: [50] });
    expect(due.heardUnscheduled(both, CHAT.peer, [4], [40], T0)).toMatchObject({ messageIds: [5] });
    expect(due.heardUnscheduled(left, CHAT.peer, [5], [50], T0)).toMatchObject({ state: 'sent', messageIds: [50] });
    expect(due.heardUnscheduled(both, CHAT.peer, [5, 4], [50, 40], T0)).toMatchObject({ messageIds: [40, 50] });
  });

  it('that Tez is taking back was not cancelled elsewhere, whichever is heard first', () => {
    for (const [takingBack, why] of [
      ['answered', 'answered'],
      ['asked', undefined],
    ] as const) {
      const asked = due.heardUnscheduled({ ...scheduled, takingBack }, CHAT.peer, [4], undefined, T0);
      expect(asked).toMatchObject({ state: 'cancelled' });
      expect(asked.why).toBe(why);
      expect(due.takenBack(asked, T0 + 1)).toEqual(asked);
    }
  });

  it('that Telegram sent while it was being cancelled is told as sent', () => {
    const cancelled: outbox.OutboxItem = { ...scheduled, state: 'cancelled', why: 'answered' };
    const sent = due.heardUnscheduled(cancelled, CHAT.peer, [4], [40], T0);
    expect(sent).toMatchObject({ state: 'sent', messageIds: [40] });
    expect(sent.why).toBeUndefined();
  });

  it('too near to be scheduled is sent at once, whichever is heard first', () => {
    const near = sending(text('a', 1, { scheduleAt: T0 + 1000 }));
    expect(outbox.heardSent(near, 'r-a', 9, T0).state).toBe('sent');
    expect(outbox.heardSent(outbox.accepted(near, [9], T0), 'r-a', 9, T0).state).toBe('sent');
    expect(outbox.accepted(outbox.heardSent(near, 'r-a', 9, T0), [9], T0).state).toBe('sent');
  });

  it('is cancelled by their answer, not by ours, by what was there before, or by another topic', () => {
    const watched: outbox.OutboxItem = { ...scheduled, unlessAnswered: { after: 10 } };
    const theirs = { peer: CHAT.peer, out: false, id: 11, kind: 'text' } as const;
    expect(due.isAnsweredBy(watched, theirs)).toBe(true);
    expect(due.isAnsweredBy(watched, { ...theirs, out: true })).toBe(false);
    expect(due.isAnsweredBy(watched, { ...theirs, id: 10 })).toBe(false);
    expect(due.isAnsweredBy(watched, { ...theirs, kind: 'service' })).toBe(false);
    expect(due.isAnsweredBy(scheduled, theirs)).toBe(false);
    const inTopic: outbox.OutboxItem = { ...watched, chat: { ...CHAT, topic: 3 } };
    expect(due.isAnsweredBy(inTopic, theirs)).toBe(false);
    expect(due.isAnsweredBy(inTopic, { ...theirs, topic: 3 })).toBe(true);
  });
});

describe('the audit log', () => {
  it('has one word for each send, whenever it is known', () => {
    const queued = text('a', 1);
    const sent = outbox.accepted(sending(queued), [7], T0);
    expect(auditWord(queued, sending(queued))).toBeNull();
    expect(auditWord(sending(queued), sent)).toBe('sent');
    expect(auditWord(sent, outbox.heardRead(sent, CHAT.peer, 7))).toBeNull();
    const later = outbox.accepted(sending(text('b', 2, { scheduleAt: T0 + 60_000 })), [4], T0);
    expect(auditWord(text('b', 2), later)).toBe('scheduled');
    expect(auditWord(later, { ...later, state: 'sent' })).toBeNull();
  });
});

/** Telegram, as far as sending goes: it takes each number once. */
class Server {
  readonly messages: { item: string; randomId: string }[] = [];
  readonly #known = new Map<string, number>();
  /** Methods or chats that may not be asked before. */
  readonly held = new Map<string, number>();
  early = 0;

  take(item: outbox.OutboxItem, now: number): { ids: number[] | null } {
    for (const of of [`method:${outbox.methodOf(item.act)}`, `chat:${item.chat.peer}`]) {
      if ((this.held.get(of) ?? 0) > now) this.early += 1;
    }
    const [randomId = ''] = item.randomIds;
    if (this.#known.has(randomId)) return { ids: null };
    this.messages.push({ item: item.id, randomId });
    this.#known.set(randomId, this.messages.length);
    return { ids: [this.messages.length] };
  }

  has(item: outbox.OutboxItem): outbox.Found | null {
    const at = this.messages.findIndex(({ item: id }) => id === item.id);
    return at < 0 ? null : { ids: [at + 1], waits: false };
  }
}

type Happening =
  | { is: 'press' }
  | { is: 'step'; outcome: 'ok' | 'lost' | 'unheard' | 'flood' | 'slow' | 'diesBefore' | 'diesAfter' | ErrorKind }
  | { is: 'time'; ms: number }
  | { is: 'cancel' | 'retry' | 'told'; pick: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Happening>({ is: 'press' }) },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom(
        'ok',
        'ok',
        'ok',
        'lost',
        'unheard',
        'flood',
        'slow',
        'diesBefore',
        'diesAfter',
        'writeForbidden',
        'internal',
        'messageTooLong',
        'peerFlood',
      )
      .map((outcome) => ({ is: 'step', outcome }) as Happening),
  },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 90_000 }).map((ms): Happening => ({ is: 'time', ms })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('cancel', 'retry', 'told'), fc.nat(9))
      .map(([is, pick]) => ({ is, pick }) as Happening),
  },
);

/** The outbox of two chats over a server, an order of happenings after another. */
function run(happenings: readonly Happening[]) {
  const server = new Server();
  const items = new Map<string, outbox.OutboxItem>();
  let limits: Limit[] = [];
  let now = T0;
  let order = 0;
  let outOfOrder = 0;
  const put = (item: outbox.OutboxItem) => void items.set(item.id, item);
  const lanes = () => {
    const byLane = new Map<string, outbox.OutboxItem[]>();
    for (const item of items.values()) {
      byLane.set(outbox.laneOf(item), [...(byLane.get(outbox.laneOf(item)) ?? []), item]);
    }
    return [...byLane.values()];
  };

  function reach(item: outbox.OutboxItem) {
    const before = [...items.values()].some(
      (other) => outbox.laneOf(other) === outbox.laneOf(item) && outbox.isPending(other) && other.order < item.order,
    );
    if (before) outOfOrder += 1;
    return server.take(item, now);
  }

  function refuse(item: outbox.OutboxItem, kind: ErrorKind, retryAt?: number): void {
    const { item: next, limit } = outbox.refused(item, retryAt === undefined ? { kind } : { kind, retryAt }, now);
    put(next);
    if (!limit) return;
    limits = [...limits, limit];
    if (limit.of !== 'strangers') server.held.set(limit.of, limit.until);
  }

  function die(): void {
    for (const one of items.values()) put(outbox.recovered(one));
  }

  function attempt(step: outbox.Step, outcome: Extract<Happening, { is: 'step' }>['outcome']): void {
    if (step.do === 'look') put(outbox.looked(step.item, server.has(step.item), now));
    if (step.do !== 'send') return;
    const item = outbox.begun(step.item, now);
    put(item);
    const reached = outcome === 'ok' || outcome === 'unheard' || outcome === 'diesAfter' ? reach(item) : { ids: null };
    if (outcome === 'ok') put(outbox.accepted(item, reached.ids, now));
    else if (outcome === 'unheard') refuse(item, 'timeout');
    else if (outcome === 'lost') refuse(item, 'offline');
    else if (outcome === 'flood') refuse(item, 'floodWait', now + 7_000);
    else if (outcome === 'slow') refuse(item, 'slowMode', now + 11_000);
    else if (outcome === 'diesBefore' || outcome === 'diesAfter') die();
    else refuse(item, outcome);
  }

  for (const it of happenings) {
    const pick = 'pick' in it ? [...items.values()][it.pick] : undefined;
    if (it.is === 'press') {
      order += 1;
      put(text(`i${order}`, order, { chat: { account: 1, peer: 100 + (order % 2) } }));
    } else if (it.is === 'time') now += it.ms;
    else if (it.is === 'step') for (const lane of lanes()) attempt(outbox.nextStep(lane, limits, now), it.outcome);
    else if (!pick) continue;
    else if (it.is === 'cancel') put(outbox.cancelled(pick, now));
    else if (it.is === 'retry') {
      order += 1;
      put(outbox.retried(pick, [`r-${pick.id}-${order}`], order));
    } else {
      const at = server.messages.findIndex(({ randomId }) => randomId === pick.randomIds[0]);
      if (at >= 0) put(outbox.heardSent(pick, pick.randomIds[0] ?? '', at + 1, now));
    }
  }
  // Then all is well again, for long enough.
  for (let calm = 0; calm < 200; calm += 1) {
    now += 61_000;
    for (const lane of lanes()) attempt(outbox.nextStep(lane, limits, now), 'ok');
  }
  return { server, items: [...items.values()], outOfOrder };
}

describe('over any answers, errors and deaths', () => {
  it('every text is on the server exactly once, in order, none early, and what is shown is true (property)', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const { server, items, outOfOrder } = run(happenings);
        expect(server.early).toBe(0);
        expect(outOfOrder).toBe(0);
        for (const item of items) {
          const there = server.messages.filter(({ item: id }) => id === item.id).length;
          const shown = item.state === 'sent' ? 1 : 0;
          expect(there, `${item.id} ${item.state}`).toBe(shown);
          expect(['sent', 'failed', 'cancelled']).toContain(item.state);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it('every kind of error has a verdict, and a limit is found by its account alone', () => {
  expect(verdictOf('notModified', 'edit')).toEqual({ is: 'done' });
  expect(verdictOf('notFound', 'delete')).toEqual({ is: 'done' });
  expect(verdictOf('locked', 'send')).toEqual({ is: 'hold' });
  expect(verdictOf('messageTooLong', 'send')).toEqual({ is: 'fail', retry: false });
  const limit: Limit = { account: 1, of: 'chat:5', kind: 'slowMode', since: T0, until: T0 + 10 };
  expect(limitIn([limit], 1, 'chat:5', T0)).toBe(limit);
  expect(limitIn([limit], 2, 'chat:5', T0)).toBeNull();
  expect(limitIn([limit], 1, 'chat:5', T0 + 10)).toBeNull();
});
