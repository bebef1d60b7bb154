/** The edge that a person drags to widen the sidebar, or moves with the arrow keys. */
import { SIDEBAR_WIDTH } from '@/lib/page/contract';

const STEP = 16;

export interface Grip {
  /** Tells assistive tools the present width, CSS pixels. */
  tell(width: number): void;
}

/**
 * Adds a grip to the left edge of a panel that sits at the window's right edge. Events that a script made up are ignored.
 * @param onResize the width asked for; `done` when the gesture is over
 */
export function addGrip(
  panel: HTMLElement,
  label: string,
  onResize: (width: number, done: boolean) => void,
  signal: AbortSignal,
): Grip {
  const grip = document.createElement('div');
  grip.className = 'grip';
  grip.tabIndex = 0;
  const attributes = { role: 'separator', 'aria-orientation': 'vertical', 'aria-label': label };
  for (const [name, value] of Object.entries(attributes)) grip.setAttribute(name, value);
  grip.setAttribute('aria-valuemin', `${SIDEBAR_WIDTH.min}`);
  grip.setAttribute('aria-valuemax', `${SIDEBAR_WIDTH.max}`);
  panel.append(grip);

  const asked = (event: PointerEvent) => document.documentElement.clientWidth - event.clientX;
  const held = () => grip.classList.contains('held');

  grip.addEventListener(
    'pointerdown',
    (event) => {
      if (!event.isTrusted || event.button !== 0) return;
      event.preventDefault();
      grip.classList.add('held');
      // Keeps the pointer ours while it is over the frame or the page.
      grip.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  grip.addEventListener('pointermove', (event) => held() && event.isTrusted && onResize(asked(event), false), {
    signal,
  });
  grip.addEventListener(
    'lostpointercapture',
    (event) => {
      if (!held()) return;
      grip.classList.remove('held');
      onResize(asked(event), true);
    },
    { signal },
  );
  grip.addEventListener(
    'keydown',
    (event) => {
      const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
      if (!step || !event.isTrusted) return;
      event.preventDefault();
      event.stopPropagation();
      onResize(panel.offsetWidth + step, true);
    },
    { signal },
  );
  return { tell: (width) => grip.setAttribute('aria-valuenow', `${width}`) };
}
