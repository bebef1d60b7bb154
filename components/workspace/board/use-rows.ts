import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Cards are 117 px high, 8 px apart: fixed, so that a column of thousands draws only those in sight. */
export const CARD_HEIGHT = 117;
export const ROW_HEIGHT = CARD_HEIGHT + 8;
/** Below this everything is drawn: find-in-page and screen readers then see it all. */
const ALL_BELOW = 60;
const SPARE = 6;

/** Which rows to draw: from `first` up to, not including, `end`. */
export interface Rows {
  first: number;
  end: number;
}

/** The rows in sight of a scrolled column of `count` cards, with some to spare. Pure. */
export function rowsInSight(count: number, scrolled: number, height: number): Rows {
  if (count <= ALL_BELOW) return { first: 0, end: count };
  const first = Math.max(0, Math.min(count - 1, Math.floor(scrolled / ROW_HEIGHT)) - SPARE);
  const end = Math.min(count, Math.ceil((scrolled + height) / ROW_HEIGHT) + SPARE);
  return { first, end: Math.max(end, Math.min(count, first + 1)) };
}

/** Follows a column's scrolling and size. */
export function useRows(list: RefObject<HTMLElement>, count: number): Rows {
  const [rows, setRows] = useState(() => rowsInSight(count, 0, 1200));
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const next = rowsInSight(count, element.scrollTop, element.clientHeight);
      setRows((old) => (old.first === next.first && old.end === next.end ? old : next));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [list, count]);
  return rows;
}
