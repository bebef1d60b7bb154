import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Asked, fakeSource, inOrder, scan, sealedBlocks, typed } from '@/tests/support/search';
import { CLEAN_AFTER } from './compaction';
import { createSearchIndex } from './engine';
import type { Doc } from './entry';
import type { Ask } from './match';
import { parseQuery } from './query';

const NOW = 1_800_000_000_000;

/** Words that begin alike, in both alphabets, with capitals and ё. */
const WORDS = ['да', 'дай', 'Дай', 'цена', 'Цены', 'ещё', 'еще', 'offer', 'Off', 'o', 'price', 'prices', 'a', 'ab'];

/** An index over a source of its own; small segments, so that few documents make many of them. */
function setUp({ small = 4, most = 16, budget = 10_000 } = {}) {
  const { boxes, store, faults, cleared, gate } = sealedBlocks();
  const from = fakeSource();
  const clock = { now: NOW };
  const make = () =>
    createSearchIndex({
      ...{ name: 'm', store, source: from.source, budget, sizes: { small, most } },
      now: () => clock.now,
      pause: () => Promise.resolve(),
    });
  return { boxes, faults, cleared, gate, from, clock, make };
}

function doc(id: number, text: string, more: Partial<Doc> = {}): Doc {
  return { space: '1:5', id, at: 1000 + id, title: '', body: [text], attributes: [], ...more };
}

function ask(text: string, filter: Omit<Partial<Ask>, 'conditions'> = {}): Ask {
  return { conditions: parseQuery(text, NOW).conditions, attributes: [], ...filter };
}

const LATER = Number.POSITIVE_INFINITY;
const newest = { limit: 10, scored: false };

describe('the index', () => {
  it('finds words by their beginning, newest first', async () => {
    const { from, make } = setUp();
    from.put(doc(1, 'Пришлите цену'));
    from.put(doc(2, 'Цены ниже'));
    from.put(doc(3, 'ничего'));
    const { found, total, complete } = await make().search(ask('цен'), newest, LATER);
    expect(found.map(({ id }) => id)).toEqual([2, 1]);
    expect({ total, complete }).toEqual({ total: 2, complete: true });
  });

  it('finds the same after the worker died, from what is stored', async () => {
    const { from, make, boxes } = setUp();
    for (let id = 1; id <= 40; id++) from.put(doc(id, id % 3 === 0 ? 'price list' : 'other'));
    await make().work();
    expect([...boxes.keys()].some((id) => id.startsWith('m/'))).toBe(true);
    const again = make();
    from.source.docs = async () => {
      throw new Error('nothing needs to be read anew');
    };
    expect((await again.search(ask('pri'), { limit: 3, scored: false }, 0)).found.map(({ id }) => id)).toEqual([
      39, 36, 33,
    ]);
  });

  it('takes a word out of what is stored when its document is gone', async () => {
    const { from, make, clock } = setUp();
    for (let id = 1; id <= 60; id++) from.put(doc(id, id === 30 ? 'Секрет' : 'слово'));
    const index = make();
    await index.work();
    from.remove(doc(30, ''));
    expect((await index.search(ask('секрет'), newest, LATER)).found).toEqual([]);
    await index.work();
    clock.now += CLEAN_AFTER;
    await index.work();
    expect(await index.status()).toMatchObject({ docs: 59, left: 0 });
    const gone = await make().search(ask('секрет'), newest, LATER);
    expect(gone).toMatchObject({ found: [], total: 0 });
  });

  it('goes on after a result, also among equally old ones', async () => {
    const { from, make } = setUp();
    for (let id = 1; id <= 50; id++) from.put(doc(id, 'да', { at: 1000 + Math.floor(id / 20), space: `1:${id % 3}` }));
    const index = make();
    await index.work();
    const all = await index.search(ask('да'), { limit: 50, scored: false }, LATER);
    const paged = [];
    for (let after: (typeof all.found)[number] | undefined; ; after = paged.at(-1)) {
      const { found } = await index.search(ask('да'), { limit: 7, scored: false, ...(after ? { after } : {}) }, LATER);
      if (found.length === 0) break;
      paged.push(...found);
    }
    expect(paged).toEqual(all.found);
    expect(paged).toHaveLength(50);
  });

  it('begins anew when the documents are other ones', async () => {
    const { from, make } = setUp();
    from.put(doc(1, 'старое'));
    await make().work();
    from.docs.clear();
    from.restore();
    from.put(doc(2, 'новое'));
    const index = make();
    expect((await index.search(ask('ст'), newest, LATER)).found).toEqual([]);
    expect((await index.search(ask('нов'), newest, LATER)).found).toHaveLength(1);
  });

  it('passes over documents that cannot be read', async () => {
    const { from, make } = setUp();
    from.put(doc(1, 'one'));
    from.put(doc(2, 'two'));
    const { docs } = from.source;
    const { TezError } = await import('@/lib/limits/model');
    from.source.docs = async (range) => {
      if (range.from === 1) throw new TezError('damaged');
      return docs(range);
    };
    expect((await make().search(ask('two'), newest, LATER)).found).toHaveLength(1);
  });

  it('says how much it has not taken in when time is short', async () => {
    const { from, make } = setUp();
    for (let id = 1; id <= 100; id++) from.put(doc(id, 'да'));
    const { left, total } = await make().search(ask('да'), newest, 0);
    expect(left + total).toBe(100);
    expect(left).toBeGreaterThan(0);
  });

  it('keeps answering while it merges', async () => {
    const { from, make } = setUp();
    const index = make();
    for (let id = 1; id <= 200; id++) from.put(doc(id, 'да'));
    const working = index.work();
    for (let i = 0; i < 50; i++) {
      const { total } = await index.search(ask('да'), newest, LATER);
      expect(total).toBe(200);
    }
    await working;
    expect((await index.search(ask('да'), newest, LATER)).total).toBe(200);
  });

  it('pulls nothing from under a search', async () => {
    const { from, make, cleared, gate, boxes } = setUp({ budget: 0 });
    for (let id = 1; id <= 3; id++) from.put(doc(id, 'да'));
    const index = make();
    await index.work();
    cleared.length = 0;
    let open = () => {};
    gate.opens = new Promise<void>((resolve) => {
      open = resolve;
    });
    const searching = index.search(ask('да'), newest, LATER);
    await vi.waitFor(() => expect(gate.waiting).toBe(1));
    gate.opens = null;
    from.put(doc(4, 'нет'));
    const working = index.work();
    await vi.waitFor(() => expect(boxes.has('m/2/head')).toBe(true));
    expect(cleared).not.toContain('m/1/');
    open();
    await working;
    expect((await searching).total).toBe(3);
    expect(cleared).toContain('m/1/');
    expect([...boxes.keys()].some((id) => id.startsWith('m/1/'))).toBe(false);
  });

  it('holds no word in the clear', async () => {
    const { from, make, boxes } = setUp();
    for (let id = 1; id <= 40; id++) from.put(doc(id, 'Канарейка canary', { title: 'Zebrafish', space: '1:777123' }));
    await make().work();
    const stored = [...boxes.values()].map((box) => Buffer.from(box));
    for (const word of ['канарейка', 'canary', 'zebrafish', '777123']) {
      for (const coding of ['utf8', 'utf16le', 'latin1'] as const) {
        expect(stored.some((box) => box.includes(Buffer.from(word, coding)))).toBe(false);
      }
    }
    expect([...boxes.keys()].join()).not.toMatch(/канарейка|canary|zebrafish|777123/);
  });
});

