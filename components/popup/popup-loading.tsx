import { Island, Loading, Skeleton } from '@/components/ui';
import { Frame } from '../auth/frame';

/** The bones of home, shown only where the first answer takes its time. */
export function PopupLoading() {
  return (
    <Frame>
      <Loading>
        <div class="pp-stack">
          <Island class="pp-account">
            <Skeleton width="40px" height="40px" round />
            <div class="tz-grow pp-lines">
              <Skeleton width="55%" />
              <Skeleton width="75%" />
            </div>
          </Island>
          <Island padded class="pp-lines">
            <Skeleton width="40%" />
            <Skeleton width="90%" />
            <Skeleton width="80%" />
          </Island>
          <Island padded class="pp-lines">
            <Skeleton width="70%" />
            <Skeleton width="60%" />
            <Skeleton width="65%" />
            <Skeleton width="50%" />
          </Island>
        </div>
      </Loading>
    </Frame>
  );
}
