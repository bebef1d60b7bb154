import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/words';

/** Loading is shown only after this many ms: what comes sooner would flicker. */
export const SKELETON_DELAY = 120;

/** False at first, true once `ms` have passed since it was mounted. */
export function useLate(ms = SKELETON_DELAY): boolean {
  const [late, setLate] = useState(ms <= 0);
  useEffect(() => {
    if (ms <= 0) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

export interface LoadingProps {
  /** Skeletons in the layout that will come. */
  children: ComponentChildren;
  delay?: number;
}

/** Shows its skeletons after {@link SKELETON_DELAY}; says "Loading" to assistive tools. */
export function Loading({ children, delay }: LoadingProps) {
  const late = useLate(delay);
  return (
    <div aria-busy="true" class="tz-loading" role="status">
      <span class="tz-sr">{t('common.loading')}</span>
      <div aria-hidden="true" style={late ? undefined : { visibility: 'hidden' }}>
        {children}
      </div>
    </div>
  );
}

export interface SkeletonProps {
  /** CSS lengths; a line of words by default. */
  width?: string;
  height?: string;
  round?: boolean;
}

export function Skeleton({ width = '100%', height = '12px', round }: SkeletonProps) {
  return <span class="tz-skeleton" style={{ width, height, borderRadius: round ? '50%' : undefined }} />;
}
