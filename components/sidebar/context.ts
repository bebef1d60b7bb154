import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import type { Pages } from '@/components/background/pages';
import type { Settings } from '@/lib/settings/model';
import type { Act } from './act';
import type { SidebarModel } from './model';

/** What every panel of the sidebar may use. */
export interface Surface {
  model: SidebarModel;
  act: Act;
  pages: Pages;
  settings: Settings;
  ask: Ask;
  /** The browser's side panel, not the frame in Telegram's page. */
  inPanel: boolean;
}

const SurfaceContext = createContext<Surface | null>(null);
export const SurfaceProvider = SurfaceContext.Provider;

/** @throws when used outside the sidebar: a programming error. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('outside of the sidebar');
  return surface;
}
