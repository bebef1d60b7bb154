import { createElement, type FunctionComponent, type VNode } from 'preact';
import { useRef } from 'preact/hooks';

/** A component that draws again only when a prop is another one (`preact/compat` has this, with much besides). */
export function memo<P extends object>(component: FunctionComponent<P>): FunctionComponent<P> {
  return function Memo(props: P) {
    const last = useRef<{ props: P; drawn: VNode } | null>(null);
    const kept = last.current;
    if (kept && same(kept.props, props)) return kept.drawn;
    // The very same node tells Preact that nothing below it changed.
    const drawn = createElement(component as FunctionComponent, props as object) as VNode;
    last.current = { props, drawn };
    return drawn;
  };
}

function same(a: object, b: object): boolean {
  const left = Object.entries(a);
  return left.length === Object.keys(b).length && left.every(([key, value]) => b[key as keyof typeof b] === value);
}
