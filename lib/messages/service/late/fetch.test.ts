import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NEWEST } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { TelegramPort } from '@/lib/telegram/port';
import type { MessageEngine, Watch } from '../receive';
import { fetchHistory } from './fetch';

const chat = { account: 1, peer: 2 };

/** Asks for all of a chat of ids from 1; `between` changes the ids before each answer. */
async function fetched(count: number, between: (ids: Set<number>, asked: number) => void = () => undefined) {
  const ids = new Set(Array.from({ length: count }, (_, i) => i + 1));
  const watches = new Set<Watch>();
  let [asked, open, most] = [0, 0, 0];
  const history: TelegramPort['history'] = async (peer, { limit, before = NEWEST, skip = 0 }) => {
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    asked += 1;
    between(ids, asked);
    const found = [...ids].filter((id) => id < before).sort((a, b) => b - a);
    const answer = found.slice(skip, skip + limit).map((id) => ({ id, peer }) as Message);
    await Promise.resolve();
    open -= 1;
    return answer;
  };
  const engine: Partial<MessageEngine> = {
    quiet: async () => undefined,
    watch: () => {
      const watch: Watch = { ops: [], gap: false, end: () => void watches.delete(watch) };
      watches.add(watch);
      return watch;
    },
  };
  const got: number[] = [];
  let below = NEWEST;
  await fetchHistory(
    { engine: engine as MessageEngine, port: { history } as TelegramPort, pace: async () => undefined, paced: false },
    chat,
    { after: 0, before: NEWEST },
    () => true,
    async (answers) => {
      for (const { after, before, messages } of answers) {
        expect(before).toBe(below);
        expect(messages.every(({ id }) => id > after && id < before)).toBe(true);
        below = after + 1;
        got.push(...messages.map(({ id }) => id).reverse());
      }
      return true;
    },
  );
  expect(below).toBe(1);
  return { got, left: ids, asked, most, watched: watches.size };
}

it('brings all of a chat in order, two requests at a time from the second answer on, and no more than one in vain', async () => {
  const { got, asked, most, watched } = await fetched(1000);
  expect(got).toEqual(Array.from({ length: 1000 }, (_, i) => 1000 - i));
  expect([most, watched]).toEqual([2, 0]);
  expect(asked).toBeLessThanOrEqual(14);
  const short = await fetched(40);
  expect([short.got.length, short.asked]).toEqual([40, 1]);
});

it('leaves out nothing that is there all the time, whatever comes and goes between two answers (property)', async () => {
  const change = fc.record({
    at: fc.nat(20),
    id: fc.integer({ min: 1, max: 700 }),
    is: fc.constantFrom('gone', 'back'),
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(650), fc.array(change, { maxLength: 20 }), async (count, changes) => {
      const changed = new Set(changes.map(({ id }) => id));
      const { got } = await fetched(count, (ids, asked) => {
        for (const { id, is } of changes.filter(({ at }) => at === asked)) {
          if (is === 'gone') ids.delete(id);
          else ids.add(id);
        }
      });
      expect(got).toEqual([...new Set(got)]);
      const all = Array.from({ length: count }, (_, i) => i + 1).filter((id) => !changed.has(id));
      expect(got).toEqual(expect.arrayContaining(all));
    }),
    { numRuns: 200 },
  );
});
