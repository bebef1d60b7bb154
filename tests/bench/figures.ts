import { loadavg } from 'node:os';

/** The value below which a share (0 to 1) of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and quartiles of ratios taken in pairs. */
export function spread(ratios: readonly number[]): { ratio: number; low: number; high: number } {
  return {
    ratio: round(quantile(ratios, 0.5)),
    low: round(quantile(ratios, 0.25)),
    high: round(quantile(ratios, 0.75)),
  };
}

export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function loadNow(): number {
  return round(loadavg()[0] ?? 0);
}
