import type { Money } from './model';
import { minorDigits, unitOf } from './money-units';

export type MoneyProblem = 'notANumber' | 'negative' | 'unit' | 'precision' | 'tooLarge';

export type MoneyInput = { ok: true; money: Money | null } | { ok: false; why: MoneyProblem };

/** Powers of ten that people write as a suffix, in English and Russian. */
const POWERS: readonly (readonly [pattern: string, power: number])[] = [
  ['тысяч[аи]?|тыс\\.?|thousand', 3],
  ['миллион(?:а|ов)?|млн\\.?|million|mln', 6],
  ['миллиард(?:а|ов)?|млрд\\.?|billion|bln|bn', 9],
  ['kk|кк', 6],
  ['k|к', 3],
  ['m|м', 6],
  ['b', 9],
];

/** Spaces of every kind that group digits (space, no-break, narrow no-break, thin). */
const SPACES = /[\s\u00a0\u202f\u2009]+/g;
const NUMBER = /\d(?:[\d.,'’ ]*\d)?/;
const SUFFIX = new RegExp(`^ ?(${POWERS.map(([pattern]) => `(?:${pattern})`).join('|')})(?![a-zа-яё])`, 'i');

/**
 * Reads an amount as a person types it: `48500`, `€48,500`, `300k`, `1,5 млн ₽`, `12 450 000 ₽`, `USDT 9,600`. Nothing
 * typed is no value. A single separator before exactly three digits groups them (`48.500` is 48,500), unless the unit
 * has three or more decimal places and it is a point.
 */
export function parseMoney(typed: string, defaultUnit: string): MoneyInput {
  const text = typed.replace(SPACES, ' ').trim();
  if (text === '') return { ok: true, money: null };
  const found = text.length > 60 ? null : NUMBER.exec(text);
  if (!found) return refuse('notANumber');
  const before = text.slice(0, found.index).trim();
  let after = text.slice(found.index + found[0].length);
  if (/[-−–]/.test(before)) return refuse('negative');

  const suffix = SUFFIX.exec(after);
  if (suffix) after = after.slice(suffix[0].length);
  const unit = chooseUnit(before, after.trim(), defaultUnit);
  if (unit === null) return refuse('unit');

  const digits = minorDigits(unit);
  const number = splitNumber(found[0], digits);
  if (!number) return refuse('notANumber');
  const scaled = scale(number, powerOf(suffix?.[1]) + digits);
  if (scaled === null) return refuse('precision');
  const minor = Number(scaled);
  return Number.isSafeInteger(minor) ? { ok: true, money: { minor, unit } } : refuse('tooLarge');
}

function refuse(why: MoneyProblem): MoneyInput {
  return { ok: false, why };
}

function powerOf(suffix: string | undefined): number {
  if (!suffix) return 0;
  return POWERS.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'i').test(suffix))?.[1] ?? 0;
}

/** The unit written before or after the number; null when a word is no unit, or when the two sides disagree. */
function chooseUnit(before: string, after: string, fallback: string): string | null {
  const left = before === '' ? undefined : unitOf(before);
  const right = after === '' ? undefined : unitOf(after);
  if (left === null || right === null) return null;
  if (left !== undefined && right !== undefined && left !== right) return null;
  return left ?? right ?? fallback;
}

interface Decimal {
  whole: string;
  fraction: string;
}

/** Tells grouping from the decimal separator; null when the groups are not groups of three. */
function splitNumber(text: string, digits: number): Decimal | null {
  const marks = text.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return grouped(text, '');
  const at = text.lastIndexOf(last);
  const whole = text.slice(0, at);
  const fraction = text.slice(at + 1);
  const onlyOne = marks.length === 1;
  const bothKinds = new Set(marks).size === 2;
  if (bothKinds) return whole.includes(last) ? null : grouped(whole, fraction);
  if (!onlyOne) return grouped(text, '');
  const looksGrouped = /^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(fraction);
  if (looksGrouped && !(digits >= 3 && last === '.')) return { whole: whole + fraction, fraction: '' };
  return grouped(whole, fraction);
}

/** Joins a whole part of plain digits or of groups of three with one kind of separator. */
function grouped(whole: string, fraction: string): Decimal | null {
  if (!/^\d+$/.test(fraction) && fraction !== '') return null;
  if (/^\d+$/.test(whole)) return { whole, fraction };
  const separator = /[^\d]/.exec(whole)?.[0] ?? '';
  const groups = whole.split(separator);
  const [first = '', ...rest] = groups;
  const right = /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
  return right ? { whole: groups.join(''), fraction } : null;
}

/** whole.fraction × 10^power as an exact integer; null when digits would be lost. */
function scale({ whole, fraction }: Decimal, power: number): bigint | null {
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > power) return null;
  return BigInt(whole + kept) * 10n ** BigInt(power - kept.length);
}
