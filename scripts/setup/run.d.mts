export const ROOT: string;
export interface Finished {
  code: number;
  output: string;
}
interface RunOptions {
  env?: Record<string, string | undefined>;
  quiet?: boolean;
  minutes?: number;
}
export function run(command: string, args: string[], options?: RunOptions): Promise<Finished>;
export function runBin(name: string, args: string[], options?: RunOptions): Promise<Finished>;
