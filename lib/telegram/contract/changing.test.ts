import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, type Opened, startWorld, type World, words } from './harness';
import { ANNA, DMITRI, PREMIUM_ONLY, TRADERS } from './scenario';

let world: World;
let mikhail: Opened;
beforeEach(async () => {
  world = await startWorld();
  mikhail = await world.signedIn();
});
afterEach(async () => {
  const { reads, online, typing } = world.telegram.saw;
  await world.close();
  expect({ reads, online, typing }, 'nothing may be read, online or typing').toEqual({
    reads: [],
    online: [],
    typing: [],
  });
  expect(world.telegram.failures).toEqual([]);
});

/** What Anna's chat holds on the server, newest last. */
const onServer = (chat: string | number = 'Anna Berg') => world.telegram.messagesOf({ chat }).map(({ text }) => text);

describe('a message that is there', () => {
  it('is edited, and told so', async () => {
    const sent = await mikhail.port.send(words('Draft'));
    const edited = await mikhail.port.edit(ANNA, sent?.id ?? 0, {
      text: { text: 'Final', entities: [{ is: 'bold', at: 0, length: 5 }] },
    });
    expect(edited).toMatchObject({ id: sent?.id, text: 'Final', entities: [{ is: 'bold', at: 0, length: 5 }] });
    expect(edited.editDate).toBeGreaterThan(0);
    await mikhail.update((it) => it.is === 'edited' && it.message.text === 'Final');
    const same = mikhail.port.edit(ANNA, sent?.id ?? 0, { text: { text: 'Final', entities: edited.entities ?? [] } });
    expect((await failure(same)).kind).toBe('notModified');
  });

  it('that is not ours, or too old, is not edited', async () => {
    const [theirs] = await mikhail.port.history(ANNA, { limit: 1 });
    const text = { text: 'Mine now', entities: [] };
    expect((await failure(mikhail.port.edit(ANNA, theirs?.id ?? 0, { text }))).kind).toBe('notAllowed');
    const old = world.telegram.messagesOf({ chat: PREMIUM_ONLY }).at(-1)?.id ?? 0;
    expect((await failure(mikhail.port.edit(PREMIUM_ONLY, old, { text }))).kind).toBe('editTooLate');
    expect((await failure(mikhail.port.edit(ANNA, 999_999, { text }))).kind).toBe('notFound');
  });

  it('is deleted for all or for the account alone, in every kind of chat, twice without harm', async () => {
    const { port } = mikhail;
    const both = await port.send(words('For nobody'));
    await port.delete(ANNA, [both?.id ?? 0], { forAll: true });
    await mikhail.update((it) => it.is === 'deleted' && it.ids.includes(both?.id ?? 0));
    expect(onServer()).not.toContain('For nobody');
    await port.delete(ANNA, [both?.id ?? 0], { forAll: true });
    const inGroup = await port.send(words('Gone', { peer: TRADERS }));
    await port.delete(TRADERS, [inGroup?.id ?? 0], { forAll: true });
    await mikhail.update((it) => it.is === 'deleted' && it.peer === TRADERS);
    expect(onServer('Timber traders')).not.toContain('Gone');
    await port.delete(TRADERS, [inGroup?.id ?? 0], { forAll: true });
  });

  it('takes reactions, gives them back, and is the same with the same', async () => {
    const { port } = mikhail;
    const [theirs] = await port.history(ANNA, { limit: 1 });
    const id = theirs?.id ?? 0;
    await port.react(ANNA, id, [{ emoji: '👍' }]);
    await port.react(ANNA, id, [{ emoji: '👍' }]);
    expect((await port.history(ANNA, { limit: 1 }))[0]?.reactions).toEqual([{ emoji: '👍', count: 1, own: true }]);
    await mikhail.update((it) => it.is === 'edited' && it.message.reactions?.[0]?.own === true);
    await world.telegram.reacts({ chat: 'Anna Berg', id, emoji: '🔥' });
    await mikhail.update((it) => it.is === 'edited' && it.message.reactions?.length === 2);
    await world.telegram.reacts({ chat: 'Anna Berg', id, emoji: '🎉', alone: true });
    const told = await mikhail.update((it) => it.is === 'reactions');
    expect(told).toMatchObject({
      peer: ANNA,
      id,
      reactions: [
        { emoji: '👍', own: true },
        { emoji: '🎉', count: 1 },
      ],
    });
    expect(mikhail.updates.filter((it) => it.is === 'reactions')).toHaveLength(1);
    await port.react(ANNA, id, []);
    const [after] = await port.history(ANNA, { limit: 1 });
    expect(after?.reactions).toEqual([{ emoji: '🎉', count: 1 }]);
    expect(after?.editDate).toBeUndefined();
    expect((await failure(port.react(ANNA, id, [{ emoji: '🥜' }]))).kind).toBe('reactionInvalid');
    expect((await failure(port.react(ANNA, 999_999, [{ emoji: '👍' }]))).kind).toBe('notFound');
  });

  it('is told when it is pinned, and when no longer', async () => {
    const { telegram } = world;
    const [newest] = await mikhail.port.history(ANNA, { limit: 1 });
    const id = newest?.id ?? 0;
    await telegram.pins({ chat: 'Anna Berg', id, from: 'Anna Berg' });
    expect(await mikhail.update((it) => it.is === 'pinned')).toEqual({
      is: 'pinned',
      peer: ANNA,
      ids: [id],
      pinned: true,
    });
    const notice = await mikhail.update((it) => it.is === 'message' && it.message.kind === 'service');
    expect(notice).toMatchObject({ message: { service: { is: 'pinned' }, replyTo: { id }, from: ANNA } });
    expect((await mikhail.port.messages(ANNA, [id]))[0]?.pinned).toBe(true);
    await telegram.pins({ chat: 'Anna Berg', id, unpin: true });
    await mikhail.update((it) => it.is === 'pinned' && !it.pinned);
    const post = world.telegram.messagesOf({ chat: 'Timber traders' }).at(-1)?.id ?? 0;
    await telegram.pins({ chat: 'Timber traders', id: post, silently: true });
    await mikhail.update(
      (it) => (it.is === 'pinned' && it.peer === TRADERS) || (it.is === 'gap' && it.peer === TRADERS),
    );
  });
});

