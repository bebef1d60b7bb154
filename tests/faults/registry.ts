/** The faults that `npm run faults` runs, each with as many runs as quality is promised for. */
import { bigFiles } from './big-files/fault';
import { updateSequences } from './update-sequences/fault';
import { workerKills } from './worker-kills/fault';

/** One row of the result: how often it was tried, and how often it went wrong. */
export interface FaultResult {
  /** Short and in kebab case; it stays the same. */
  name: string;
  runs: number;
  bad: number;
  seed: number;
  seconds: number;
  /** What a run is, and what went wrong in the first bad ones. */
  note: string;
}

export interface FaultOptions {
  runs: number;
  /** The same seed makes the same choices. */
  seed: number;
  /** Called now and then with how far it is. */
  onProgress: (done: number, bad: number) => void;
}

export interface Fault {
  name: string;
  /** Runs in the full measure. */
  runs: number;
  run(options: FaultOptions): Promise<{ bad: number; note: string }>;
}

/** A further fault is one more entry. */
export const FAULTS: readonly Fault[] = [updateSequences, workerKills, bigFiles];
