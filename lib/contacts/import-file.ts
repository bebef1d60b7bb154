/** A file that contacts are imported from: a table, cards, or what Telegram Desktop exports. */
import { type CsvRow, decoded, delimiterOf, readCsv } from './csv-rows';
import { type Incoming, type Issue, MOST_ROWS } from './import-model';
import { phoneOf } from './phone';
import { readVcards } from './vcard-read';

export type FileRead =
  | { is: 'table'; rows: CsvRow[] }
  /** Needs no columns: what is what is said in the file. */
  | { is: 'people'; read: (region: string) => { rows: Incoming[]; issues: Issue[] } }
  | { is: 'wrong'; why: 'empty' | 'tooMany' | 'format' };

export function readFile(bytes: Uint8Array): FileRead {
  const text = decoded(bytes);
  if (text.trim() === '') return { is: 'wrong', why: 'empty' };
  if (/^\s*BEGIN:VCARD/i.test(text)) return { is: 'people', read: (region) => readVcards(text, region) };
  if (/^\s*\{/.test(text)) {
    const list = telegramContacts(text);
    return list ? { is: 'people', read: (region) => readTelegram(list, region) } : { is: 'wrong', why: 'format' };
  }
  const rows = readCsv(text, delimiterOf(text), MOST_ROWS + 2);
  if (rows.length > MOST_ROWS + 1) return { is: 'wrong', why: 'tooMany' };
  if (rows.length === 0) return { is: 'wrong', why: 'empty' };
  return { is: 'table', rows };
}

/** `contacts.list` of result.json. https://telegram.org/blog/export-and-more */
function telegramContacts(text: string): Record<string, unknown>[] | null {
  try {
    const list: unknown = (JSON.parse(text) as { contacts?: { list?: unknown } }).contacts?.list;
    return Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : null;
  } catch {
    return null;
  }
}

function readTelegram(list: readonly Record<string, unknown>[], region: string): { rows: Incoming[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const rows = list.map((each, i): Incoming => {
    const word = (field: string) => (typeof each[field] === 'string' ? each[field].trim() : '');
    const typed = word('phone_number');
    const phone = phoneOf(typed, region);
    if (typed !== '' && phone === null) issues.push({ line: i + 1, why: 'phone', value: typed, skipped: false });
    const name = [word('first_name'), word('last_name')].filter(Boolean).join(' ');
    const blank = { role: '', company: '', username: '', emails: [], tags: [], deal: null };
    return { ...blank, line: i + 1, name, phones: phone ? [phone] : [] };
  });
  return { rows, issues };
}
