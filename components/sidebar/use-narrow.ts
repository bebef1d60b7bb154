import { useEffect, useState } from 'preact/hooks';

/** Below this there is room for a strip only: 44 px collapsed, 320 px at least otherwise. */
const NARROW = '(max-width: 120px)';

/** Whether the page is as narrow as a collapsed sidebar. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const changed = () => setNarrow(query.matches);
    changed();
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}
