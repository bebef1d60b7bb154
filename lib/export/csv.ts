/** A chat as a table. https://www.rfc-editor.org/rfc/rfc4180 */
import type { ExportLine, Writer } from './model';

const COLUMNS = [
  'id',
  'date',
  'edited',
  'sender',
  'own',
  'kind',
  'text',
  'note',
  'media',
  'reply_to',
  'forwarded_from',
] as const;

/** Without the mark, Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A row a message, under a row of names. A row of anything else would spoil the table: what is missing is not in it. */
export function csvWriter(): Writer {
  return {
    begin: () => BYTE_ORDER_MARK + row(COLUMNS),
    *add(lines) {
      for (const line of lines) yield row(cells(line));
    },
    end: () => '',
  };
}

function cells({ message, sender, note, media, forwarded }: ExportLine): string[] {
  const { id, date, editDate, out, kind, text, replyTo } = message;
  return [
    String(id),
    new Date(date).toISOString(),
    editDate === undefined ? '' : new Date(editDate).toISOString(),
    sender,
    out ? 'yes' : 'no',
    kind,
    text,
    note ?? '',
    media ?? '',
    replyTo && replyTo.peer === undefined ? String(replyTo.id) : '',
    forwarded?.name ?? '',
  ];
}

function row(values: readonly string[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/**
 * Where a cell may begin: by which sign a spreadsheet splits depends on its language, and one that splits by another than
 * the comma heeds no quotes in the midst of what it takes for one cell.
 */
const BEGINS_TO_RUN = /(^|[;,\p{Cc}])("*)(?=[=+\-@＝＋－＠])/gu;

function cell(value: string): string {
  const inert = value.replace(BEGINS_TO_RUN, "$1$2'");
  return /[",;\p{Cc}]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
