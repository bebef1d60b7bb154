import { useCallback, useRef, useState } from 'preact/hooks';
import { call } from '@/lib/bus/client';
import type { InputOf } from '@/lib/bus/contract';
import { TezError, type WireError } from '@/lib/limits/model';
import { setSettings } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';

export type SettingsChange = InputOf<typeof setSettings>;

/** The settings after a change, as the background will have them. */
export function withChange(settings: Settings, change: SettingsChange): Settings {
  const { notifications, ...rest } = change;
  return { ...settings, ...rest, notifications: { ...settings.notifications, ...notifications } };
}

/**
 * The settings as chosen, at once; they are stored one change after the other, so that quick choices are all kept. What
 * cannot be stored goes back to what holds, and `error` says why.
 */
export function useSettings(stored: Settings, refresh: () => Promise<void>) {
  const [chosen, setChosen] = useState<Settings | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const last = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);

  const change = useCallback(
    (wanted: SettingsChange): void => {
      setError(null);
      setChosen((now) => withChange(now ?? stored, wanted));
      waiting.current += 1;
      last.current = last.current
        .then(() => call(setSettings, wanted))
        .then(
          () => refresh(),
          (thrown) => setError(TezError.from(thrown).toWire()),
        )
        .finally(() => {
          waiting.current -= 1;
          if (waiting.current === 0) setChosen(null);
        });
    },
    [stored, refresh],
  );

  return { settings: chosen ?? stored, change, error };
}
