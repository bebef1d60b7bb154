import { NativeSelect } from '@/components/ui';
import { COLUMN_FIELDS, type ColumnField } from '@/lib/contacts/csv-columns';
import type { CsvRow } from '@/lib/contacts/csv-rows';
import { t } from '@/lib/words';

export interface ImportPreviewProps {
  rows: readonly CsvRow[];
  columns: readonly (ColumnField | null)[];
  headed: boolean;
  disabled: boolean;
  onColumn: (at: number, field: string) => void;
}

const SHOWN = 5;
/** More than this of a cell tells nothing. */
const LONGEST = 60;

/** The first rows of a table, each column under the choice of what it holds. */
export function ImportPreview({ rows, columns, headed, disabled, onColumn }: ImportPreviewProps) {
  const names = headed ? (rows[0]?.cells ?? []) : [];
  const body = rows.slice(headed ? 1 : 0, SHOWN + (headed ? 1 : 0));
  const fields = [
    { value: '', label: t('contact.importLeaveOut') },
    ...COLUMN_FIELDS.map((value) => ({ value, label: t(`contact.field.${value}`) })),
  ];
  return (
    <section class="ct-preview" aria-label={t('contact.importPreview')}>
      <table>
        <thead>
          <tr>
            {columns.map((field, at) => (
              <th key={at} scope="col">
                <span class="tz-meta tz-cut">{names[at]}</span>
                <NativeSelect
                  look="inline"
                  label={t('contact.importColumn', { name: names[at] || String(at + 1) })}
                  value={field ?? ''}
                  options={fields}
                  disabled={disabled}
                  onChange={(value) => onColumn(at, value)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map(({ line, cells }) => (
            <tr key={line}>
              {columns.map((_, at) => (
                <td key={at}>{(cells[at] ?? '').slice(0, LONGEST)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
