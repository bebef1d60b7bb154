/** The sidebar's place in Telegram's page: a plain `<tez-sidebar>` on `<html>`, everything of it in a closed shadow root. */
import type { HostTheme } from '@/lib/page/contract';
import type { Arrangement } from '@/lib/page/dock';
import { addGrip } from './grip';
import { shadowStyle } from './style';

export const HOST_TAG = 'tez-sidebar';

export interface HostOptions {
  zIndex: number;
  /** Address of the sidebar page, at the extension's own origin. */
  frameUrl: string;
  words: { name: string; resize: string; reload: string };
  /** The person drags: `width` as asked for, CSS pixels; `done` at the end of the gesture. */
  onResize(width: number, done: boolean): void;
  /** The person presses the scrim. */
  onDismiss(): void;
}

export interface Host {
  readonly element: HTMLElement;
  /** Where every node of ours is, closed to the page. */
  readonly root: ShadowRoot;
  /** A style element of ours in the page's own tree: what it lays out goes when the sidebar goes. */
  readonly sheet: HTMLStyleElement;
  place(arrangement: Arrangement): void;
  paint(theme: HostTheme): void;
  focusFrame(): void;
  /** Puts one line in the frame's stead: the extension behind it is gone, only a reload brings it back. */
  sayReload(): void;
}

/** Builds the nodes without putting them into the page. */
export function createHost({ zIndex, frameUrl, words, onResize, onDismiss }: HostOptions, signal: AbortSignal): Host {
  const element = document.createElement(HOST_TAG);
  // No box of its own: the page cannot move, fade or clip what is inside through this element.
  element.style.setProperty('display', 'contents', 'important');
  const sheet = document.createElement('style');
  // The page may have defined `tez-sidebar` itself, with a shadow root of its own: ours is on a plain child.
  const holder = document.createElement('div');
  const root = holder.attachShadow({ mode: 'closed' });
  const style = new CSSStyleSheet();
  style.replaceSync(shadowStyle(zIndex));
  root.adoptedStyleSheets = [style];

  const frame = document.createElement('iframe');
  frame.src = frameUrl;
  frame.title = words.name;
  frame.allow = 'clipboard-write';
  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.append(frame);
  const scrim = document.createElement('div');
  scrim.className = 'scrim';
  // Without this the press would move the caret out of the composer.
  scrim.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
  scrim.addEventListener('click', (event) => event.isTrusted && onDismiss(), { signal });
  const grip = addGrip(panel, words.resize, onResize, signal);
  // The scrim comes first so that the panel, at the same height, lies over it.
  root.append(scrim, panel);
  element.append(sheet, holder);

  return {
    element,
    root,
    sheet,
    place({ mode, collapsed, width }) {
      panel.style.width = `${width}px`;
      const drawerOpen = mode === 'drawer' && !collapsed;
      panel.classList.toggle('strip', collapsed);
      panel.classList.toggle('drawer', mode === 'drawer');
      panel.classList.toggle('open', drawerOpen);
      scrim.classList.toggle('shown', drawerOpen);
      grip.tell(width);
    },
    paint({ scheme, canvas, text }) {
      panel.classList.toggle('dark', scheme === 'dark');
      panel.style.backgroundColor = canvas ?? '';
      panel.style.color = canvas && text ? text : '';
    },
    focusFrame: () => frame.focus({ preventScroll: true }),
    sayReload() {
      const button = document.createElement('button');
      button.className = 'reload';
      button.textContent = words.reload;
      button.addEventListener('click', (event) => event.isTrusted && location.reload());
      frame.replaceWith(button);
    },
  };
}
