import { describe, expect, it } from 'vitest';
import { chooseTheme } from './theme';

const night = { scheme: 'dark', accent: '#22aa88' } as const;

describe('chooseTheme', () => {
  it('follows Telegram where the setting says so, else the system', () => {
    expect(chooseTheme('telegram', night, 'light')).toEqual(night);
    expect(chooseTheme('telegram', null, 'dark')).toEqual({ scheme: 'dark' });
  });

  it('keeps the host’s colours only for the scheme they were made for', () => {
    expect(chooseTheme('dark', night, 'light')).toEqual(night);
    expect(chooseTheme('light', night, 'dark')).toEqual({ scheme: 'light' });
  });
});
