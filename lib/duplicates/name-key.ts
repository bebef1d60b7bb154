/**
 * Names as they sound: one key for Иван and Ivan, Юлия, Yulia and Julia, Алексей and Alexey. Cyrillic is written in Latin
 * letters (as passports do, https://www.icao.int/publications/Documents/9303_p3_cons_en.pdf section 6B), and spellings that
 * differ from clerk to clerk are brought to one. A key is for comparing only; nobody reads it.
 */
import { fold, LETTER } from '@/lib/search/fold';

const LATIN: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    е: 'e',
    є: 'ie',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'i',
    й: 'i',
  },
  ...{
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ў: 'u',
    ф: 'f',
    х: 'h',
    ц: 'ts',
  },
  ...{ ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia' },
};

/** In this order, each on what the one before left. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/kh/g, 'h'],
  [/ck/g, 'k'],
  [/ph/g, 'f'],
  [/tz/g, 'ts'],
  [/[jy]/g, 'i'],
  [/ie/g, 'e'],
  [/(.)\1+/g, '$1'],
];

/** The words of a name as keys, sorted: "Berg, Anna" and "Anna Berg" are the same. */
export function nameKeys(name: string): string[] {
  return wordsOf(name)
    .map((word) => {
      const latin = [...word].map((letter) => LATIN[letter] ?? letter).join('');
      return SPELLINGS.reduce((key, [from, to]) => key.replace(from, to), latin);
    })
    .filter((key) => key !== '')
    .sort();
}

function wordsOf(name: string): string[] {
  const words = [''];
  for (const char of name.normalize('NFC')) {
    const { reading, as } = fold(char.codePointAt(0) ?? 0);
    if (reading === LETTER) words.push((words.pop() ?? '') + as);
    // What joins or marks letters does not end a word; everything else does.
    else if (!/^[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]$/u.test(char)) words.push('');
  }
  return words.filter((word) => word !== '');
}

/** How alike two sorted lists of keys are, 0 to 1: 1 for the same; one letter in six may differ. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a.join(' '), b.join(' ')];
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  // A given name alone, and with a family name.
  if (few.length < many.length && few.every((key) => many.includes(key))) return few.length / many.length + 0.25;
  const longest = Math.max(one.length, other.length);
  const distance = editDistance(one, other, Math.floor(longest / 6));
  return distance === null ? 0 : 1 - distance / longest;
}

/** Letters to be put, taken or changed to make one of the other; null where that is more than `most`. */
function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return null;
    row = next;
  }
  const distance = row[b.length] ?? 0;
  return distance <= most ? distance : null;
}
