import { deriveTokens, HOST_TOKENS, type HostTheme, type Scheme } from './host-theme';

/** The setting: one scheme, or as the Telegram page is (and as the system is until one was seen). */
export type ThemeSetting = 'light' | 'dark' | 'telegram';

/** What to show for a setting, given the last host theme seen and what the system prefers. */
export function chooseTheme(setting: ThemeSetting, host: HostTheme | null, system: Scheme): HostTheme {
  if (setting !== 'telegram') return host?.scheme === setting ? host : { scheme: setting };
  return host ?? { scheme: system };
}

/** Themes an element and all below it: `data-theme` and, where the host's colours differ from ours, their tokens. */
export function applyTheme(element: HTMLElement, theme: HostTheme): void {
  element.dataset.theme = theme.scheme;
  const tokens = deriveTokens(theme);
  for (const name of HOST_TOKENS) {
    if (tokens) element.style.setProperty(`--${name}`, tokens[name]);
    else element.style.removeProperty(`--${name}`);
  }
}

/** The system's scheme now; calls back when it changes, until `signal` aborts. */
export function systemScheme(onChange?: (scheme: Scheme) => void, signal?: AbortSignal): Scheme {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const scheme = (): Scheme => (query.matches ? 'dark' : 'light');
  if (onChange) query.addEventListener('change', () => onChange(scheme()), { signal });
  return scheme();
}
