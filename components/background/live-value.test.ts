import { expect, it } from 'vitest';
import { TezError } from '@/lib/limits/model';
import { handTimers } from '@/tests/support/hand-timers';
import { LiveValue } from './live-value';

/** A value that is fetched and refreshed by hand. */
function setup(answer: () => Promise<string>) {
  let asked = 0;
  const { later, tick, settle } = handTimers();
  const live = new LiveValue<string>({
    fetch: () => {
      asked += 1;
      return answer();
    },
    later,
  });
  return { live, tick, settle, asked: () => asked };
}

/** A promise that is answered by hand. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

it('gathers announcements into one question', async () => {
  const { live, tick, asked } = setup(async () => 'a');
  for (let n = 0; n < 5; n++) live.refresh();
  await tick();
  expect(asked()).toBe(1);
  expect(live.state).toEqual({ value: 'a', error: null });
});

it('keeps an edit on screen until an answer asked after it', async () => {
  let stored = 'old';
  const { live, tick } = setup(async () => stored);
  await live.load();
  const done = deferred<void>();
  const seen: (string | null)[] = [];
  live.subscribe(() => seen.push(live.state.value), new AbortController().signal);
  const edit = live.change(
    () => 'new',
    () => done.promise,
  );
  live.refresh();
  await tick();
  stored = 'new';
  done.resolve();
  await edit;
  await tick();
  await tick();
  expect(new Set(seen)).toEqual(new Set(['new']));
});

it('takes a failed edit back', async () => {
  const { live, tick } = setup(async () => 'old');
  await live.load();
  const edit = live.change(
    () => 'new',
    () => Promise.reject(new TezError('quota')),
  );
  expect(live.state.value).toBe('new');
  await expect(edit).rejects.toMatchObject({ kind: 'quota' });
  expect(live.state.value).toBe('old');
  await tick();
});

it('asks again before it complains, and keeps what it had', async () => {
  let broken = false;
  const { live, tick, asked } = setup(async () => {
    if (broken) throw new TezError('internal');
    return 'a';
  });
  await live.load();
  broken = true;
  live.refresh();
  await tick();
  await tick();
  expect(live.state.error).toBeNull();
  await tick();
  expect(live.state).toEqual({ value: 'a', error: { kind: 'internal' } });
  expect(asked()).toBe(4);
  broken = false;
  live.retry();
  await tick();
  expect(live.state.error).toBeNull();
});

it('forgets an answer that was on its way when it was cleared', async () => {
  const slow = deferred<string>();
  const { live, settle } = setup(() => slow.promise);
  void live.load();
  live.clear();
  slow.resolve('secret');
  await settle();
  expect(live.state.value).toBeNull();
});

it('asks for nothing while hidden, and once when it is seen again', async () => {
  const { live, tick, asked } = setup(async () => 'a');
  live.pause(true);
  live.refresh();
  await tick();
  live.refresh();
  await tick();
  expect(asked()).toBe(0);
  live.pause(false);
  await tick();
  expect(asked()).toBe(1);
});
