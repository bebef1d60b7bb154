import { useEffect, useState } from 'preact/hooks';
import type { HostTheme } from '@/components/ui/host-theme';
import { applyTheme, chooseTheme, systemScheme, type ThemeSetting } from '@/components/ui/theme';

/** Where the background keeps the colours of the Telegram page that was seen last, in `storage.local`. */
const HOST_THEME_KEY = 'hostTheme';

/** Settings are sealed; the last theme is remembered beside them so that a locked popup looks like an open one. */
const LAST_KEY = 'theme';

/** Themes the page by the setting (null while it is not known), the host's colours and the system's scheme. */
export function useTheme(setting: ThemeSetting | null): void {
  const [host, setHost] = useState<HostTheme | null>(null);
  const [system, setSystem] = useState(() => systemScheme());

  useEffect(() => {
    const ended = new AbortController();
    systemScheme(setSystem, ended.signal);
    const changed = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
      const change = changes[HOST_THEME_KEY];
      if (area === 'local' && change) setHost(asHostTheme(change.newValue));
    };
    chrome.storage.onChanged.addListener(changed);
    ended.signal.addEventListener('abort', () => chrome.storage.onChanged.removeListener(changed));
    chrome.storage.local.get(HOST_THEME_KEY).then(
      (stored) => setHost(asHostTheme(stored[HOST_THEME_KEY])),
      // Without the host's colours ours are shown.
      () => undefined,
    );
    return () => ended.abort();
  }, []);

  useEffect(() => {
    if (setting) localStorage.setItem(LAST_KEY, setting);
    applyTheme(document.documentElement, chooseTheme(setting ?? lastSetting(), host, system));
  }, [setting, host, system]);
}

/** The stored value, if it is a theme at all; its colours are judged one by one where they are put to use. */
export function asHostTheme(value: unknown): HostTheme | null {
  const theme = value as Partial<HostTheme> | null | undefined;
  return theme?.scheme === 'light' || theme?.scheme === 'dark' ? (theme as HostTheme) : null;
}

function lastSetting(): ThemeSetting {
  const last = localStorage.getItem(LAST_KEY);
  return last === 'light' || last === 'dark' ? last : 'telegram';
}
