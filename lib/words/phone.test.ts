import { describe, expect, it } from 'vitest';
import { callingCode, countryNames, formatPhone } from './phone';

describe('calling codes', () => {
  it('finds the longest code a number starts with', () => {
    expect(callingCode('+49 151')).toBe('49');
    expect(callingCode('+998 90')).toBe('998');
    expect(callingCode('+7 912')).toBe('7');
    expect(callingCode('+7 701')).toBe('77');
  });

  it('knows none while nothing fits', () => {
    expect(callingCode('+')).toBeNull();
    expect(callingCode('+9')).toBeNull();
  });

  it('names every country of a shared code, in the language asked for', () => {
    expect(countryNames('+49151', 'en')).toBe('Germany');
    expect(countryNames('+49151', 'ru')).toBe('Германия');
    expect(countryNames('+1 415', 'en')).toBe('United States, Canada');
  });

  it('says nothing of a number without its plus: the code may be missing', () => {
    expect(countryNames('49151', 'en')).toBeNull();
  });
});

describe('formatPhone', () => {
  it.each([
    ['+4915123456789', '+49 151 2345 6789'],
    ['+14155552671', '+1 415 555 2671'],
    ['+79123456789', '+7 912 345 6789'],
    ['+998901234567', '+998 901 234 567'],
    ['+6591234567', '+65 9123 4567'],
    ['+9996621234', '+9996621234'],
  ])('groups %s', (phone, read) => {
    expect(formatPhone(phone).replaceAll('\u00a0', ' ')).toBe(read);
  });

  it('loses no digit', () => {
    for (let n = 5; n <= 15; n += 1) {
      const phone = `+49${'1234567890123'.slice(0, n - 2)}`;
      expect(formatPhone(phone).replaceAll('\u00a0', '')).toBe(phone);
    }
  });
});
