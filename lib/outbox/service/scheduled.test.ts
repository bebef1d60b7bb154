import { beforeEach, describe, expect, it } from 'vitest';
import type { ScheduledView } from '@/lib/outbox/contract';
import { asking, type OutboxWorld, outboxWorld } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { chat, items, only, send } = asking(() => world);
const HOUR = 3_600_000;

describe('scheduling', () => {
  const tomorrow = () => world.now() + 24 * HOUR;
  const list = () => world.ask<ScheduledView[]>('outbox.scheduled', { chat });

  it('waits on the server: listed, moved, reworded, cancelled, sent now', async () => {
    await send('Later', { scheduleAt: tomorrow(), silent: true });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'scheduled', silent: true });
    const id = (await list())[0]?.message.id ?? 0;
    await world.ask('outbox.reschedule', {
      chat,
      id,
      at: tomorrow() + HOUR,
      text: { text: 'Even later', entities: [] },
    });
    expect((await list())[0]?.message).toMatchObject({ text: 'Even later', date: tomorrow() + HOUR });
    await send('Cancel me', { scheduleAt: tomorrow() });
    await world.settled();
    const other = (await list()).find(({ message }) => message.text === 'Cancel me')?.message.id;
    await world.ask('outbox.unschedule', { chat, id: other });
    expect((await list()).map(({ message }) => message.text)).toEqual(['Even later']);
    await world.ask('outbox.sendNow', { chat, id });
    expect(world.telegram.texts()).toEqual(['Even later']);
    await expect(world.ask('outbox.reschedule', { chat, id, at: tomorrow() })).rejects.toThrow('notFound');
    expect((await world.audit()).filter((it) => it !== 'signedIn').sort()).toEqual([
      'rescheduled',
      'scheduled',
      'scheduled',
      'sent',
      'unscheduled',
    ]);
  });

  it('becomes what it was sent as, when its time comes', async () => {
    await send('Good morning', { scheduleAt: tomorrow() });
    await world.settled();
    await world.heard(...world.telegram.goesOff((await only()).messageIds[0] ?? 0));
    expect(await only()).toMatchObject({ state: 'sent', messageIds: [2] });
  });

  it('is taken back when they write first, and says so', async () => {
    const before = world.telegram.theyWrite('Before');
    world.newest = before.id;
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await world.settled();
    expect((await list())[0]).toMatchObject({ unlessAnswered: true });
    await world.heard({ is: 'message', message: before });
    expect(world.telegram.waiting).toHaveLength(1);
    await world.heard({ is: 'message', message: world.telegram.theyWrite('Yes!') });
    expect(world.telegram.waiting).toEqual([]);
    expect(await only()).toMatchObject({ state: 'cancelled', why: 'answered' });
  });

  it('is taken back after a sleep during which they wrote, also where nobody knew what was there before', async () => {
    world.telegram.theyWrite('Before');
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await world.settled();
    world.telegram.theyWrite('Yes!');
    await world.restart();
    expect(world.telegram.waiting).toEqual([]);
    expect(await only()).toMatchObject({ state: 'cancelled', why: 'answered' });
  });

  it('is tried again to be taken back until it is', async () => {
    const before = world.telegram.theyWrite('Before');
    world.newest = before.id;
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await world.settled();
    world.telegram.next('lost');
    await world.heard({ is: 'message', message: world.telegram.theyWrite('Yes!') });
    expect(world.telegram.waiting).toHaveLength(1);
    await world.pass(5_000);
    expect(world.telegram.waiting).toEqual([]);
  });

  it('is taken back also when they wrote before Telegram could take it', async () => {
    world.newest = world.telegram.theyWrite('Before').id;
    world.online = false;
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await world.settled();
    world.telegram.theyWrite('Yes!');
    world.online = true;
    await world.connected();
    await world.settled();
    expect(world.telegram.waiting).toEqual([]);
    expect(await only()).toMatchObject({ state: 'cancelled', why: 'answered' });
  });

  it('is taken back when they wrote while what it takes along was got ready', async () => {
    const { id } = world.telegram.theyWrite('Before');
    world.newest = world.telegram.theyWrite('Meanwhile').id;
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: { after: id } });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'cancelled', why: 'answered' });
  });

  it('gone while nobody watched, it was sent when the chat has it, else cancelled elsewhere', async () => {
    await send('Sent', { scheduleAt: tomorrow() });
    await world.settled();
    await send('Cancelled early', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await send('Cancelled late', { scheduleAt: tomorrow() });
    await world.settled();
    const [sent] = await items();
    const waiting = world.telegram.waiting.splice(0);
    await world.restart();
    const whys = async () => (await items()).map(({ state, why }) => [state, why]);
    expect(await whys()).toEqual([
      ['scheduled', undefined],
      ['cancelled', 'elsewhere'],
      ['scheduled', undefined],
    ]);
    world.telegram.waiting.push(...waiting.filter(({ id }) => id === sent?.messageIds[0]));
    await world.pass(24 * HOUR);
    world.telegram.goesOff(sent?.messageIds[0] ?? 0);
    await world.restart();
    expect(await whys()).toEqual([
      ['sent', undefined],
      ['cancelled', 'elsewhere'],
      ['cancelled', 'elsewhere'],
    ]);
  });

  it('taken back as they answered, by a worker that died before it could store so, is not called sent', async () => {
    world.newest = world.telegram.theyWrite('Before').id;
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: {} });
    await world.settled();
    await world.pass(24 * HOUR - 60_000);
    const message = world.telegram.theyWrite('Yes!');
    for (let step = 1; world.telegram.waiting.length > 0; step += 1) {
      world.dieAt(world.steps + step);
      void world.heard({ is: 'message', message }).catch(() => undefined);
      await world.settled();
      if (world.telegram.waiting.length > 0) await world.restart();
    }
    await world.pass(2 * 60_000);
    await world.restart();
    expect(await only()).toMatchObject({ state: 'cancelled', why: 'answered' });
  });

  it('that cannot be sent now keeps its time', async () => {
    await send('Later', { scheduleAt: tomorrow() });
    await world.settled();
    const id = (await list())[0]?.message.id ?? 0;
    world.telegram.next({ refused: 'floodWait', forMs: 60_000 });
    await expect(world.ask('outbox.sendNow', { chat, id })).rejects.toThrow('floodWait');
    expect((await only()).scheduleAt).toBe(tomorrow());
  });
});
