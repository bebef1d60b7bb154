import { describe, expect, it } from 'vitest';
import { dotColor } from './tags';

describe('dotColor', () => {
  it('knows stages by name and colours of the user by value', () => {
    expect(dotColor('proposal')).toBe('var(--st-proposal)');
    expect(dotColor('warn')).toBe('var(--warn)');
    expect(dotColor('#12ab9F')).toBe('#12ab9F');
  });

  it('lets no other CSS in', () => {
    expect(dotColor('#fff; background: url(//x)')).toBe('var(--st-lead)');
  });
});
