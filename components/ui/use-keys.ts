import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Hears key presses anywhere in the page, from the first paint on: what can be seen can be pressed. The newest `pressed`
 * is called, so it needs no memo; null hears nothing.
 */
export function useKeys(pressed: ((event: KeyboardEvent) => void) | null): void {
  const latest = useRef(pressed);
  latest.current = pressed;
  const listening = pressed !== null;
  useLayoutEffect(() => {
    if (!listening) return;
    const ended = new AbortController();
    document.addEventListener('keydown', (event) => latest.current?.(event), { signal: ended.signal });
    return () => ended.abort();
  }, [listening]);
}
