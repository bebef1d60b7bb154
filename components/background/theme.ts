import { useEffect, useState } from 'preact/hooks';
import type { HostTheme } from '@/components/ui/host-theme';
import { HOST_THEME_KEY } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';

type Setting = Settings['theme'];

/** Settings are sealed; the last theme is remembered beside them so that a locked popup looks like an open one. */
const LAST_KEY = 'theme';

/** Themes the page by the setting (null while it is not known), the host's colours and the system's scheme. */
export function useTheme(setting: Setting | null): void {
  const host = useHostTheme();
  const dark = useSystemDark();

  useEffect(() => {
    const root = document.documentElement;
    const chosen = setting ?? lastSetting();
    if (setting) localStorage.setItem(LAST_KEY, setting);
    root.dataset.theme = chosen !== 'telegram' ? chosen : (host?.scheme ?? (dark ? 'dark' : 'light'));
    // Judging a page's colours takes code of its own, fetched only where there are any.
    if (!host) return;
    let ended = false;
    import('@/components/ui/theme').then(
      ({ applyTheme, chooseTheme }) => {
        if (!ended) applyTheme(root, chooseTheme(chosen, host, dark ? 'dark' : 'light'));
      },
      // Without them our own colours stay.
      () => undefined,
    );
    return () => {
      ended = true;
    };
  }, [setting, host, dark]);
}

/** The stored value, if it is a theme at all; its colours are judged one by one where they are put to use. */
export function asHostTheme(value: unknown): HostTheme | null {
  const theme = value as Partial<HostTheme> | null | undefined;
  return theme?.scheme === 'light' || theme?.scheme === 'dark' ? (theme as HostTheme) : null;
}

/** The colours of the Telegram page that was seen last; null before the first, or where they cannot be read. */
export async function lastHostTheme(): Promise<HostTheme | null> {
  try {
    const stored = await chrome.storage.local.get(HOST_THEME_KEY);
    return asHostTheme(stored[HOST_THEME_KEY]);
  } catch {
    return null;
  }
}

function useHostTheme(): HostTheme | null {
  const [host, setHost] = useState<HostTheme | null>(null);
  useEffect(() => {
    const changed = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
      const change = changes[HOST_THEME_KEY];
      if (area === 'local' && change) setHost(asHostTheme(change.newValue));
    };
    chrome.storage.onChanged.addListener(changed);
    void lastHostTheme().then((theme) => theme && setHost(theme));
    return () => chrome.storage.onChanged.removeListener(changed);
  }, []);
  return host;
}

function useSystemDark(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const ended = new AbortController();
    query.addEventListener('change', () => setDark(query.matches), { signal: ended.signal });
    return () => ended.abort();
  }, [query]);
  return dark;
}

function lastSetting(): Setting {
  const last = localStorage.getItem(LAST_KEY);
  return last === 'light' || last === 'dark' ? last : 'telegram';
}
