export interface Count {
  passed: number;
  failed: number;
}
export function countVitest(report: unknown): Count;
export function countPlaywright(report: unknown): Count;
export function countRunner(code: number, reported: Count | null): Count;
export function sum(counts: Count[]): Count;
