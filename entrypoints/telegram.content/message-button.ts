/**
 * The small button beside the message under the mouse. One node of ours for all messages, laid over the page: nothing is put
 * into a bubble, so nothing is lost when the page draws its list anew, and where bubbles are not found there is none.
 */
import type { PageAdapter } from '@/lib/page/adapter';
import type { DrawnMessage } from '@/lib/page/message-list';

const SIZE = 28;
const GAP = 6;
/** Both clients' headers float over the list down to here, CSS pixels. */
const BELOW_HEADER = 72;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Adds the button to a shadow root of ours; it needs a mouse, and whoever has none finds every message in the sidebar.
 * Its answer paints it in the page's accent; null is Telegram's own blue.
 * @param onPress a press of the person's own, with the message's id
 */
export function addMessageButton(
  root: ShadowRoot,
  { adapter, label, onPress }: { adapter: PageAdapter; label: string; onPress: (message: number) => void },
  signal: AbortSignal,
): { paint(accent: string | null): void } {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'take-up';
  button.title = label;
  button.setAttribute('aria-label', label);
  button.tabIndex = -1;
  button.append(mark());
  let shown: DrawnMessage | null = null;

  const hide = () => {
    shown = null;
    button.remove();
  };

  function hover(event: PointerEvent): void {
    // To the page's tree whatever happens inside comes from the root's host.
    if (event.pointerType !== 'mouse' || event.target === root.host) return;
    const message = adapter.messageAt(event.target);
    if (!message) hide();
    if (!message || shown?.bubble === message.bubble) return;
    shown = message;
    place(button, message);
    root.append(button);
  }

  document.addEventListener('pointerover', hover, { capture: true, passive: true, signal });
  document.addEventListener('pointerleave', hide, { signal });
  // What moves under the button is another message's, or none's.
  for (const event of ['scroll', 'wheel', 'resize', 'keydown'] as const) {
    window.addEventListener(event, () => shown && hide(), { capture: true, passive: true, signal });
  }
  button.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
  button.addEventListener(
    'click',
    (event) => {
      if (event.isTrusted && shown) onPress(shown.id);
      hide();
    },
    { signal },
  );
  signal.addEventListener('abort', hide);
  return {
    paint(accent) {
      button.style.backgroundColor = accent ?? '';
    },
  };
}

/** At the bubble's upper corner, on the side where there is more room. */
function place(button: HTMLElement, { bubble, row }: DrawnMessage): void {
  const { left, right, top } = bubble.getBoundingClientRect();
  const list = row.getBoundingClientRect();
  const after = list.right - right >= left - list.left;
  button.style.left = `${Math.round(after ? right + GAP : left - GAP - SIZE)}px`;
  button.style.top = `${Math.round(Math.max(top, BELOW_HEADER))}px`;
}

function mark(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  for (const [d, width] of [
    ['M6 6h13M14 6l-4 13', '3.2'],
    ['M3 12h4', '2.4'],
  ] as const) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('stroke-width', width);
    svg.append(path);
  }
  return svg;
}
