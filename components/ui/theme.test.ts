import { describe, expect, it } from 'vitest';
import { HOST_TOKENS } from './host-theme';
import { applyTheme, chooseTheme, type Themed } from './theme';

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

describe('applyTheme', () => {
  function element(): { element: Themed; set: Map<string, string> } {
    const set = new Map<string, string>();
    const style = {
      setProperty: (name: string, value: string | null) => void set.set(name, value ?? ''),
      removeProperty: (name: string) => String(set.delete(name)),
    };
    return { element: { dataset: {}, style }, set };
  }

  it('sets the scheme at once and the host’s tokens after', async () => {
    const page = element();
    const done = applyTheme(page.element, night);
    expect(page.element.dataset.theme).toBe('dark');
    await done;
    expect(page.set.get('--accent')).toBe('#22aa88');
    expect(page.set.size).toBe(HOST_TOKENS.length);
  });

  it('takes them away again for a theme without colours', async () => {
    const page = element();
    await applyTheme(page.element, night);
    await applyTheme(page.element, { scheme: 'light', accent: null });
    expect(page.element.dataset.theme).toBe('light');
    expect(page.set.size).toBe(0);
  });

  it('ends with the last theme given, however long the first takes', async () => {
    const page = element();
    await Promise.all([applyTheme(page.element, night), applyTheme(page.element, { scheme: 'light' })]);
    expect([page.element.dataset.theme, page.set.size]).toEqual(['light', 0]);
  });
});
