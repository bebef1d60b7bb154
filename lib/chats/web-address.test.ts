import { describe, expect, it } from 'vitest';
import { formatHashA, formatHashK, formatNameHash } from './web-address';

const [CHANNEL, GROUP, USER] = [-1_001_234_567_890, -4_455_667, 5_000_000_001];

describe('a chat in an address', () => {
  it('of Web A stands by its marked id', () => {
    expect(formatHashA(CHANNEL, 51)).toBe('-1001234567890_51');
    expect(formatHashA(GROUP)).toBe('-4455667');
    expect(formatHashA(USER)).toBe('5000000001');
  });

  it("of Web K stands by Web K's id, with a topic by its plain one", () => {
    expect(formatHashK(CHANNEL, 51)).toBe('-1234567890?thread=51');
    expect(formatHashK(GROUP)).toBe('-4455667');
    expect(formatHashK(USER)).toBe('5000000001');
  });

  it('of a person whom the page never met stands by their name', () => {
    const vera = (client: 'a' | 'k') => [
      formatNameHash(client, { username: 'vera_l' }, USER),
      formatNameHash(client, { phone: '46705550103' }, USER),
    ];
    const byPhone = '?tgaddr=tg%3A%2F%2Fresolve%3Fphone%3D46705550103';
    expect(vera('a')).toEqual(['?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3Dvera_l', `5000000001${byPhone}`]);
    expect(vera('k')).toEqual(['@vera_l', byPhone]);
  });
});
