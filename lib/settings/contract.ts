import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { Settings } from './model';

/** Topic `settings` announces changes. */
export const getSettings = defineCommand({
  name: 'settings.get',
  from: 'extension',
  input: v.strictObject({}),
}).returns<Settings>();

export const setSettings = defineCommand({
  name: 'settings.set',
  from: 'extension',
  input: v.strictObject({
    theme: v.optional(v.picklist(['light', 'dark', 'telegram'])),
    currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3,8}$/))),
    region: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
    notifications: v.optional(
      v.partial(
        v.strictObject({
          replies: v.boolean(),
          telegramWebNotifies: v.boolean(),
          pausedUntil: v.pipe(v.number(), v.safeInteger()),
        }),
      ),
    ),
  }),
}).returns<Settings>();

/** Where the colours of the Telegram page that was seen last are kept, in `storage.local`. */
export const HOST_THEME_KEY = 'hostTheme';
