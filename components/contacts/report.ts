import type { Issue } from '@/lib/contacts/import-model';
import { BYTE_ORDER_MARK, csvRow } from '@/lib/export/csv-row';
import { t } from '@/lib/words';

/** What was skipped or left out of a file, by its lines, as a table. */
export function reportCsv(issues: readonly Issue[]): string {
  const head = [
    t('contact.report.line'),
    t('contact.report.result'),
    t('contact.report.reason'),
    t('contact.report.value'),
  ];
  const rows = issues.map(({ line, skipped, why, value }) => [
    String(line),
    t(skipped ? 'contact.report.skipped' : 'contact.report.taken'),
    t(`contact.why.${why}`),
    value,
  ]);
  return BYTE_ORDER_MARK + [head, ...rows].map(csvRow).join('');
}
