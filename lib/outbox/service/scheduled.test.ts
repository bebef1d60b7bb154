import { beforeEach, describe, expect, it } from 'vitest';
import type { ScheduledView } from '@/lib/outbox/contract';
import { asking, type OutboxWorld, outboxWorld } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { chat, items, only, send, states } = asking(() => world);
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
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: { seen: before.id } });
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
    await send('Still interested?', { scheduleAt: tomorrow(), unlessAnswered: { seen: before.id } });
    await world.settled();
    world.telegram.next('lost');
    await world.heard({ is: 'message', message: world.telegram.theyWrite('Yes!') });
    expect(world.telegram.waiting).toHaveLength(1);
    await world.pass(5_000);
    expect(world.telegram.waiting).toEqual([]);
  });

  it('gone while nobody watched, it was sent when its time has come, else cancelled elsewhere', async () => {
    await send('Sent', { scheduleAt: tomorrow() });
    await world.settled();
    await send('Cancelled', { scheduleAt: tomorrow(), unlessAnswered: { seen: 1 } });
    await world.settled();
    world.telegram.waiting.length = 0;
    await world.restart();
    expect((await items()).map(({ state, why }) => [state, why])).toEqual([
      ['scheduled', undefined],
      ['cancelled', 'elsewhere'],
    ]);
    await world.pass(24 * HOUR);
    await world.restart();
    expect(await states()).toContain('sent');
  });
});
