/** Rows of a table as people and deals. */
import type { Pipeline } from '@/lib/deals/model';
import { parseMoney } from '@/lib/deals/money-input';
import { readPerson } from '@/lib/outbox/person';
import type { ColumnField } from './csv-columns';
import type { CsvRow } from './csv-rows';
import { type Incoming, type IncomingDeal, type Issue, LONGEST_FIELD } from './import-model';
import { phoneOf } from './phone';

export interface ReadOptions {
  /** Where numbers without a country code are from (ISO 3166). */
  region: string;
  /** Unit of a value written without one. */
  currency: string;
  pipeline: Pipeline;
  /** In dates written as 3/4/2026, which of them is the day. */
  dayFirst: boolean;
}

/** What programs put between several values of one cell; Google writes colons. */
const BETWEEN = /\s*:::\s*|[;,\n]/;
const HOUR = 9;

/** A row, or what is so wrong with it that it brings nothing; `issues` gets what is wrong with parts of it. */
export function readRow(
  { line, cells }: CsvRow,
  columns: readonly (ColumnField | null)[],
  options: ReadOptions,
  issues: Issue[],
): Incoming | null {
  const all = (field: ColumnField) =>
    columns.flatMap((column, i) => (column === field ? [tidy(cells[i] ?? '')] : [])).filter((cell) => cell !== '');
  const one = (field: ColumnField) => all(field)[0] ?? '';
  const note = (why: Issue['why'], value: string) => issues.push({ line, why, value, skipped: false });
  const skip = (why: Issue['why'], value = '') => {
    issues.push({ line, why, value, skipped: true });
    return null;
  };

  const phones: string[] = [];
  for (const typed of all('phone')
    .flatMap((cell) => cell.split(BETWEEN))
    .filter(isWritten)) {
    const phone = phoneOf(typed, options.region);
    if (phone) phones.push(phone);
    else note('phone', typed.trim());
  }
  const telegram = one('telegram');
  const person = telegram === '' ? null : readPerson(telegram);
  if (person && 'phone' in person) phones.push(person.phone);
  if (telegram !== '' && !person) note('username', telegram);

  const deal = readDeal(one, options, skip);
  if (deal === 'wrong') return null;
  const read: Incoming = {
    line,
    name: one('name') || [one('firstName'), one('middleName'), one('lastName')].filter(Boolean).join(' '),
    role: one('role'),
    company: one('company'),
    username: person && 'username' in person ? person.username : '',
    phones: unique(phones),
    emails: unique(
      all('email')
        .flatMap((cell) => cell.split(BETWEEN))
        .map((cell) => cell.trim())
        .filter(isAddress),
    ),
    tags: unique(
      all('tags')
        .flatMap((cell) => cell.split(BETWEEN))
        .map((tag) => tag.trim())
        // Google's own groups begin with a star.
        .filter((tag) => tag !== '' && !tag.startsWith('* ')),
    ),
    deal,
  };
  const says = read.name || read.username || read.company || read.phones[0] || read.emails[0] || read.deal;
  return says ? read : skip('empty');
}

type Skip = (why: Issue['why'], value?: string) => null;

/** The row's deal; null where it has none. */
function readDeal(
  one: (field: ColumnField) => string,
  options: ReadOptions,
  skip: Skip,
): IncomingDeal | null | 'wrong' {
  const wrong = (why: Issue['why'], value?: string) => skip(why, value) ?? ('wrong' as const);
  const [title, amount, unit] = [one('dealTitle'), one('dealValue'), one('dealCurrency')];
  const [stage, next, due] = [one('dealStage'), one('dealNext'), one('dealDue')];
  if (title === '') return amount || stage || next || due ? wrong('dealTitle') : null;
  const money = parseMoney(`${amount} ${amount === '' ? '' : unit}`, options.currency);
  if (!money.ok) return wrong('value', `${amount} ${unit}`.trim());
  const known = stageCalled(options.pipeline, stage);
  if (!known) return wrong('stage', stage);
  const at = due === '' ? null : readDate(due, options.dayFirst);
  if (due !== '' && at === null) return wrong('due', due);
  return { title: title.slice(0, 200), value: money.money, stage: known, next, due: at };
}

/** A stage by its name; the first where none is written. */
function stageCalled({ stages }: Pipeline, typed: string): string | undefined {
  const name = typed.toLowerCase();
  if (name === '') return stages[0]?.id;
  return stages.find((stage) => stage.name.toLowerCase() === name || stage.id === name)?.id;
}

/** UTC ms of `2026-11-26`, `26.11.2026 18:00`, `11/26/2026` in the machine's zone, at nine where no time is written; null for anything else. */
export function readDate(typed: string, dayFirst: boolean): number | null {
  const clock = /[T\s]+(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z?)$/.exec(typed);
  const day = (clock ? typed.slice(0, clock.index) : typed).trim();
  const [year, month, date] = dayOf(day, dayFirst) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const [hour, minute] = clock ? [Number(clock[1]), Number(clock[2])] : [HOUR, 0];
  if (hour > 23 || minute > 59) return null;
  if (clock?.[3] === 'Z') return Date.UTC(year, month - 1, date, hour, minute);
  const at = new Date(year, month - 1, date, hour, minute);
  return at.getMonth() === month - 1 && at.getDate() === date ? at.getTime() : null;
}

function dayOf(typed: string, dayFirst: boolean): [year: number, month: number, day: number] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const other = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d\d)$/.exec(typed);
  if (!other) return null;
  const [a, b] = [Number(other[1]), Number(other[3])];
  const year = Number(other[4]) + (other[4]?.length === 2 ? 2000 : 0);
  // Points are written between day and month; of slashes it is told by a number that is no month.
  const monthFirst = other[2] === '/' && (b > 12 || (a <= 12 && !dayFirst));
  return monthFirst ? [year, a, b] : [year, b, a];
}

/** Whether a column of dates has the day first: some date tells, or nobody knows and the month is. */
export function isDayFirst(dates: readonly string[]): boolean {
  return dates.some((date) => Number(/^(\d{1,2})\//.exec(date.trim())?.[1] ?? 0) > 12);
}

function tidy(cell: string): string {
  return cell.trim().slice(0, LONGEST_FIELD);
}

function isWritten(typed: string): boolean {
  return typed.trim() !== '';
}

function isAddress(typed: string): boolean {
  return /^\S+@\S+$/.test(typed);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
