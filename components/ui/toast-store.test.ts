import { beforeEach, describe, expect, it } from 'vitest';
import { createToastStore, TOAST_MS, type ToastStore } from './toast-store';

/** A clock that stands until it is moved. */
function handClock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    setTimer: (run: () => void, ms: number) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return timer;
    },
    clearTimer: (timer: unknown) => {
      timers = timers.filter((each) => each !== timer);
    },
    pass(ms: number) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
  };
}

let clock: ReturnType<typeof handClock>;
let store: ToastStore;
let undone: string[];
const moved = (what: string) => ({ text: what, undo: () => void undone.push(what) });

beforeEach(() => {
  clock = handClock();
  store = createToastStore(clock);
  undone = [];
});

describe('a toast', () => {
  it('stays ten seconds where it can be undone, four where not', () => {
    store.show(moved('a'));
    clock.pass(TOAST_MS.undo - 1);
    expect(store.current()?.text).toBe('a');
    clock.pass(1);
    expect(store.current()).toBeNull();
    store.show({ text: 'b' });
    clock.pass(TOAST_MS.plain);
    expect(store.current()).toBeNull();
  });

  it('waits while it is hovered and goes on with what was left', () => {
    store.show(moved('a'));
    clock.pass(9_000);
    store.pause();
    clock.pass(60_000);
    expect(store.current()?.text).toBe('a');
    store.resume();
    store.resume();
    clock.pass(999);
    expect(store.current()?.text).toBe('a');
    clock.pass(1);
    expect(store.current()).toBeNull();
  });

  it('gives way to the next, which has its full time', () => {
    store.show(moved('a'));
    clock.pass(9_999);
    store.show(moved('b'));
    clock.pass(9_999);
    expect(store.current()?.text).toBe('b');
  });

  it('tells who listens of each change, until they leave', () => {
    let told = 0;
    const leave = store.subscribe(() => told++);
    store.show({ text: 'a' });
    clock.pass(TOAST_MS.plain);
    leave();
    store.show({ text: 'b' });
    expect(told).toBe(2);
  });
});

describe('undo', () => {
  it('takes back the newest act first, also after its toast has gone, and each once', () => {
    store.show(moved('a'));
    store.show(moved('b'));
    clock.pass(TOAST_MS.undo);
    expect([store.undoLast(), store.undoLast(), store.undoLast()]).toEqual([true, true, false]);
    expect(undone).toEqual(['b', 'a']);
  });

  it('closes the toast it belongs to and no other', () => {
    store.show(moved('a'));
    store.show({ text: 'saved' });
    store.undoLast();
    expect(store.current()?.text).toBe('saved');
    store.show(moved('c'));
    store.undoLast();
    expect(store.current()).toBeNull();
  });

  it('remembers the last twenty acts', () => {
    for (let act = 0; act < 25; act++) store.show(moved(String(act)));
    while (store.undoLast());
    expect(undone).toHaveLength(20);
    expect(undone[0]).toBe('24');
  });
});
