import { applyTheme, chooseTheme, systemScheme } from '@/components/ui';
import type { SidebarModel } from './model';

/** Keeps an element in the theme of the setting: as the Telegram page, light, or dark. */
export function followTheme(model: SidebarModel, element: HTMLElement, signal: AbortSignal): void {
  let applied = '';
  const apply = () => {
    const { state } = model.background;
    const setting = state.is === 'open' ? state.settings.theme : 'telegram';
    const theme = chooseTheme(setting, model.snapshot.page.theme, systemScheme());
    const key = JSON.stringify(theme);
    if (key === applied) return;
    applied = key;
    applyTheme(element, theme);
  };
  systemScheme(apply, signal);
  model.subscribe(apply, signal);
  apply();
}
