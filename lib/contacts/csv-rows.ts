/** The text of a table, and its rows, whatever program wrote it. https://www.rfc-editor.org/rfc/rfc4180 */
import { plainCell } from '@/lib/export/csv-row';

export interface CsvRow {
  /** Line of the file at which it begins, from 1. */
  line: number;
  cells: string[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Rows by which a delimiter is told. */
const SAMPLE = 20;

/** Text in the encoding that its bytes are in: a mark says so, or zeros of UTF-16, or that it is no UTF-8. */
export function decoded(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return text(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return text(bytes, 'utf-16be');
  if (a === 0xef && b === 0xbb && c === 0xbf) return text(bytes, 'utf-8');
  const half = Math.min(bytes.length, 4096) / 2;
  const zeros = [0, 0];
  for (let i = 0; i < half * 2; i += 1) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  // Latin letters in UTF-16 have a zero beside each; text in any other encoding has none.
  if ((zeros[1] ?? 0) > half / 4) return text(bytes, 'utf-16le');
  if ((zeros[0] ?? 0) > half / 4) return text(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text(bytes, 'windows-1251');
  }
}

function text(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** The sign that splits the most of the first rows into as many cells each. Excel may name it in a line of its own. */
export function delimiterOf(text: string): string {
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (named) return named;
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const rows = readCsv(text, delimiter, SAMPLE);
    const widths = rows.map(({ cells }) => cells.length);
    const width = widths[0] ?? 1;
    const alike = widths.filter((each) => each === width).length / Math.max(1, widths.length);
    const score = width > 1 ? width * alike : 0;
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

/**
 * The rows of a table; empty lines are passed over. A quote that is never closed is taken for a letter, so that one stray
 * sign does not swallow the rest of a file.
 */
export function readCsv(text: string, delimiter: string, most = Number.POSITIVE_INFINITY): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = /^sep=.\r?\n/i.exec(text)?.[0].length ?? 0;
  let line = at > 0 ? 2 : 1;
  let cells: string[] = [];
  let begun = line;

  const put = (cell: string) => cells.push(plainCell(cell));
  const end = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };

  while (at < text.length && rows.length < most) {
    const quoted = text[at] === '"' ? readQuoted(text, at, delimiter) : null;
    if (quoted) {
      put(quoted.cell);
      line += quoted.lines;
      at = quoted.end;
    } else {
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
      put(text.slice(from, at));
    }
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end is followed by one more, empty cell.
      if (at === text.length) put('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    end();
  }
  if (cells.length > 0 && rows.length < most) end();
  return rows;
}

/** A quoted cell that is closed where a cell may end; null for a quote that is only a letter. */
function readQuoted(
  text: string,
  from: number,
  delimiter: string,
): { cell: string; end: number; lines: number } | null {
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    if (text[close + 1] === '"') {
      at = close + 2;
      continue;
    }
    const next = text[close + 1];
    if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') return null;
    const raw = text.slice(from + 1, close);
    return { cell: raw.replaceAll('""', '"'), end: close + 1, lines: raw.match(/\r\n|\r|\n/g)?.length ?? 0 };
  }
}
