import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardCard, BoardView } from '@/lib/deals/contract';
import { DEFAULT_PIPELINE } from '@/lib/deals/model';
import { type Arrow, arrange, cardToward, mainSum, matches, placeOf, stageToward, totalOf, withMoved } from './arrange';

function card(id: string, stage: string, more: Partial<BoardCard> = {}): BoardCard {
  return {
    id,
    title: `deal ${id}`,
    value: { minor: 100_00, unit: 'EUR' },
    pipeline: 'default',
    stage,
    stageSince: 0,
    order: id,
    createdAt: 0,
    chats: [],
    who: `who ${id}`,
    peer: 1,
    photo: null,
    nextTask: null,
    tags: [],
    waitingSince: null,
    ...more,
  };
}

const view = (...cards: BoardCard[]): BoardView => ({ pipeline: DEFAULT_PIPELINE, cards });
const ids = (columns: ReturnType<typeof arrange>) =>
  Object.fromEntries(
    columns.filter(({ cards }) => cards.length).map(({ stage, cards }) => [stage.id, cards.map(({ id }) => id)]),
  );

describe('columns', () => {
  it('hold the cards of their stage in board order, with sums per currency', () => {
    const columns = arrange(
      view(
        card('a', 'lead'),
        card('b', 'won'),
        card('c', 'lead', { value: { minor: 5, unit: 'USD' } }),
        card('d', 'gone'),
      ),
    );
    expect(ids(columns)).toEqual({ lead: ['a', 'c', 'd'], won: ['b'] });
    expect(columns[0]?.sum).toEqual({ count: 3, sums: { EUR: 200_00, USD: 5 }, weighted: { EUR: 20_00, USD: 1 } });
    expect(mainSum(columns[0]?.sum ?? { count: 0, sums: {}, weighted: {} }, 'EUR')).toEqual({
      unit: 'EUR',
      sum: 200_00,
      weighted: 20_00,
      others: 1,
    });
  });

  it('leave won and lost out of the total', () => {
    const columns = arrange(view(card('a', 'lead'), card('b', 'won'), card('c', 'lost'), card('d', 'proposal')));
    expect(totalOf(columns)).toEqual({ count: 2, sums: { EUR: 200_00 }, weighted: { EUR: 70_00 } });
  });

  it('lose no card and double none, wherever it stands', () => {
    const stage = fc.constantFrom(...DEFAULT_PIPELINE.stages.map(({ id }) => id), 'unknown');
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 30 }), (stages) => {
        const cards = stages.map((each, index) => card(`${index}`, each));
        const all = arrange(view(...cards)).flatMap((column) => column.cards.map(({ id }) => id));
        expect(all.sort()).toEqual(cards.map(({ id }) => id).sort());
      }),
    );
  });
});

it('finds by the beginnings of words, whatever case and accents', () => {
  const found = (find: string) =>
    matches({ who: 'Hôtel Saint-Germain', title: 'Linen, 3-year supply', tags: ['HoReCa'] }, find);
  for (const find of ['', 'hotel', 'germ lin', 'HORECA', '3']) expect(found(find)).toBe(true);
  for (const find of ['tel', 'hotel pine']) expect(found(find)).toBe(false);
  expect(matches({ who: 'Светлана Ким', title: '', tags: [] }, 'ким св')).toBe(true);
});

describe('keys', () => {
  const columns = arrange(
    view(card('a', 'lead'), card('b', 'lead'), card('c', 'lead'), card('d', 'meeting'), card('e', 'meeting')),
  );
  const go = (id: string, arrow: Arrow) => {
    const place = placeOf(columns, id);
    return place && cardToward(columns, place, arrow)?.id;
  };

  it('go up and down a column, and sideways past empty ones at the same height', () => {
    expect(go('a', 'ArrowDown')).toBe('b');
    expect(go('c', 'ArrowDown')).toBeUndefined();
    expect(go('a', 'ArrowUp')).toBeUndefined();
    expect(go('b', 'ArrowRight')).toBe('e');
    expect(go('c', 'ArrowRight')).toBe('e');
    expect(go('e', 'ArrowLeft')).toBe('b');
    expect(go('e', 'ArrowRight')).toBeUndefined();
  });

  it('move a deal one stage, also into an empty one, not beyond the ends', () => {
    const to = (id: string, arrow: Arrow) => {
      const place = placeOf(columns, id);
      return place && stageToward(columns, place, arrow)?.id;
    };
    expect(to('a', 'ArrowRight')).toBe('qualified');
    expect(to('d', 'ArrowLeft')).toBe('qualified');
    expect(to('a', 'ArrowLeft')).toBeUndefined();
    expect(to('a', 'ArrowDown')).toBeUndefined();
  });

  it('put a moved deal at the end of its new stage', () => {
    const moved = withMoved(view(card('a', 'lead'), card('d', 'meeting')), 'a', 'meeting', 9);
    expect(ids(arrange(moved))).toEqual({ meeting: ['d', 'a'] });
    expect(moved.cards.at(-1)?.stageSince).toBe(9);
    expect(withMoved(moved, 'none', 'lead', 9)).toBe(moved);
  });

  it('come back to a card by the opposite arrow within a column', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'd'), (id) => {
        const next = go(id, 'ArrowDown');
        expect(go(next ?? '', 'ArrowUp')).toBe(id);
      }),
    );
  });
});
