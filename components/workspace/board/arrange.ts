import type { BoardCard, BoardView } from '@/lib/deals/contract';
import { type Stage, type StageSum, sumStage } from '@/lib/deals/model';

export interface Column {
  stage: Stage;
  cards: readonly BoardCard[];
  sum: StageSum;
}

/** The columns of a board in order, with the cards that match what is looked for. A deal of no stage is in the first. */
export function arrange({ pipeline, cards }: BoardView, find = ''): Column[] {
  const { stages } = pipeline;
  const known = new Set(stages.map(({ id }) => id));
  const found = cards.filter((card) => matches(card, find));
  return stages.map((stage, index) => {
    const own = found.filter((card) => card.stage === stage.id || (index === 0 && !known.has(card.stage)));
    return { stage, cards: own, sum: sumStage(own, stage.probability) };
  });
}

/** Every word looked for is the beginning of a word of the card, whatever the case and the accents. */
export function matches(card: Pick<BoardCard, 'who' | 'title' | 'tags'>, find: string): boolean {
  const wanted = wordsOf(find);
  if (wanted.length === 0) return true;
  const words = wordsOf([card.who, card.title, ...card.tags].join(' '));
  return wanted.every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Where a card stands. */
export interface Place {
  column: number;
  row: number;
}

export function placeOf(columns: readonly Column[], id: string | null): Place | null {
  for (const [column, { cards }] of columns.entries()) {
    const row = cards.findIndex((card) => card.id === id);
    if (row >= 0) return { column, row };
  }
  return null;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** The card that an arrow key leads to; sideways to the same height of the next column that has cards. Null: none. */
export function cardToward(columns: readonly Column[], from: Place, arrow: Arrow): BoardCard | null {
  const { column, row } = from;
  if (arrow === 'ArrowUp') return columns[column]?.cards[row - 1] ?? null;
  if (arrow === 'ArrowDown') return columns[column]?.cards[row + 1] ?? null;
  const step = arrow === 'ArrowRight' ? 1 : -1;
  for (let next = column + step; columns[next]; next += step) {
    const cards = columns[next]?.cards ?? [];
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)] ?? null;
  }
  return null;
}

/** The stage that an arrow with Shift moves a deal to; null at the ends. */
export function stageToward(columns: readonly Column[], from: Place, arrow: Arrow): Stage | null {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 0, ArrowDown: 0 }[arrow];
  return step === 0 ? null : (columns[from.column + step]?.stage ?? null);
}

/** A board with one deal in another stage, at its end, as the background will have it. */
export function withMoved(view: BoardView, id: string, stage: string, now: number): BoardView {
  const moved = view.cards.find((card) => card.id === id);
  if (!moved) return view;
  const rest = view.cards.filter((card) => card !== moved);
  return { ...view, cards: [...rest, { ...moved, stage, stageSince: now }] };
}

/** Sums of one currency, with the number of others: amounts of different currencies are never added up. */
export interface MainSum {
  unit: string;
  sum: number;
  weighted: number;
  others: number;
}

/** The default currency where there is anything of it, else the first by name; null where there are no values. */
export function mainSum({ sums, weighted }: StageSum, currency: string): MainSum | null {
  const units = Object.keys(sums).sort();
  const unit = units.includes(currency) ? currency : units[0];
  if (unit === undefined) return null;
  return { unit, sum: sums[unit] ?? 0, weighted: weighted[unit] ?? 0, others: units.length - 1 };
}

/** All open columns together. */
export function totalOf(columns: readonly Column[]): StageSum {
  const open = columns.filter(({ stage }) => stage.kind === 'open').map(({ sum }) => sum);
  return {
    count: open.reduce((count, sum) => count + sum.count, 0),
    sums: addUp(open.map(({ sums }) => sums)),
    weighted: addUp(open.map(({ weighted }) => weighted)),
  };
}

function addUp(all: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const sums of all) for (const [unit, minor] of Object.entries(sums)) total[unit] = (total[unit] ?? 0) + minor;
  return total;
}

/** The number that picks the avatar's colour: the peer, or a stable one of the deal where it has no chat. */
export function avatarNumber({ peer, id }: Pick<BoardCard, 'peer' | 'id'>): number {
  if (peer !== null) return peer;
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum;
}
