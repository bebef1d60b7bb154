/** Contacts as cards. https://www.rfc-editor.org/rfc/rfc2426 (3.0), https://www.rfc-editor.org/rfc/rfc6350 (4.0) */
import type { ContactRow } from './table';

export type CardVersion = '3.0' | '4.0';

/** A line holds at most so many bytes. */
const LINE_BYTES = 75;

export function contactsVcard(rows: readonly ContactRow[], version: CardVersion): string {
  return rows.map((row) => card(row, version)).join('');
}

function card(
  { name, role, companyName, username, phones, emails = [], tags }: ContactRow,
  version: CardVersion,
): string {
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `FN:${escaped(name)}`,
    // Which part of a name is which is not known: all of it stands where the given name does.
    `N:;${escaped(name)};;;`,
    ...(companyName ? [`ORG:${escaped(companyName)}`] : []),
    ...(role ? [`TITLE:${escaped(role)}`] : []),
    ...phones.map((phone) => (version === '3.0' ? `TEL;TYPE=CELL:+${phone}` : `TEL;VALUE=uri;TYPE=cell:tel:+${phone}`)),
    ...emails.map((email) => `EMAIL:${escaped(email)}`),
    // https://www.rfc-editor.org/rfc/rfc4770 brings it to 3.0, too.
    ...(username ? [`IMPP:https://t.me/${username}`] : []),
    ...(tags.length > 0 ? [`CATEGORIES:${tags.map(escaped).join(',')}`] : []),
    'END:VCARD',
  ];
  return lines.map(folded).join('');
}

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** A line with its end; a longer one goes on after a space. No letter is broken in two. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const letter of line) {
    const size = utf8Size(letter.codePointAt(0) ?? 0);
    if (bytes + size > LINE_BYTES) {
      out += '\r\n ';
      bytes = 1;
    }
    out += letter;
    bytes += size;
  }
  return `${out}\r\n`;
}

function utf8Size(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
