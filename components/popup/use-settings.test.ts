import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/lib/settings/model';
import { withChange } from './use-settings';

it('changes what is named and nothing else', () => {
  const changed = withChange(DEFAULT_SETTINGS, { currency: 'USD', notifications: { replies: false } });
  expect(changed).toEqual({
    ...DEFAULT_SETTINGS,
    currency: 'USD',
    notifications: { ...DEFAULT_SETTINGS.notifications, replies: false },
  });
  expect(DEFAULT_SETTINGS.notifications.replies).toBe(true);
});
