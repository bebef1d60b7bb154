/** Rows of a table that a spreadsheet may be given. https://www.rfc-editor.org/rfc/rfc4180 */

/** Without the mark, Excel takes UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A line of a table, with its end. */
export function csvRow(values: readonly string[]): string {
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

const MADE_INERT = /(^|[;,\p{Cc}])("*)'(?=[=+\-@＝＋－＠])/gu;

/** A cell as it was before it was made inert. */
export function plainCell(inert: string): string {
  return inert.replace(MADE_INERT, '$1$2');
}
