/** A chat as a table. https://www.rfc-editor.org/rfc/rfc4180 */
import { BYTE_ORDER_MARK, csvRow } from './csv-row';
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

/** A row a message, under a row of names. A row of anything else would spoil the table: what is missing is not in it. */
export function csvWriter(): Writer {
  return {
    begin: () => BYTE_ORDER_MARK + csvRow(COLUMNS),
    *add(lines) {
      for (const line of lines) yield csvRow(cells(line));
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
