/** Where the sidebar goes: a pure decision from what the person chose and what the window allows. */
import type { Room } from './adapter';
import { type DockMode, SIDEBAR_WIDTH, type SidebarPlace, STRIP_WIDTH } from './contract';

export interface Arrangement {
  mode: DockMode;
  collapsed: boolean;
  /** Width of the frame, CSS pixels. */
  width: number;
  /** Room taken from the page, CSS pixels. */
  reserved: number;
}

/**
 * In a column the person's choice holds. In a drawer the strip is all the page gives up: the opened sidebar lies over it,
 * and is closed until asked for, whatever was chosen for the column.
 */
export function arrange(place: SidebarPlace, drawerOpen: boolean, room: Room): Arrangement {
  const open = room.mode === 'drawer' ? drawerOpen : !place.collapsed;
  const width = open ? clampWidth(place.width, room.maxWidth) : STRIP_WIDTH;
  return {
    mode: room.mode,
    collapsed: !open,
    width,
    reserved: room.mode === 'drawer' ? STRIP_WIDTH : width,
  };
}

/** A width between the least and the most allowed, whole pixels; the least wins where the window is too narrow. */
export function clampWidth(width: number, maxWidth: number = SIDEBAR_WIDTH.max): number {
  return Math.round(Math.max(SIDEBAR_WIDTH.min, Math.min(width, maxWidth, SIDEBAR_WIDTH.max)));
}

/** A kept place, or the usual one where what was kept is missing or damaged. */
export function readPlace(value: unknown): SidebarPlace {
  const { width, collapsed } = (value ?? {}) as Partial<Record<keyof SidebarPlace, unknown>>;
  return {
    width: typeof width === 'number' && Number.isFinite(width) ? clampWidth(width) : SIDEBAR_WIDTH.usual,
    collapsed: collapsed === true,
  };
}
