import { Island, Loading, Skeleton } from '@/components/ui';

/** The layout of a card that is on its way: nothing at first, then its bones. */
export function CardBones() {
  return (
    <Loading>
      <div class="sb-bones">
        <Island class="sb-identity">
          <div class="sb-who">
            <Skeleton width="56px" height="56px" round />
            <div class="tz-grow sb-bone-lines">
              <Skeleton width="70%" height="16px" />
              <Skeleton width="45%" />
            </div>
          </div>
        </Island>
        <div class="sb-bone-acts">
          <Skeleton height="54px" />
          <Skeleton height="54px" />
          <Skeleton height="54px" />
        </div>
        <Island padded class="sb-bone-lines">
          <Skeleton width="24%" />
          <Skeleton width="80%" height="16px" />
          <Skeleton width="40%" height="24px" />
          <Skeleton height="6px" />
        </Island>
      </div>
    </Loading>
  );
}
