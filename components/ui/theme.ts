import type { HostTheme, HostToken, Scheme } from './host-theme';

/** The setting: one scheme, or as the Telegram page is (and as the system is until one was seen). */
export type ThemeSetting = 'light' | 'dark' | 'telegram';

/** What to show for a setting, given the last host theme seen and what the system prefers. */
export function chooseTheme(setting: ThemeSetting, host: HostTheme | null, system: Scheme): HostTheme {
  if (setting !== 'telegram') return host?.scheme === setting ? host : { scheme: setting };
  return host ?? { scheme: system };
}

/** What of an element a theme touches. */
export type Themed = Pick<HTMLElement, 'dataset'> & {
  style: Pick<CSSStyleDeclaration, 'setProperty' | 'removeProperty'>;
};

const latest = new WeakMap<Themed, HostTheme>();
const coloured = new WeakMap<Themed, readonly HostToken[]>();

/**
 * Themes an element and all below it: `data-theme` at once, and the tokens of a host whose colours differ from ours when
 * their derivation is loaded (a surface in our own colours never loads it). The last theme given wins.
 */
export async function applyTheme(element: Themed, theme: HostTheme): Promise<void> {
  element.dataset.theme = theme.scheme;
  latest.set(element, theme);
  const { scheme: _, ...colours } = theme;
  const tokens = Object.values(colours).some(Boolean) ? (await import('./host-theme')).deriveTokens(theme) : null;
  if (latest.get(element) !== theme) return;
  for (const name of coloured.get(element) ?? []) element.style.removeProperty(`--${name}`);
  const entries = Object.entries(tokens ?? {}) as [HostToken, string][];
  for (const [name, value] of entries) element.style.setProperty(`--${name}`, value);
  coloured.set(
    element,
    entries.map(([name]) => name),
  );
}

/** The system's scheme now; calls back when it changes, until `signal` aborts. */
export function systemScheme(onChange?: (scheme: Scheme) => void, signal?: AbortSignal): Scheme {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const scheme = (): Scheme => (query.matches ? 'dark' : 'light');
  if (onChange) query.addEventListener('change', () => onChange(scheme()), { signal });
  return scheme();
}
