import { lastHostTheme } from '@/components/background/theme';
import { applyTheme, chooseTheme, type HostTheme, systemScheme } from '@/components/ui';
import type { SidebarModel } from './model';

/**
 * Keeps an element in the theme of the setting: as the Telegram page, light, or dark. Until this tab's page has told its
 * colours, those of the page that was seen last are worn.
 */
export function followTheme(model: SidebarModel, element: HTMLElement, signal: AbortSignal): void {
  let applied = '';
  let last: HostTheme | null = null;
  const apply = () => {
    const { state } = model.background;
    const setting = state.is === 'open' ? state.settings.theme : 'telegram';
    const theme = chooseTheme(setting, model.state.page.theme ?? last, systemScheme());
    const key = JSON.stringify(theme);
    if (key === applied) return;
    applied = key;
    applyTheme(element, theme);
  };
  systemScheme(apply, signal);
  model.subscribe(apply, signal);
  void lastHostTheme().then((theme) => {
    last = theme;
    if (!signal.aborted) apply();
  });
  apply();
}
