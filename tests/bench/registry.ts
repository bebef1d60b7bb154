/** The measures that `npm run bench` takes. */
import { imports, lastPages } from './messages/bench';
import { network } from './network/bench';
import { search } from './search/bench';

/** One row of the result. `ratio` is the median of pairs taken in turn (ABBA), `low` and `high` their quartiles. */
export interface BenchResult {
  /** Short and in kebab case; it stays the same. */
  name: string;
  /** What it is measured against, in the same run. */
  against: string;
  ratio: number;
  low: number;
  high: number;
  better: 'higher' | 'lower';
  /** Ratios that are promised, and that are hoped for. */
  floor: number;
  aim: number;
  unit: string;
  /** Of Tez, in `unit`. */
  value: number;
  /** Pairs. */
  n: number;
  /** The machine's load of one minute while it was taken. */
  load: number;
}

export interface BenchOptions {
  /** A tenth of everything, to see that it runs. */
  quick: boolean;
  /** Says how far it is. */
  onProgress: (line: string) => void;
}

export interface Bench {
  /** The rows it gives: some come of one run. */
  names: readonly string[];
  run(options: BenchOptions): Promise<BenchResult[]>;
}

/** A further bench is one more entry. */
export const BENCHES: readonly Bench[] = [search, imports, network, lastPages];
