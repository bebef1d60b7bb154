import { BYTE_ORDER_MARK, csvRow } from '@/lib/export/csv-row';
import type { ContactRow } from './table';

/** Contacts as a table that Tez and every spreadsheet read; each further number and address has a column of its own. */
export function contactsCsv(rows: readonly ContactRow[]): string {
  const phones = Math.max(1, ...rows.map((row) => row.phones.length));
  const emails = Math.max(1, ...rows.map((row) => row.emails?.length ?? 0));
  const head = [
    'Name',
    'Role',
    'Company',
    'Telegram',
    'Tags',
    ...several('Phone', phones),
    ...several('E-mail', emails),
  ];
  const lines = rows.map((row) =>
    csvRow([
      ...[row.name, row.role ?? '', row.companyName, row.username ? `@${row.username}` : '', row.tags.join(', ')],
      ...padded(
        row.phones.map((phone) => `+${phone}`),
        phones,
      ),
      ...padded(row.emails ?? [], emails),
    ]),
  );
  return BYTE_ORDER_MARK + csvRow(head) + lines.join('');
}

function several(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => (i === 0 ? name : `${name} ${i + 1}`));
}

function padded(values: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => values[i] ?? '');
}
