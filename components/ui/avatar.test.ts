import { describe, expect, it } from 'vitest';
import { initials, peerColor } from './avatar';

describe('peerColor', () => {
  it('takes the bare id modulo seven, whatever kind of chat it marks', () => {
    expect(peerColor(5_000_000_001)).toBe(5_000_000_001 % 7);
    expect(peerColor(-4_455_667)).toBe(4_455_667 % 7);
    expect(peerColor(-1_001_234_567_890)).toBe(1_234_567_890 % 7);
    expect(peerColor(0)).toBe(0);
  });
});

describe('initials', () => {
  it.each([
    ['Giorgi Beridze', 'GB'],
    ['светлана ким', 'СК'],
    ['Alexandra Maria Konstantinopolskaya-Weiss', 'AK'],
    ['Orbital Robotics × Nordwind, project room', 'OR'],
    ['🔥 Hot deals', 'HD'],
    ['«Логисерв»', 'Л'],
    ['Madonna', 'M'],
    ['3M Russia', '3R'],
    ['🔥', ''],
    ['', ''],
    ['  ', ''],
  ])('%s gives %s', (name, letters) => expect(initials(name)).toBe(letters));
});
