import type { StageSum } from '@/lib/deals/model';
import { formatMoney } from '@/lib/words/money';

/** The exact sums, a line per currency: what a short sum tells on hover. */
export function sumsTitle({ sums }: Pick<StageSum, 'sums'>): string {
  return Object.entries(sums)
    .map(([unit, minor]) => formatMoney({ minor, unit }))
    .join('\n');
}
