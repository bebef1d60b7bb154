import { BellIcon, BellOffIcon, BoardIcon, Island, Kbd, ListRow, LockIcon, TaskIcon, useKeys } from '@/components/ui';
import { t } from '@/lib/words';
import { formatClock } from '@/lib/words/time';

export interface QuickActionsProps {
  /** UTC ms until which notifications are silent; null when they are not. */
  pausedUntil: number | null;
  onWorkspace: () => void;
  onNewTask: () => void;
  onPause: () => void;
  onResume: () => void;
  onLock: () => void;
}

/** What is done most from here, each with its key. */
export function QuickActions(props: QuickActionsProps) {
  const { pausedUntil, onWorkspace, onNewTask, onPause, onResume, onLock } = props;

  const acts: Record<string, () => void> = { KeyW: onWorkspace, KeyT: onNewTask, KeyL: onLock };
  useKeys((event) => {
    // By place on the keyboard, so that a Russian layout has the same keys.
    const act = event.altKey && !event.ctrlKey && !event.metaKey ? acts[event.code] : undefined;
    if (!act || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  });

  return (
    <Island class="pp-actions">
      <ListRow
        icon={BoardIcon}
        title={t('popup.openWorkspace')}
        trail={<Kbd>{t('popup.keys.workspace')}</Kbd>}
        onClick={onWorkspace}
      />
      <ListRow
        icon={TaskIcon}
        title={t('popup.newTask')}
        trail={<Kbd>{t('popup.keys.newTask')}</Kbd>}
        onClick={onNewTask}
      />
      {pausedUntil === null ? (
        <ListRow
          icon={BellOffIcon}
          title={t('popup.pause')}
          trail={<span class="tz-meta">{t('popup.pauseHour')}</span>}
          onClick={onPause}
        />
      ) : (
        <ListRow
          icon={BellIcon}
          title={t('popup.resume')}
          trail={<span class="tz-meta">{t('popup.pausedUntil', { clock: formatClock(pausedUntil) })}</span>}
          onClick={onResume}
        />
      )}
      <ListRow icon={LockIcon} title={t('popup.lock')} trail={<Kbd>{t('popup.keys.lock')}</Kbd>} onClick={onLock} />
    </Island>
  );
}
