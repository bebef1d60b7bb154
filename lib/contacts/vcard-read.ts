/** Cards of any version: 2.1 of old telephones, 3.0 of iPhone and Google, 4.0. */
import { readPerson } from '@/lib/outbox/person';
import { type Incoming, type Issue, LONGEST_FIELD } from './import-model';
import { phoneOf } from './phone';

interface Property {
  name: string;
  params: string;
  value: string;
}

/** The people of a file of cards; `region` is where numbers without a country code are from. */
export function readVcards(text: string, region: string): { rows: Incoming[]; issues: Issue[] } {
  const rows: Incoming[] = [];
  const issues: Issue[] = [];
  let properties: Property[] | null = null;
  let begun = 0;
  for (const { line, text: content } of contentLines(text)) {
    const property = readProperty(content);
    if (!property) continue;
    const { name, value } = property;
    const isCard = value.trim().toUpperCase() === 'VCARD';
    if (name === 'BEGIN' && isCard) {
      properties = [];
      begun = line;
    } else if (name === 'END' && isCard && properties) {
      const row = person(properties, begun, region, issues);
      if (row) rows.push(row);
      properties = null;
    } else properties?.push(property);
  }
  return { rows, issues };
}

/** Lines put together again: folded ones, and those that quoted-printable goes on in. */
function* contentLines(text: string): Generator<{ line: number; text: string }> {
  const lines = text.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = i + 1;
    let content = lines[i] ?? '';
    const goesOn = /^[^:]*QUOTED-PRINTABLE/i.test(content);
    for (;;) {
      const next = lines[i + 1];
      if (next === undefined) break;
      if (goesOn && content.endsWith('=')) content = content.slice(0, -1) + next;
      else if (/^[ \t]/.test(next)) content += next.slice(1);
      else break;
      i += 1;
    }
    yield { line, text: content };
  }
}

function readProperty(content: string): Property | null {
  // A colon inside a quoted parameter does not end the name.
  const found = /^((?:[^":]|"[^"]*")+):(.*)$/s.exec(content);
  if (!found) return null;
  const [, head = '', raw = ''] = found;
  const [path = '', ...params] = head.split(';');
  const name = (path.split('.').at(-1) ?? '').trim().toUpperCase();
  const all = params.join(';').toUpperCase();
  return { name, params: all, value: all.includes('QUOTED-PRINTABLE') ? unquoted(raw, all) : raw };
}

function unquoted(raw: string, params: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < raw.length; i += 1) {
    const code = /^=([\dA-F]{2})/i.exec(raw.slice(i, i + 3))?.[1];
    if (code) {
      bytes.push(Number.parseInt(code, 16));
      i += 2;
    } else bytes.push(...new TextEncoder().encode(raw[i]));
  }
  const charset = /CHARSET=([\w-]+)/.exec(params)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(new Uint8Array(bytes));
  } catch {
    return new TextDecoder().decode(new Uint8Array(bytes));
  }
}

function person(properties: readonly Property[], line: number, region: string, issues: Issue[]): Incoming | null {
  const all = (name: string) => properties.filter((property) => property.name === name).map(({ value }) => value);
  const words = (value: string | undefined) => plain(value ?? '');
  const [family = '', given = '', middle = ''] = parts(all('N')[0] ?? '', ';');
  const phones: string[] = [];
  for (const typed of all('TEL').map((value) => plain(value).replace(/^tel:/i, ''))) {
    const phone = phoneOf(typed, region);
    if (phone) phones.push(phone);
    else if (typed !== '') issues.push({ line, why: 'phone', value: typed, skipped: false });
  }
  const links = ['IMPP', 'X-SOCIALPROFILE', 'X-TELEGRAM', 'URL'].flatMap(all).map(plain);
  const telegram = links
    .filter((link) => /(?:t|telegram)\.me\/|^@/i.test(link))
    .map((link) => readPerson(link))
    .find((found) => found && 'username' in found);
  const row: Incoming = {
    line,
    name: words(all('FN')[0]) || [given, middle, family].filter(Boolean).join(' ') || words(all('NICKNAME')[0]),
    role: words(all('TITLE')[0]) || words(all('ROLE')[0]),
    company: parts(all('ORG')[0] ?? '', ';')[0] ?? '',
    username: telegram && 'username' in telegram ? telegram.username : '',
    phones: [...new Set(phones)],
    emails: [
      ...new Set(
        all('EMAIL')
          .map(plain)
          .filter((email) => /^\S+@\S+$/.test(email)),
      ),
    ],
    tags: [...new Set(all('CATEGORIES').flatMap((value) => parts(value, ',')))].filter(Boolean),
    deal: null,
  };
  if (row.name || row.company || row.username || phones.length > 0 || row.emails.length > 0) return row;
  issues.push({ line, why: 'empty', value: '', skipped: true });
  return null;
}

/** A value's parts, without their escapes. */
function parts(value: string, sign: ';' | ','): string[] {
  const found = [''];
  for (let i = 0; i < value.length; i += 1) {
    const letter = value[i] ?? '';
    const last = found.length - 1;
    if (letter === '\\') {
      i += 1;
      const next = value[i] ?? '';
      found[last] += next === 'n' || next === 'N' ? '\n' : next;
    } else if (letter === sign) found.push('');
    else found[last] += letter;
  }
  return found.map((part) => part.trim().slice(0, LONGEST_FIELD));
}

function plain(value: string): string {
  return parts(value, ';').join(';');
}
