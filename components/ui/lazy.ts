import { createElement, type FunctionComponent } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface Lazy<P> extends FunctionComponent<P> {
  /** Fetches its code before it is wanted. Never rejects: what failed is tried again when it is drawn. */
  preload(): Promise<void>;
}

/**
 * A component whose code is not part of the first load. Nothing is drawn until it is there; fetched before, it is drawn at
 * once. A page that was open while Tez was updated cannot fetch the old code any more: then `Failed` stands in its place.
 */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>, Failed?: FunctionComponent): Lazy<P> {
  let loaded: FunctionComponent<P> | null = null;

  async function fetch(): Promise<void> {
    loaded ??= await load();
  }

  function LazyComponent(props: P) {
    const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
    const [failed, setFailed] = useState(false);
    // Before the paint: what was fetched already must not blink.
    useLayoutEffect(() => {
      if (loaded) return;
      let gone = false;
      fetch().then(
        () => gone || redraw(),
        () => gone || setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (loaded) return createElement(loaded as FunctionComponent, props as object);
    return failed && Failed ? createElement(Failed, null) : null;
  }
  return Object.assign(LazyComponent, { preload: () => fetch().catch(() => undefined) });
}