/** A plain word, or several side by side, quoted or with a dash between them. */
const asked = fc.record({
  words: fc.array(fc.constantFrom('д', 'да', 'ц', 'цен', 'ещ', 'ЕЩЁ', 'off', 'o', 'price', 'a'), {
    minLength: 1,
    maxLength: 2,
  }),
  quoted: fc.boolean(),
});
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' '));
const key = fc.record({ space: fc.constantFrom('1:5', '1:-7'), id: fc.integer({ min: 1, max: 25 }) });

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constant('put' as const),
      key,
      text,
      title: text,
      at: fc.integer({ min: 1, max: 9 }),
      has: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('remove' as const), key }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('work' as const) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('workBeside' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('wait' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('die' as const), really: fc.boolean(), afterWrites: fc.nat(6) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('damage' as const),
      pick: fc.nat(),
      how: fc.constantFrom('flip' as const, 'lose' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('search' as const),
      asked: fc.array(asked, { maxLength: 2 }),
      scored: fc.boolean(),
      limit: fc.integer({ min: 1, max: 8 }),
      space: fc.boolean(),
      has: fc.boolean(),
      since: fc.option(fc.nat(10)),
      until: fc.option(fc.nat(10)),
    }),
  },
);

describe('the index, against a plain scan', () => {
  it('answers the same after any changes, merges, deaths and damage (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
        const { from, make, clock, boxes, faults } = setUp({ budget: 500 });
        let index = make();
        let beside: Promise<unknown> = Promise.resolve();
        const settle = async () => {
          await beside;
          faults.writesLeft = Number.POSITIVE_INFINITY;
        };
        for (const s of steps) {
          if (s.is === 'put') {
            from.put({
              ...s.key,
              at: s.at,
              title: s.title,
              body: [s.text, 'off'],
              attributes: s.has ? ['has photo'] : [],
            });
          } else if (s.is === 'remove') from.remove(s.key);
          else if (s.is === 'work') await index.work();
          else if (s.is === 'workBeside') {
            await settle();
            beside = index.work().catch(() => undefined);
          } else if (s.is === 'wait') clock.now += CLEAN_AFTER;
          else if (s.is === 'die') {
            await settle();
            faults.writesLeft = s.afterWrites;
            await index.work().catch(() => undefined);
            await settle();
            if (s.really) index = make();
          } else if (s.is === 'damage') {
            await settle();
            const ids = [...boxes.keys()];
            const id = ids[s.pick % Math.max(1, ids.length)];
            const box = id && boxes.get(id);
            if (!box) continue;
            if (s.how === 'lose') boxes.delete(id);
            else
              boxes.set(
                id,
                box.map((byte, i) => (i === s.pick % box.length ? byte ^ 1 : byte)),
              );
            index = make();
          } else {
            const filter = {
              attributes: [...(s.space ? [['in 1:5', 'in 1:9']] : []), ...(s.has ? [['has photo']] : [])],
              ...(s.since === null ? {} : { since: s.since }),
              ...(s.until === null ? {} : { until: s.until }),
            };
            const wanted = inOrder(scan(from.docs.values(), s.asked as Asked[], filter), s.scored);
            const answer = await index.search(ask(typed(s.asked), filter), s, LATER);
            const scores = s.scored ? wanted : wanted.map((own) => ({ ...own, score: 0 }));
            expect(answer.found).toEqual(scores.slice(0, s.limit));
            if (answer.complete) expect(answer.total).toBe(wanted.length);
            else expect(answer.total).toBeGreaterThanOrEqual(s.limit);
          }
        }
        await settle();
        await index.work();
        clock.now += CLEAN_AFTER;
        await index.work();
        expect(await index.status()).toMatchObject({ docs: from.docs.size, left: 0 });
      }),
      { numRuns: 150 },
    );
  });
});
