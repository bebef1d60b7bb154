import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength';

describe('strengthOf', () => {
  it.each([
    ['', 'short'],
    ['Zx9!kP2', 'short'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['12345678', 'weak'],
    ['qwertyuiop', 'weak'],
    ['abcdefghijkl', 'weak'],
    ['йцукенгшщз', 'weak'],
    ['marmalade', 'weak'],
    ['tzK9!vLq', 'fair'],
    ['river-copper-sofa', 'fair'],
    ['river-copper-sofa-lamp', 'good'],
    ['вечерний поезд в Омск', 'good'],
    ['seven wet rivers, 3 copper sofas', 'strong'],
  ])('calls %j %s', (passphrase, word) => {
    expect(strengthOf(passphrase)).toBe(word);
  });

  it('counts characters, not code units', () => {
    expect(strengthOf('😀😀😀😀')).toBe('short');
  });
});
