import { createContext } from 'preact';
import { useContext, useEffect, useReducer, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import type { Pages } from '@/components/background/pages';
import type { Settings } from '@/lib/settings/model';
import type { Act } from './act';
import type { SidebarModel, Snapshot } from './model';

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

/** The newest snapshot; draws again on every change. */
export function useSnapshot(model: SidebarModel): Snapshot {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => {
    const ended = new AbortController();
    model.subscribe(() => redraw(), ended.signal);
    // What changed between the first drawing and this subscription.
    redraw();
    return () => ended.abort();
  }, [model]);
  return model.snapshot;
}

const MINUTE = 60_000;

/** UTC ms, moving on at each full minute while the page can be seen: ages and due times read from it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      setNow(Date.now());
      timer = setTimeout(tick, MINUTE - (Date.now() % MINUTE) + 50);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now;
}
