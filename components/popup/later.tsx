import type { ComponentChild } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';
import { Failed } from './failed';

type Part<P> = (props: P) => ComponentChild;

/**
 * A part of the popup whose code is fetched apart from what home needs, so that home is there at once. A tab that was
 * open while Tez was updated cannot fetch the old code any more: it offers to load the page again.
 */
export function later<P extends object>(load: () => Promise<Part<P>>): Part<P> {
  let part: Part<P> | null = null;
  return function Later(props: P) {
    const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
    const [failed, setFailed] = useState(false);
    // Before the paint: what was fetched already must not blink.
    useLayoutEffect(() => {
      if (part) return;
      load().then(
        (loaded) => {
          part = loaded;
          redraw();
        },
        () => setFailed(true),
      );
    }, []);
    if (part) {
      const Loaded = part;
      return <Loaded {...props} />;
    }
    if (!failed) return null;
    return <Failed error={{ kind: 'internal' }} onRetry={async () => location.reload()} />;
  };
}
