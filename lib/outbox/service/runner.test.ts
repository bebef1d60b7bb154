import { beforeEach, describe, expect, it } from 'vitest';
import type { WhyOff } from '@/lib/outbox/model';
import { ANNA, GROUP, ME } from '@/tests/support/outbox/telegram';
import { asking, type OutboxWorld, outboxWorld } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { chat, group, items, only, send } = asking(() => world);
const HOUR = 3_600_000;

describe('limits', () => {
  it('a flood is waited out to its end, also by the next worker, and then sent by itself', async () => {
    world.telegram.next({ refused: 'floodWait', forMs: 90_000 });
    await send('Patience');
    await world.settled();
    expect(await only()).toMatchObject({ state: 'queued', error: { kind: 'floodWait' }, until: world.now() + 90_000 });
    expect(world.alarms.at(-1)).toBe(world.now() + 90_000);
    await world.pass(60_000);
    await world.restart();
    await world.ask('outbox.retry', { id: (await only()).id });
    await world.pass(29_999);
    expect(world.telegram.calls.filter((it) => it === 'send')).toHaveLength(1);
    expect(await world.ask('outbox.mayWrite', { chat })).toMatchObject({ kind: 'floodWait' });
    await world.pass(1);
    expect(world.telegram.texts()).toEqual(['Patience']);
    expect(await world.ask('outbox.mayWrite', { chat })).toBeNull();
  });

  it('too many strangers: those are not written to for a day, people who wrote are', async () => {
    world.telegram.theyWrite('Hello', 300);
    world.telegram.next({ refused: 'peerFlood' });
    await send('Cold call');
    await world.settled();
    expect(await only()).toMatchObject({ state: 'failed', error: { kind: 'peerFlood' }, canRetry: false });
    const stranger = { account: ME, peer: 301 };
    await send('Another', { chat: stranger });
    await world.settled();
    expect(await only(stranger)).toMatchObject({ state: 'failed', error: { kind: 'peerFlood' } });
    expect(world.telegram.calls.filter((it) => it === 'send')).toHaveLength(1);
    expect(await world.ask<WhyOff>('outbox.mayWrite', { chat: stranger })).toEqual({
      kind: 'peerFlood',
      until: world.now() + 24 * HOUR,
    });
    const known = { account: ME, peer: 300 };
    expect(await world.ask('outbox.mayWrite', { chat: known })).toBeNull();
    await send('Hello yourself', { chat: known });
    await world.settled();
    expect(world.telegram.texts(300)).toEqual(['Hello yourself']);
    await world.pass(24 * HOUR);
    await world.ask('outbox.retry', { id: (await only(stranger)).id });
    await world.settled();
    expect(world.telegram.texts(301)).toEqual(['Another']);
  });

  it('a chat that may not be written to says so, and may be tried again', async () => {
    world.telegram.next({ refused: 'writeForbidden' });
    await send('Hello', { chat: group });
    await world.settled();
    expect(await only(group)).toMatchObject({ state: 'failed', error: { kind: 'writeForbidden' }, canRetry: true });
    expect(await world.ask('outbox.mayWrite', { chat: group })).toEqual({ kind: 'writeForbidden' });
    await world.ask('outbox.retry', { id: (await only(group)).id });
    await world.settled();
    expect(world.telegram.texts(GROUP)).toEqual(['Hello']);
    expect(await world.ask('outbox.mayWrite', { chat: group })).toBeNull();
  });

  it('asks people beforehand what they ask of strangers', async () => {
    world.telegram.requirementOf.set(ANNA, { is: 'premium' });
    expect(await world.ask('outbox.mayWrite', { chat })).toEqual({ kind: 'premiumOnly' });
    world.telegram.requirementOf.set(ANNA, { is: 'paid', stars: 25 });
    expect(await world.ask('outbox.mayWrite', { chat })).toEqual({ kind: 'paidOnly', stars: 25 });
    world.telegram.theyWrite('Hello');
    expect(await world.ask('outbox.mayWrite', { chat })).toBeNull();
  });

  it('what was not answered is tried again later and later, with the same number', async () => {
    world.telegram.next('lost', 'unheard');
    await send('Through');
    await world.settled();
    expect(await only()).toMatchObject({ state: 'queued', unanswered: true, canChange: false });
    await world.pass(1_000);
    expect(await only()).toMatchObject({ state: 'queued', until: world.now() + 2_000 });
    await world.pass(2_000);
    expect(await only()).toMatchObject({ state: 'sent', messageIds: [1] });
    expect(world.telegram.texts()).toEqual(['Through']);
  });
});

