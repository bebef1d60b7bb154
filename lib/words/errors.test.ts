import { describe, expect, it } from 'vitest';
import { ERROR_KINDS } from '@/lib/limits/model';
import { errorSentence } from './errors';

const now = 1_000_000;

describe('errorSentence', () => {
  it.each(ERROR_KINDS)('has a finished sentence for %s', (kind) => {
    const sentence = errorSentence({ kind, retryAt: now + 32_000 }, now, 'en');
    expect(sentence).toMatch(/^[A-Z\d].*\.$/);
    expect(sentence).not.toMatch(/[{}]|[A-Z]+_/);
  });

  it('tells the time left', () => {
    expect(errorSentence({ kind: 'floodWait', retryAt: now + 32_000 }, now, 'en')).toContain('0:32');
  });

  it('names no time where Telegram named none', () => {
    expect(errorSentence({ kind: 'floodWait' }, now, 'en')).not.toContain('0:00');
  });
});
