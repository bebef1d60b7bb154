import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { importGround } from '@/lib/contacts/contract';
import { type ColumnField, guessColumns } from '@/lib/contacts/csv-columns';
import type { CsvRow } from '@/lib/contacts/csv-rows';
import type { FileRead } from '@/lib/contacts/import-file';
import type { Incoming, Issue } from '@/lib/contacts/import-model';
import { type ImportGround, type ImportPlan, planImport } from '@/lib/contacts/import-plan';
import { isDayFirst, type ReadOptions, readRow } from '@/lib/contacts/import-rows';
import { DEFAULT_PIPELINE } from '@/lib/deals/model';

/** Rows between two looks at whether the page has something else to do. */
const AT_ONCE = 500;

export interface Choices {
  columns: readonly (ColumnField | null)[];
  /** Whether the first row names the columns. */
  headed: boolean;
  region: string;
  currency: string;
}

/** What would be imported as things are chosen now. */
export interface Reading {
  rows: Incoming[];
  plan: ImportPlan;
}

/** What the first row says of the columns; where it says nothing it is a row as others. */
export function firstChoices(read: FileRead): Pick<Choices, 'columns' | 'headed'> {
  if (read.is !== 'table') return { columns: [], headed: false };
  const columns = guessColumns(read.rows[0]?.cells ?? []);
  return { columns, headed: columns.some((field) => field !== null) };
}

/** Reads a file by what was chosen, and looks what it would change; null while it does. Nothing is written. */
export function useReading(ask: Ask, read: FileRead, choices: Choices): Reading | null {
  const [ground, setGround] = useState<ImportGround | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const key = useMemo(() => JSON.stringify(choices), [choices]);

  useEffect(() => {
    ask(importGround, {}).then(setGround, () => undefined);
  }, [ask]);

  useEffect(() => {
    if (!ground) return;
    let gone = false;
    setReading(null);
    void (async () => {
      const { rows, issues } = await readAll(read, choices, () => gone);
      if (!gone) setReading({ rows, plan: planImport(ground, rows, issues) });
    })();
    return () => {
      gone = true;
    };
  }, [read, ground, key]);
  return reading;
}

async function readAll(
  read: FileRead,
  { columns, headed, region, currency }: Choices,
  isGone: () => boolean,
): Promise<{ rows: Incoming[]; issues: Issue[] }> {
  if (read.is === 'people') return read.read(region);
  const issues: Issue[] = [];
  const rows: Incoming[] = [];
  const all: readonly CsvRow[] = read.is === 'table' ? read.rows : [];
  const body = headed ? all.slice(1) : all;
  const due = columns.indexOf('dealDue');
  const dayFirst = region !== 'US' || isDayFirst(body.map(({ cells }) => cells[due] ?? ''));
  const options: ReadOptions = { region, currency, pipeline: DEFAULT_PIPELINE, dayFirst };
  for (let from = 0; from < body.length && !isGone(); from += AT_ONCE) {
    for (const row of body.slice(from, from + AT_ONCE)) {
      const person = readRow(row, columns, options, issues);
      if (person) rows.push(person);
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { rows, issues };
}
