import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, startWorld, type World } from './harness';
import { ANNA, MIKHAIL, PHONES } from './scenario';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

describe('a session', () => {
  it('is taken up again from what is stored, without signing in', async () => {
    const first = await world.signedIn();
    await first.port.disconnect();
    const handshakes = world.telegram.saw.count('auth.sendCode');
    const next = world.open({ store: first.store });
    await next.port.connect();
    expect(await next.port.me()).toMatchObject({ id: MIKHAIL, name: 'Mikhail Sorokin' });
    expect(await next.port.chat(ANNA)).toMatchObject({ title: 'Anna Berg' });
    expect(world.telegram.saw.count('auth.sendCode')).toBe(handshakes);
    expect(world.telegram.world.main?.authorizations.size).toBe(2);
    expect(first.ended.concat(next.ended)).toEqual([]);
  });

  it('of another data centre is, too', async () => {
    const first = await world.signedIn(PHONES.pavel);
    await first.port.disconnect();
    world.telegram.saw.clear();
    const next = world.open({ store: first.store });
    await next.port.connect();
    expect(await next.port.me()).toMatchObject({ name: 'Pavel Novak' });
    expect(new Set(world.telegram.saw.calls.map(({ dc }) => dc))).toEqual(new Set([4]));
  });

  it('leaves nothing unsealed in its store', async () => {
    const { store, port } = await world.signedIn();
    await port.chat(ANNA);
    await port.disconnect();
    expect([...store.rows.keys()]).toEqual(expect.arrayContaining(['key:2', 'updates_pts', `peer:${ANNA}`]));
    for (const [key, box] of store.rows) {
      expect(Buffer.from(box).toString('latin1')).not.toContain('Anna');
      await expect(store.open(key, box)).resolves.toBeInstanceOf(Uint8Array);
      await expect(store.open(`${key}x`, box)).rejects.toMatchObject({ kind: 'damaged' });
    }
  });

  it('that is damaged in its keys says so', async () => {
    const { store, port } = await world.signedIn();
    await port.disconnect();
    const box = store.rows.get('key:2');
    if (box) box[1] = (box[1] ?? 0) ^ 1;
    const next = world.open({ store });
    expect((await failure(next.port.connect())).kind).toBe('damaged');
  });

  it.each([
    ['SESSION_REVOKED', 'signedOutElsewhere'],
    ['AUTH_KEY_UNREGISTERED', 'signedOutElsewhere'],
    ['USER_DEACTIVATED', 'accountDeactivated'],
  ] as const)('ended elsewhere by %s is noticed by itself, once', async (reason, kind) => {
    const { port, ended } = await world.signedIn();
    await world.telegram.revokeSession('Mikhail Sorokin', { reason });
    await vi.waitFor(() => expect(ended).toEqual([kind]), { timeout: 10_000 });
    expect((await failure(port.chat(ANNA))).kind).toBe(kind);
    expect((await failure(port.catchUp())).kind).toBe(kind);
    expect((await failure(port.connect())).kind).toBe(kind);
    expect(ended).toEqual([kind]);
  });

  it('ended while no worker lived is noticed by the next', async () => {
    const first = await world.signedIn();
    await first.port.disconnect();
    await world.telegram.revokeSession('Mikhail Sorokin');
    const next = world.open({ store: first.store });
    expect((await failure(next.port.connect())).kind).toBe('signedOutElsewhere');
    expect(next.ended).toEqual(['signedOutElsewhere']);
  });

  it('that signs out has ended at Telegram and left nothing here', async () => {
    const { port, store, ended } = await world.signedIn();
    await port.logOut();
    expect(world.telegram.world.main?.authorizations.size).toBe(1);
    expect([...store.rows.keys()]).toEqual([]);
    expect(ended).toEqual([]);
    const next = world.open({ store });
    await next.port.connect();
    expect(await next.port.me()).toBeNull();
  });

  it('that cannot sign out at Telegram stays as it was', async () => {
    const { port, store } = await world.signedIn();
    world.telegram.failNext({ method: 'auth.logOut', error: 'FLOOD_WAIT_100' });
    expect((await failure(port.logOut())).kind).toBe('floodWait');
    expect(store.rows.has('key:2')).toBe(true);
    expect(await port.me()).toMatchObject({ id: MIKHAIL });
  });

  it('does not come back into its store after it was closed', async () => {
    const { port, store } = await world.signedIn();
    const asking = port.history(ANNA, { limit: 10 }).catch(() => {});
    await port.disconnect();
    store.rows.clear();
    await asking;
    await world.telegram.receives({ from: 'Anna Berg', text: 'Anybody there?' });
    expect(store.rows.size).toBe(0);
    expect((await failure(port.chat(ANNA))).kind).toBe('offline');
  });

  it('says when Telegram cannot be reached, and that it can again', async () => {
    const { port, connections } = await world.signedIn();
    expect(connections.at(-1)).toBe('connected');
    const { port: socket } = world.telegram;
    expect(socket).toBeGreaterThan(0);
    await world.telegram.close();
    await vi.waitFor(() => expect(connections.at(-1)).toBe('offline'), { timeout: 15_000 });
    await port.disconnect();
  });

  it('keeps its salts and keys through a change of salts', async () => {
    const { port } = await world.signedIn();
    world.telegram.changeSalts();
    expect(await port.chat(ANNA)).toMatchObject({ title: 'Anna Berg' });
  });

  it('obeys short waits unseen, long ones it tells', async () => {
    const { port, waits } = await world.signedIn();
    world.telegram.failNext({ method: 'messages.getHistory', error: 'FLOOD_WAIT_1' });
    expect(await port.history(ANNA, { limit: 1 })).toHaveLength(1);
    expect(waits).toEqual([]);
    world.telegram.failNext({ method: 'messages.getHistory', error: 'FLOOD_WAIT_60' });
    const wait = await failure(port.history(ANNA, { limit: 1 }));
    expect(wait).toMatchObject({ kind: 'floodWait' });
    expect(waits).toEqual([expect.closeTo(wait.retryAt ?? 0, -4)]);
  });
});
