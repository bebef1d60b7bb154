import type { Money } from '@/lib/deals/model';
import { type MoneyProblem, parseMoney } from '@/lib/deals/money-input';
import { t } from '@/lib/words';
import { formatMoney, formatPercent } from '@/lib/words/money';

const SENTENCES = {
  notANumber: 'money.unclear',
  negative: 'money.negative',
  unit: 'money.unknownUnit',
  precision: 'money.tooPrecise',
  tooLarge: 'money.tooLarge',
} as const satisfies Record<MoneyProblem, string>;

/** What is wrong with a typed amount, in one sentence; undefined when it can be read (nothing typed can). */
export function moneyFault(typed: string, currency: string): string | undefined {
  const read = parseMoney(typed, currency);
  return read.ok ? undefined : t(SENTENCES[read.why]);
}

/** A typed amount; null for none. Call with what {@link moneyFault} finds nothing wrong with. */
export function readMoney(typed: string, currency: string): Money | null {
  const read = parseMoney(typed, currency);
  return read.ok ? read.money : null;
}

/** How a typed amount will be understood ("€38,000"), where that is not what was typed already. */
export function moneyPreview(typed: string, currency: string): string | undefined {
  const money = readMoney(typed, currency);
  const written = money && formatMoney(money);
  return written && written !== typed.trim() ? written : undefined;
}

/** "€29,100 at 60 %": a value times its stage's probability, rounded to a whole unit of money. */
export function weightedWords(value: Money, probability: number): string {
  const weighted = { minor: Math.round((value.minor * probability) / 100), unit: value.unit };
  return t('money.weighted', { amount: formatMoney(weighted), percent: formatPercent(probability) });
}
