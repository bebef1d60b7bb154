import { MIN_PASSPHRASE } from '@/lib/privacy/model';

export type Strength = 'short' | 'weak' | 'fair' | 'good' | 'strong';

/**
 * A rough, honest word for a passphrase, from the guesses it would take. Runs ("aaaa", "1234", "qwer") count once. A
 * letter of a word is worth about 3 bits, one amid mixed case 5. Argon2id makes each guess slow: 50 bits are good.
 */
export function strengthOf(passphrase: string): Strength {
  const chars = [...passphrase];
  if (chars.length < MIN_PASSPHRASE) return 'short';
  const letter = /\p{L}\p{Lu}/u.test(passphrase) ? 5 : 3;
  const bits = unpredictable(chars).reduce((sum, char) => sum + worth(char, letter), 0);
  if (bits < 36) return 'weak';
  if (bits < 50) return 'fair';
  return bits < 72 ? 'good' : 'strong';
}

function worth(char: string, letter: number): number {
  if (/\p{L}/u.test(char)) return letter;
  return /\d/.test(char) ? 3.3 : 4.5;
}

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];

/** The characters that do not follow from the one before them; few different ones count at most twice each. */
function unpredictable(chars: readonly string[]): string[] {
  const lower = chars.map((char) => char.toLowerCase());
  const follows = (a: string, b: string): boolean => {
    const step = (b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0);
    return Math.abs(step) <= 1 || KEY_ROWS.some((row) => row.includes(a + b) || row.includes(b + a));
  };
  const free = chars.filter((_, i) => i === 0 || !follows(lower[i - 1] ?? '', lower[i] ?? ''));
  return free.slice(0, new Set(lower).size * 2);
}
