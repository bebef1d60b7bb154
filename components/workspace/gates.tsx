import type { ComponentChildren } from 'preact';
import { Loading as LoadingPart, Skeleton } from '@/components/ui';

/** The middle of the page, for what stands there instead of a board. */
export function Gate({ children }: { children: ComponentChildren }) {
  return <div class="ws-gate">{children}</div>;
}

/** Columns that are on their way. */
export function Loading() {
  return (
    <LoadingPart>
      <div class="bd-bones">
        {[3, 2, 2, 3, 1].map((cards, column) => (
          <div key={column}>
            <Skeleton width="60%" height="16px" />
            {Array.from({ length: cards }, (_, row) => (
              <Skeleton key={row} height="117px" />
            ))}
          </div>
        ))}
      </div>
    </LoadingPart>
  );
}
