import type { Quote } from '@/lib/messages/quote';

/** An amount in integer minor units (cents) of an ISO 4217 or named unit (EUR, USDT, TON). */
export interface Money {
  minor: number;
  unit: string;
}

export type StageKind = 'open' | 'won' | 'lost';

export interface Stage {
  id: string;
  name: string;
  /** A key of the design's stage colours. */
  color: 'lead' | 'qualified' | 'meeting' | 'proposal' | 'negotiation' | 'won' | 'lost';
  /** Probability of winning, percent. */
  probability: number;
  kind: StageKind;
}

export interface Pipeline {
  id: string;
  name: string;
  stages: Stage[];
}

export const PROVABLE = ['title', 'value', 'stage'] as const;
/** A field of a deal that a message may prove. */
export type Provable = (typeof PROVABLE)[number];

/** A sales opportunity. `stageSince` is when it entered its stage; `order` is its fractional index on the board. */
export interface Deal {
  id: string;
  title: string;
  value: Money | null;
  pipeline: string;
  stage: string;
  stageSince: number;
  order: string;
  createdAt: number;
  /** Whose it is where no chat says so: ids of contacts. */
  contacts?: string[];
  /** The messages that prove a field. */
  proofs?: Partial<Record<Provable, Quote>>;
}

/** The pipeline every new Tez starts with. */
export const DEFAULT_PIPELINE: Pipeline = {
  id: 'default',
  name: 'Sales',
  stages: [
    { id: 'lead', name: 'Lead', color: 'lead', probability: 10, kind: 'open' },
    { id: 'qualified', name: 'Qualified', color: 'qualified', probability: 25, kind: 'open' },
    { id: 'meeting', name: 'Meeting', color: 'meeting', probability: 40, kind: 'open' },
    { id: 'proposal', name: 'Proposal', color: 'proposal', probability: 60, kind: 'open' },
    { id: 'negotiation', name: 'Negotiation', color: 'negotiation', probability: 80, kind: 'open' },
    { id: 'won', name: 'Won', color: 'won', probability: 100, kind: 'won' },
    { id: 'lost', name: 'Lost', color: 'lost', probability: 0, kind: 'lost' },
  ],
};

export interface StageSum {
  count: number;
  /** Sum per unit, in minor units. */
  sums: Record<string, number>;
  /** Sum per unit times the stage's probability, rounded to a minor unit per column. */
  weighted: Record<string, number>;
}

/** Count and sums of one stage. Deals without a value count but add nothing. */
export function sumStage(deals: readonly Pick<Deal, 'value'>[], probability: number): StageSum {
  const sums: Record<string, number> = {};
  for (const { value } of deals) {
    if (value) sums[value.unit] = (sums[value.unit] ?? 0) + value.minor;
  }
  const weighted = Object.fromEntries(
    Object.entries(sums).map(([unit, minor]) => [unit, Math.round((minor * probability) / 100)]),
  );
  return { count: deals.length, sums, weighted };
}
