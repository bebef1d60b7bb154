import type { Money } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { formatMoney, formatPercent } from '@/lib/words/money';

/** "€29,100 at 60 %": a value times its stage's probability, rounded to a whole unit of money. */
export function weightedWords(value: Money, probability: number): string {
  const weighted = { minor: Math.round((value.minor * probability) / 100), unit: value.unit };
  return t('money.weighted', { amount: formatMoney(weighted), percent: formatPercent(probability) });
}
