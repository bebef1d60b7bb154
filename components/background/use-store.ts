import { useEffect, useReducer } from 'preact/hooks';

interface Store<S> {
  readonly state: S;
  subscribe(listener: () => void, signal: AbortSignal): void;
}

/** A store's state; draws again on every change of it. */
export function useStore<S>(store: Store<S>): S {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => {
    const ended = new AbortController();
    store.subscribe(() => redraw(), ended.signal);
    // What changed between the first drawing and this subscription.
    redraw();
    return () => ended.abort();
  }, [store]);
  return store.state;
}
