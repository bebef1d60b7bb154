import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/settings/contract';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/settings/model';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';

const ID = 'settings';

/** Stored settings over the defaults: a setting that a newer version adds has its default at once. */
export async function readSettings(records: Records): Promise<Settings> {
  const stored = await records.get<Partial<Settings>>('settings', ID);
  return {
    ...DEFAULT_SETTINGS,
    ...stored,
    notifications: { ...DEFAULT_SETTINGS.notifications, ...stored?.notifications },
  };
}

/** The commands of lib/settings/contract.ts. */
export function settingsHandlers({ records, log }: { records: Records; log: ChangeLog }): Handler[] {
  return [
    handle(contract.getSettings, () => readSettings(records)),
    handle(contract.setSettings, async (set) => {
      const now = await readSettings(records);
      const next: Settings = { ...now, ...set, notifications: { ...now.notifications, ...set.notifications } };
      const known = (await records.db.sealed('settings').get(ID)) !== undefined;
      await log.commit([
        known ? { table: 'settings', id: ID, set: next } : { table: 'settings', create: { id: ID, ...next } },
      ]);
      return next;
    }),
  ];
}
