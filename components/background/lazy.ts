import { createElement, type FunctionComponent } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';

export interface Lazy<P> extends FunctionComponent<P> {
  /** Fetches its code before it is wanted. */
  preload(): Promise<void>;
}

/**
 * A component whose code is not part of the first load. Nothing is drawn until it is there; preloaded, it is drawn at
 * once. The files are the extension's own, so a failure to load them is not an ordinary case.
 */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>): Lazy<P> {
  let loaded: FunctionComponent<P> | null = null;
  let loading: Promise<void> | null = null;

  function preload(): Promise<void> {
    loading ??= load().then((component) => {
      loaded = component;
    });
    return loading;
  }

  function LazyComponent(props: P) {
    const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
    useEffect(() => {
      if (loaded) return;
      let gone = false;
      void preload().then(() => gone || redraw());
      return () => {
        gone = true;
      };
    }, []);
    return loaded && createElement(loaded as FunctionComponent, props as object);
  }
  return Object.assign(LazyComponent, { preload });
}
