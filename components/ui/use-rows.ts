import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Below this everything is drawn: find-in-page and screen readers then see it all. */
const ALL_BELOW = 60;
const SPARE = 6;

/** Which rows to draw: from `first` up to, not including, `end`. */
export interface Rows {
  first: number;
  end: number;
}

/** The rows in sight of a scrolled list of `count` rows, each `row` px high, with some to spare. Pure. */
export function rowsInSight(count: number, scrolled: number, height: number, row: number): Rows {
  if (count <= ALL_BELOW) return { first: 0, end: count };
  const first = Math.max(0, Math.min(count - 1, Math.floor(scrolled / row)) - SPARE);
  const end = Math.min(count, Math.ceil((scrolled + height) / row) + SPARE);
  return { first, end: Math.max(end, Math.min(count, first + 1)) };
}

/** Follows a list's scrolling and size. Its rows are of one height, so that of thousands only those in sight are drawn. */
export function useRows(list: RefObject<HTMLElement>, count: number, row: number): Rows {
  const [rows, setRows] = useState(() => rowsInSight(count, 0, 1200, row));
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const next = rowsInSight(count, element.scrollTop, element.clientHeight, row);
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
  }, [list, count, row]);
  return rows;
}
