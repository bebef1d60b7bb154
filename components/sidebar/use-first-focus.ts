import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A ref for the first field of a form that has just been opened: it gets the focus, the caret after its words. */
export function useFirstFocus<T extends HTMLInputElement | HTMLTextAreaElement>(): RefObject<T> {
  const field = useRef<T>(null);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    element.scrollIntoView({ block: 'nearest' });
  }, []);
  return field;
}
