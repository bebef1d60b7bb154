import { expect, it } from 'vitest';
import { currencies } from './currencies';

it('names currencies in the language asked for and leaves named units alone', () => {
  const labels = (locale: string) => new Map(currencies('EUR', locale).map(({ value, label }) => [value, label]));
  expect(labels('en').get('EUR')).toBe('EUR · Euro');
  expect(labels('ru').get('RUB')).toBe('RUB · российский рубль');
  expect(labels('en').get('TON')).toBe('TON');
});

it('keeps what is chosen in the list, once', () => {
  const values = (chosen: string) => currencies(chosen, 'en').map(({ value }) => value);
  expect(values('NOK')).toContain('NOK');
  expect(values('USD').filter((value) => value === 'USD')).toHaveLength(1);
});
