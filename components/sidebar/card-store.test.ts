import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatCard } from '@/lib/chats/contract';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import { CardStore, concerns } from './card-store';

const chat = (peer: number, topic?: number): ChatRef => ({ account: 1, peer, ...(topic && { topic }) });

function card(of: ChatRef, title = `chat ${chatKey(of)}`): ChatCard {
  return {
    chat: of,
    kind: 'user',
    title,
    photo: null,
    tracked: false,
    contact: null,
    people: [],
    deals: [],
    notes: [],
    tasks: [],
    waitingSince: null,
  };
}

/** A clock that moves by hand, with the timers that hang on it; promises settle between its steps. */
function clock() {
  let time = 0;
  let timers: { at: number; work: () => void }[] = [];
  const later = (work: () => void, ms: number) => {
    const timer = { at: time + ms, work };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  const settle = async () => {
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    const end = time + ms;
    await settle();
    for (;;) {
      const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((other) => other !== next);
      time = Math.max(time, next.at);
      next.work();
      await settle();
    }
    time = end;
  };
  return { now: () => time, later, pass };
}

/** A store whose background answers after `latency(n)` ms for its n-th question. */
function setup(
  latency: (n: number) => number = () => 5,
  answer: (of: ChatRef, n: number) => ChatCard = (of) => card(of),
) {
  const time = clock();
  const asked: string[] = [];
  const store = new CardStore({
    now: time.now,
    later: time.later,
    fetch: (of) => {
      const n = asked.push(chatKey(of));
      return new Promise((resolve, reject) => {
        time.later(() => {
          try {
            resolve(answer(of, n));
          } catch (error) {
            reject(error);
          }
        }, latency(n));
      });
    },
  });
  return { store, time, asked };
}

describe('the sidebar’s memory of cards', () => {
  it('shows nothing of the last chat while a new one is asked for', async () => {
    const { store, time } = setup();
    store.show(chat(1));
    await time.pass(10);
    expect(store.shown?.card?.title).toBe('chat 1:1');
    store.show(chat(2));
    expect(store.shown).toMatchObject({ key: '1:2', card: null });
    await time.pass(100);
    expect(store.shown?.card?.title).toBe('chat 1:2');
  });

  it('shows a card seen before in the same task, and refreshes it behind', async () => {
    const { store, time, asked } = setup(
      () => 5,
      (of, n) => card(of, `answer ${n}`),
    );
    store.show(chat(1));
    await time.pass(100);
    store.show(chat(2));
    await time.pass(100);
    store.show(chat(1));
    expect(store.shown?.card?.title).toBe('answer 1');
    await time.pass(500);
    expect(store.shown?.card?.title).toBe('answer 3');
    expect(asked).toEqual(['1:1', '1:2', '1:1']);
  });

  it('never shows a wrong card through 200 fast switches, ends at the right one, and asks for few', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 30 })), {
          minLength: 200,
          maxLength: 200,
        }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20, maxLength: 20 }),
        async (switches, latencies) => {
          const { store, time, asked } = setup((n) => latencies[n % latencies.length] ?? 0);
          let open = 0;
          const wrong: string[] = [];
          store.subscribe(() => {
            const { shown } = store;
            if (shown && shown.chat.peer !== open) wrong.push(shown.key);
            if (shown?.card && shown.card.chat.peer !== open) wrong.push(shown.key);
          }, new AbortController().signal);
          for (const [peer, pause] of switches) {
            open = peer;
            store.show(chat(peer));
            await time.pass(pause);
          }
          const took = time.now();
          expect(asked.length).toBeLessThanOrEqual(took / 40 + 2);
          await time.pass(20_000);
          expect(wrong).toEqual([]);
          expect(store.shown?.card?.chat.peer).toBe(open);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuses an answer about another chat', async () => {
    const { store, time } = setup(
      () => 5,
      () => card(chat(99)),
    );
    store.show(chat(1));
    await time.pass(5000);
    expect(store.shown).toMatchObject({ key: '1:1', card: null, error: { kind: 'internal' } });
  });

  it('asks again when the worker died in between, then says so, then tries again when told', async () => {
    let broken = true;
    const { store, time, asked } = setup(
      () => 5,
      (of) => {
        if (broken) throw new TezError('internal');
        return card(of);
      },
    );
    store.show(chat(1));
    await time.pass(100);
    expect(store.shown?.error).toBeNull();
    await time.pass(5000);
    expect(asked.length).toBe(3);
    expect(store.shown?.error).toEqual({ kind: 'internal' });
    broken = false;
    store.retry();
    expect(store.shown?.error).toBeNull();
    await time.pass(100);
    expect(store.shown?.card?.title).toBe('chat 1:1');
  });

  it('gathers announcements of one moment into one question', async () => {
    const { store, time, asked } = setup();
    store.show(chat(1));
    await time.pass(200);
    for (const topics of [['deals'], ['chats:1:1'], ['tasks', 'notes']]) store.changed(topics);
    await time.pass(500);
    expect(asked.length).toBeLessThanOrEqual(3);
    const before = asked.length;
    store.changed(['chats:1:2', 'auth']);
    await time.pass(500);
    expect(asked.length).toBe(before);
  });

  it('refreshes nothing while the tab is hidden, and asks for the newest when it is seen again', async () => {
    const { store, time, asked } = setup();
    store.show(chat(1));
    await time.pass(200);
    store.pause(true);
    store.changed(['deals']);
    await time.pass(500);
    expect(asked.length).toBe(1);
    store.show(chat(2));
    await time.pass(500);
    expect(store.shown?.card).not.toBeNull();
    store.changed(['deals']);
    await time.pass(500);
    expect(asked.length).toBe(2);
    store.pause(false);
    await time.pass(500);
    expect(asked.length).toBe(3);
  });

  it('keeps an edit on screen until an answer that holds it, whatever answers come meanwhile', async () => {
    let title = 'old';
    const { store, time } = setup(
      () => 20,
      (of) => card(of, title),
    );
    store.show(chat(1));
    await time.pass(100);
    const seen: (string | undefined)[] = [];
    store.subscribe(() => seen.push(store.shown?.card?.title), new AbortController().signal);
    store.changed(['contacts']);
    const edit = store.change(
      chat(1),
      (was) => ({ ...was, title: 'new' }),
      () =>
        new Promise<void>((resolve) => {
          time.later(() => {
            title = 'new';
            resolve();
          }, 100);
        }),
    );
    await time.pass(50);
    store.changed(['deals']);
    await time.pass(1000);
    await edit;
    expect(new Set(seen)).toEqual(new Set(['new']));
    expect(store.shown?.card?.title).toBe('new');
  });

  it('takes an edit back when it failed', async () => {
    const { store, time } = setup();
    store.show(chat(1));
    await time.pass(100);
    const edit = store.change(
      chat(1),
      (was) => ({ ...was, title: 'new' }),
      () => Promise.reject(new TezError('quota')),
    );
    expect(store.shown?.card?.title).toBe('new');
    await expect(edit).rejects.toMatchObject({ kind: 'quota' });
    expect(store.shown?.card?.title).toBe('chat 1:1');
  });

  it('forgets everything when the vault is locked, also what is still on its way', async () => {
    const { store, time } = setup(() => 50);
    store.show(chat(1));
    store.clear();
    expect(store.shown).toBeNull();
    await time.pass(500);
    expect(store.shown).toBeNull();
    store.show(chat(1));
    expect(store.shown?.card).toBeNull();
  });

  it('keeps the cards used last', async () => {
    const { store, time } = setup();
    for (let peer = 1; peer <= 201; peer++) {
      store.show(chat(peer));
      await time.pass(100);
    }
    store.show(chat(2));
    expect(store.shown?.card).not.toBeNull();
    store.show(chat(1));
    expect(store.shown?.card).toBeNull();
  });
});

it('knows which announcements concern a card', () => {
  expect(concerns('deals', '1:5')).toBe(true);
  expect(concerns('chats:1:5', '1:5')).toBe(true);
  expect(concerns('chats:1:-100', '1:-100:7')).toBe(true);
  expect(concerns('chats:1:5', '1:55')).toBe(false);
  expect(concerns('chats:1:-100:7', '1:-100')).toBe(false);
  expect(concerns('settings', '1:5')).toBe(false);
});
