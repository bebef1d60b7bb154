import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TezError } from '@/lib/limits/model';
import { defineCommand } from './contract';
import { createRouter, handle, type Sender } from './router';

const own = { id: 'tez', origin: 'chrome-extension://tez' };
const input = v.strictObject({ n: v.number() });
const forPage = defineCommand({ name: 'a.page', from: 'page', input }).returns<number>();
const forOurs = defineCommand({ name: 'a.ours', from: 'extension', input }).returns<number>();
const forTop = defineCommand({ name: 'a.top', from: 'topLevel', input }).returns<number>();
const route = createRouter(
  [
    handle(forPage, ({ n }) => n),
    handle(forOurs, ({ n }) => {
      if (n < 0) throw new TezError('floodWait', { retryAt: 5 });
      if (n === 0) throw new Error('a secret');
      return n;
    }),
    handle(forTop, ({ n }) => n),
  ],
  own,
);

const content: Sender = { id: 'tez', origin: 'https://web.telegram.org', frameId: 0, tab: { id: 3 } };
const frame: Sender = { id: 'tez', origin: own.origin, frameId: 9, tab: { id: 3 } };
const popup: Sender = { id: 'tez', origin: own.origin };
const ask = (name: string, sender: Sender, n: unknown = 1) => route({ tez: 'command', name, input: { n } }, sender);
const refused = { ok: false, error: { kind: 'notAllowed' } };

describe('router', () => {
  it('lets each caller ask only what is meant for it', async () => {
    expect(await ask('a.page', content)).toEqual({ ok: true, value: 1 });
    for (const name of ['a.ours', 'a.top', 'a.none']) expect(await ask(name, content)).toEqual(refused);
    expect(await ask('a.ours', frame)).toEqual({ ok: true, value: 1 });
    for (const name of ['a.page', 'a.top']) expect(await ask(name, frame)).toEqual(refused);
    expect(await ask('a.top', popup)).toEqual({ ok: true, value: 1 });
    expect(await ask('a.page', popup)).toEqual(refused);
  });

  it('does not hear other extensions, nor messages that are no commands', () => {
    expect(route({ tez: 'command', name: 'a.ours', input: {} }, { ...popup, id: 'other' })).toBeUndefined();
    expect(route({ tez: 'changed', topics: [] }, popup)).toBeUndefined();
    expect(route(null, popup)).toBeUndefined();
  });

  it('is not fooled by an address that only begins like ours', async () => {
    const liar: Sender = { id: 'tez', url: 'chrome-extension://tez.evil/x', origin: 'chrome-extension://tez.evil' };
    expect(await ask('a.ours', liar)).toEqual(refused);
  });

  it('refuses input of another shape', async () => {
    expect(await ask('a.ours', popup, 'one')).toEqual({ ok: false, error: { kind: 'invalidInput' } });
  });

  it('answers an error with its kind and deadline, and nothing else', async () => {
    expect(await ask('a.ours', popup, -1)).toEqual({ ok: false, error: { kind: 'floodWait', retryAt: 5 } });
    expect(await ask('a.ours', popup, 0)).toEqual({ ok: false, error: { kind: 'internal' } });
  });

  it('loads late handlers with the first command that needs them, once, and again after a failure', async () => {
    const late = defineCommand({ name: 'late.twice', from: 'extension', input }).returns<number>();
    const other = defineCommand({ name: 'other.twice', from: 'extension', input }).returns<number>();
    let loads = 0;
    const part = async () => {
      loads += 1;
      if (loads === 1) throw new Error('not now');
      return [handle(late, ({ n }) => n * 2), handle(other, ({ n }) => n * 2)];
    };
    const route = createRouter([], own, { late: part, other: part });
    const twice = (name: string) => route({ tez: 'command', name, input: { n: 2 } }, popup);
    expect(await twice('none.twice')).toEqual(refused);
    expect(loads).toBe(0);
    expect(await twice('late.twice')).toEqual({ ok: false, error: { kind: 'internal' } });
    expect(await Promise.all([twice('late.twice'), twice('other.twice')])).toEqual([
      { ok: true, value: 4 },
      { ok: true, value: 4 },
    ]);
    expect(await twice('late.none')).toEqual(refused);
    expect(loads).toBe(2);
  });

  it('refuses to start with two handlers of one name', () => {
    expect(() => createRouter([handle(forPage, () => 1), handle(forPage, () => 2)], own)).toThrow('a.page');
  });
});
