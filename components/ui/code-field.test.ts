import { describe, expect, it } from 'vitest';
import { codeDigits } from './code-field';

describe('codeDigits', () => {
  it.each([
    ['40712', 5, '40712'],
    ['Login code: 407 12', 5, '40712'],
    ['4-0-7-1-2-9', 5, '40712'],
    ['abc', 5, ''],
    ['12345678', 0, '12345678'],
  ])('%s with %d cells gives %s', (typed, length, digits) => expect(codeDigits(typed, length)).toBe(digits));
});
