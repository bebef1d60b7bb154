import type { Pages } from '@/components/background/pages';
import { Button, Empty, ErrorState, KeyIcon, Loading as LoadingPart, LockIcon, Skeleton } from '@/components/ui';
import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';

export function Locked({ due, pages }: { due: number; pages: Pages }) {
  return (
    <div class="ws-gate">
      <Empty
        size="surface"
        level={1}
        icon={LockIcon}
        title={t('lock.title')}
        action={
          <Button kind="filled" wide onClick={() => void pages.openPopup()}>
            {t('sidebar.unlock')}
          </Button>
        }
      >
        {due > 0 ? t('count.reminders', { n: due }) : null} {t('lock.help')}
      </Empty>
    </div>
  );
}

export function FirstRun({ pages }: { pages: Pages }) {
  return (
    <div class="ws-gate">
      <Empty
        size="surface"
        level={1}
        icon={KeyIcon}
        title={t('sidebar.firstRunTitle')}
        action={
          <Button kind="filled" wide onClick={() => void pages.openPopup()}>
            {t('sidebar.signIn')}
          </Button>
        }
      >
        {t('sidebar.firstRunHelp')}
      </Empty>
    </div>
  );
}

export function Failed({ error, onRetry }: { error: WireError; onRetry: () => void }) {
  const silent = error.kind === 'internal' || error.kind === 'timeout';
  return (
    <div class="ws-gate">
      <ErrorState size="surface" level={1} title={t('sidebar.failedTitle')} onRetry={onRetry}>
        {silent ? t('sidebar.failedHelp') : errorSentence(error, Date.now())}
      </ErrorState>
    </div>
  );
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
