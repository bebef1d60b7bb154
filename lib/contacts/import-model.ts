/** What a file brings: people and deals, before anybody looks whether they are here already. */
import type { Money } from '@/lib/deals/model';

export interface IncomingDeal {
  title: string;
  value: Money | null;
  /** Id of a stage. */
  stage: string;
  /** What is to be done next; empty for nothing. */
  next: string;
  /** UTC ms. */
  due: number | null;
}

/** One row of a table, or one card. */
export interface Incoming {
  /** Where in the file it stands. */
  line: number;
  /** Empty where the file has none. */
  name: string;
  role: string;
  company: string;
  username: string;
  /** In digits, with the country code. */
  phones: string[];
  emails: string[];
  tags: string[];
  deal: IncomingDeal | null;
}

export const ISSUES = [
  'empty',
  'same',
  'several',
  'dealTitle',
  'value',
  'stage',
  'due',
  'phone',
  'username',
  'chatUnknown',
] as const;

/** What is wrong with a row; one that is skipped brings nothing. */
export interface Issue {
  line: number;
  why: (typeof ISSUES)[number];
  /** What stands in the file; empty where it is the whole row. */
  value: string;
  skipped: boolean;
}

/** At most so many rows are taken from one file. */
export const MOST_ROWS = 50_000;
/** Nothing that a person wrote is longer. */
export const LONGEST_FIELD = 1000;
