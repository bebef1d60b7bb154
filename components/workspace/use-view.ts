import { useEffect, useState } from 'preact/hooks';
import type { View } from './rail';

const LATE = ['contacts', 'templates', 'files', 'telegram'] as const satisfies View[];

/** What the address asks for after its `#`; the board where it says nothing. */
function asked(): View {
  return LATE.find((view) => location.hash === `#${view}`) ?? 'board';
}

/** The view that is shown, kept in the address: back and forward go between views. */
export function useView(): [view: View, go: (view: View) => void] {
  const [view, setView] = useState(asked);
  useEffect(() => {
    const ended = new AbortController();
    addEventListener('hashchange', () => setView(asked()), { signal: ended.signal });
    return () => ended.abort();
  }, []);
  return [
    view,
    (next) => {
      if (next !== asked()) location.hash = next;
    },
  ];
}