describe('after the death of the worker', () => {
  /** Three texts in two chats, an edit in between, some not answered. */
  async function story(): Promise<void> {
    world.telegram.next('unheard');
    await send('One');
    await send('Two', { chat: group });
    await world.settled();
    await send('Three');
    await world.pass(5_000);
  }

  /** Runs the story, dying at a step; resolves to whether it came so far. */
  async function diesAt(step: number): Promise<boolean> {
    world = await outboxWorld();
    world.dieAt(step);
    await Promise.race([story(), world.pass(20_000).then(() => world.settled())]).catch(() => undefined);
    const died = world.dead;
    await world.restart();
    await world.pass(120_000);
    return died;
  }

  it('at any point whatever, each text that was taken is on the server exactly once, in order', async () => {
    let deaths = 0;
    for (let step = 1; ; step += 1) {
      const died = await diesAt(step);
      const stored = [...(await items()), ...(await items(group))];
      for (const item of stored) {
        const text = item.act.is === 'message' && 'text' in item.act.content ? item.act.content.text : '';
        const there = world.telegram.messages.filter((it) => it.text === text);
        expect(there, `${text} after a death at step ${step}`).toHaveLength(1);
        expect(item.state).toBe('sent');
        expect(item.messageIds).toEqual([there[0]?.id]);
      }
      // What was not stored was not sent either.
      expect(world.telegram.messages).toHaveLength(stored.length);
      expect(world.telegram.texts()).toEqual(['One', 'Three'].slice(0, world.telegram.texts().length));
      expect((await world.audit()).filter((it) => it === 'sent')).toHaveLength(stored.length);
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(15);
  });
});

describe('a vault that takes nothing more', () => {
  it('is asked again after a while, not in a circle; then the message goes out', async () => {
    world.online = false;
    await send('Hello');
    await world.settled();
    world.full = true;
    world.online = true;
    await world.connected();
    await world.settled();
    expect(world.telegram.calls).not.toContain('send');
    world.full = false;
    await world.pass(15_000);
    expect(world.telegram.texts()).toEqual(['Hello']);
    expect(await only()).toMatchObject({ state: 'sent' });
  });

  it('and what Telegram answered meanwhile, lose nothing: it is sent once, and known to be', async () => {
    const { calls } = world.telegram;
    calls.push = (...made) => {
      world.full ||= made.includes('send');
      return Array.prototype.push.apply(calls, made);
    };
    await send('Hello');
    await world.settled();
    expect(await only()).toMatchObject({ state: 'sending' });
    world.full = false;
    calls.push = Array.prototype.push;
    await world.pass(15_000);
    expect(world.telegram.texts()).toEqual(['Hello']);
    expect(await only()).toMatchObject({ state: 'sent', messageIds: [1] });
  });
});

describe('a try that was not answered', () => {
  it('is looked for after an hour, also by the same worker, rather than given again', async () => {
    world.telegram.next('unheard', { refused: 'floodWait', forMs: 2 * HOUR });
    await send('Hello');
    await world.settled();
    await world.pass(60_000);
    const given = () => world.telegram.calls.filter((it) => it === 'send').length;
    expect(given()).toBe(2);
    await world.pass(2 * HOUR);
    expect(given()).toBe(2);
    expect(await only()).toMatchObject({ state: 'sent', messageIds: [1] });
  });
});
