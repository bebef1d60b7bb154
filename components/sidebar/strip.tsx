import { Badge, ExpandIcon, IconButton, Logo } from '@/components/ui';
import { t } from '@/lib/words';
import { useSurface } from './context';
import { useWaiting } from './idle/use-waiting';

/** The collapsed sidebar: open it again, and how many wait. */
export function Strip({ locked }: { locked: boolean }) {
  const { act } = useSurface();
  return (
    <div class="sb-strip">
      <IconButton
        icon={ExpandIcon}
        label={t('sidebar.expand')}
        onClick={() => void act((acts) => acts.collapse(false))}
      />
      <Logo />
      {!locked && <WaitingCount />}
    </div>
  );
}

function WaitingCount() {
  const { waiting } = useWaiting();
  const count = waiting?.total ?? 0;
  return <Badge count={count} tone="danger" label={t('sidebar.waitingCount', { n: count })} />;
}
