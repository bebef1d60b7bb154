import type { Money } from '@/lib/deals/model';
import { type MoneyProblem, parseMoney } from '@/lib/deals/money-input';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';

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
