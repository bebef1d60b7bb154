/**
 * Folding of letters, so that what sounds the same is found: case, ё/е, accents and other marks of Latin and Greek, and
 * compatibility forms (ﬁ, full-width). Й, ї and ў are letters of their alphabets and stay themselves.
 */

/** What a UTF-16 unit or code point is to a reader. */
export const SEPARATOR = 0;
/** Belongs to the word around it and is not written: accents, soft hyphens, joiners. */
export const IGNORED = 1;
/** A word of its own: ideographs, scripts without spaces, emoji. */
export const ALONE = 2;
export const LETTER = 3;
export type Reading = typeof SEPARATOR | typeof IGNORED | typeof ALONE | typeof LETTER;

export interface Folded {
  reading: Reading;
  /** What it is searched as; empty unless it is a letter or stands alone. */
  as: string;
}

/** Letters that no Unicode decomposition takes apart, but every keyboard without them does. */
const BY_HAND: Readonly<Record<string, string>> = {
  ё: 'е',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
};

const WRITTEN = /^[\p{L}\p{N}\p{M}]/u;
const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})/u;
const MARKED_BY_ACCENTS = /^[\p{Script=Latin}\p{Script=Greek}]/u;
/** Accents, Hebrew points and Arabic vowel signs; the vowel signs of other scripts are letters to their readers. */
const MARK = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Soft hyphen, zero-width characters, variation selectors, skin tones. */
const UNSEEN = /^(?:\u00ad|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff|[\u{1f3fb}-\u{1f3ff}])/u;

const known = new Map<number, Folded>();

/** Folds one code point. The answers are kept: a language has few hundred. */
export function fold(code: number): Folded {
  const seen = known.get(code);
  if (seen) return seen;
  const folded = work(String.fromCodePoint(code));
  known.set(code, folded);
  return folded;
}

function work(char: string): Folded {
  if (UNSEEN.test(char) || (char.replace(MARK, '') === '' && char !== '')) return { reading: IGNORED, as: '' };
  if (PICTURE.test(char) && !/[#*0-9]/.test(char)) return { reading: ALONE, as: char };
  if (!WRITTEN.test(char)) return { reading: SEPARATOR, as: '' };
  const plain = char.normalize('NFKC').toLowerCase();
  if (UNSPACED.test(char)) return { reading: ALONE, as: [...plain].length === 1 ? plain : char };
  const bare = MARKED_BY_ACCENTS.test(plain) ? plain.normalize('NFD') : plain.normalize('NFC');
  const letters = [...bare.replace(MARK, '')].filter((letter) => WRITTEN.test(letter) && !UNSPACED.test(letter));
  const as = letters.map((letter) => BY_HAND[letter] ?? letter).join('');
  return as === '' ? { reading: SEPARATOR, as } : { reading: LETTER, as };
}

/**
 * A letter written in two: base and accent. Where the pair is a Cyrillic letter of its own (и and a breve are й), that
 * letter; else null, and the accent is ignored.
 */
export function composed(base: number, mark: number): Folded | null {
  if (base < 0x400 || base > 0x52f || mark < 0x300 || mark > 0x36f) return null;
  const pair = (String.fromCodePoint(base) + String.fromCodePoint(mark)).normalize('NFC');
  return pair.length === 1 ? fold(pair.charCodeAt(0)) : null;
}