describe('a scheduled message', () => {
  const tomorrow = () => Math.ceil(Date.now() / 1000) * 1000 + 86_400_000;

  it('waits on the server, is listed soonest first, moved, edited and cancelled', async () => {
    const { port } = mikhail;
    const at = tomorrow();
    const later = await port.send(words('Later', { scheduleAt: at + 60_000 }));
    const soon = await port.send(words('Soon', { scheduleAt: at }));
    expect(soon).toMatchObject({ text: 'Soon', date: at, out: true });
    expect(onServer()).not.toContain('Soon');
    expect((await port.scheduled(ANNA)).map(({ text }) => text)).toEqual(['Soon', 'Later']);
    await mikhail.update((it) => it.is === 'scheduled' && it.message.id === soon?.id);
    expect(mikhail.updates.filter((it) => it.is === 'sent')).toEqual([]);
    const moved = await port.edit(ANNA, soon?.id ?? 0, { scheduled: { at: at + 120_000 } });
    expect(moved).toMatchObject({ text: 'Soon', date: at + 120_000 });
    const text = { text: 'Sooner', entities: [] };
    const edited = await port.edit(ANNA, soon?.id ?? 0, { text, scheduled: { at: at + 120_000 } });
    expect(edited).toMatchObject({ text: 'Sooner', date: at + 120_000 });
    expect((await port.scheduled(ANNA)).map((it) => it.text)).toEqual(['Later', 'Sooner']);
    await port.deleteScheduled(ANNA, [later?.id ?? 0]);
    await mikhail.update((it) => it.is === 'unscheduled' && it.ids.includes(later?.id ?? 0));
    await port.deleteScheduled(ANNA, [later?.id ?? 0]);
    expect((await port.scheduled(ANNA)).map((it) => it.text)).toEqual(['Sooner']);
    expect(await port.scheduled(DMITRI)).toEqual([]);
  });

  it('really goes off, and is told so', async () => {
    const waiting = await mikhail.port.send(words('Good morning', { scheduleAt: tomorrow() }));
    await world.telegram.comesDue({ chat: 'Anna Berg' });
    const { message } = await mikhail.message('Good morning');
    expect(message).toMatchObject({ peer: ANNA, out: true });
    const told = await mikhail.update((it) => it.is === 'unscheduled');
    const became = world.telegram.messagesOf({ chat: 'Anna Berg' }).at(-1)?.id;
    expect(told).toEqual({ is: 'unscheduled', peer: ANNA, ids: [waiting?.id], sent: [became] });
    expect(onServer().at(-1)).toBe('Good morning');
  });

  it('is sent at once on demand, and only while it waits', async () => {
    const waiting = await mikhail.port.send(words('Now, please', { scheduleAt: tomorrow() }));
    await mikhail.port.sendScheduled(ANNA, [waiting?.id ?? 0]);
    await mikhail.message('Now, please');
    expect(await mikhail.update((it) => it.is === 'unscheduled')).toMatchObject({ ids: [waiting?.id] });
    expect(onServer().at(-1)).toBe('Now, please');
    expect(await mikhail.port.scheduled(ANNA)).toEqual([]);
    expect((await failure(mikhail.port.sendScheduled(ANNA, [waiting?.id ?? 0]))).kind).toBe('notFound');
    expect(onServer().filter((text) => text === 'Now, please')).toHaveLength(1);
  });

  it('goes off by itself when its time has come', async () => {
    await mikhail.port.send(words('By itself', { scheduleAt: Date.now() + 11_500 }));
    expect(onServer()).not.toContain('By itself');
    await vi.waitFor(() => expect(onServer()).toContain('By itself'), { timeout: 16_000, interval: 50 });
    await mikhail.message('By itself');
  });

  it('is scheduled once, and told from other devices', async () => {
    const outgoing = words('Once', { scheduleAt: tomorrow() });
    expect(await mikhail.port.send(outgoing)).not.toBeNull();
    expect(await mikhail.port.send(outgoing)).toBeNull();
    expect(await mikhail.port.scheduled(ANNA)).toHaveLength(1);
    const at = Math.floor(Date.now() / 1000) + 7200;
    const { id } = await world.telegram.schedules({ chat: 'Anna Berg', text: 'From my phone', at });
    await mikhail.update((it) => it.is === 'scheduled' && it.message.text === 'From my phone');
    await world.telegram.unschedules({ chat: 'Anna Berg', id });
    await mikhail.update((it) => it.is === 'unscheduled' && it.ids.includes(id));
  });
});
