import { useNow } from '@/components/background/use-now';
import { Avatar, Badge, Island, IslandHead, ListRow, Loading, Pill, Skeleton } from '@/components/ui';
import { peerKind } from '@/lib/chats/model';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { useSurface } from '../context';
import { TaskPanel } from '../tasks/task-panel';
import { useWaiting, type Waiting } from './use-waiting';

/** No chat is open: who waits, and what is due today. Never an empty column. */
export function NoChat() {
  const { model } = useSurface();
  const { waiting, tasks } = useWaiting();
  const noTab = model.state.page.chat === null;
  return (
    <>
      <Island class="sb-identity">
        <h1 class="tz-name">{t('sidebar.noChatTitle')}</h1>
        <p class="tz-dense tz-dim">{t(noTab ? 'sidebar.noTabHelp' : 'sidebar.meanwhile')}</p>
      </Island>
      {waiting && tasks ? (
        <>
          <WaitingList waiting={waiting} />
          <TaskPanel chat={null} tasks={tasks} title={t('sidebar.today')} empty={t('sidebar.nothingDue')} />
        </>
      ) : (
        <Loading>
          <Island padded>
            <Skeleton width="60%" />
          </Island>
        </Loading>
      )}
    </>
  );
}

function WaitingList({ waiting }: { waiting: Waiting }) {
  const { act } = useSurface();
  const now = useNow();
  return (
    <Island label={t('sidebar.waitingForYou')} class="sb-list">
      <IslandHead
        title={
          <span class="tz-row">
            {t('sidebar.waitingForYou')}
            <Badge count={waiting.total} tone="danger" />
          </span>
        }
      />
      {waiting.rows.length === 0 && <p class="sb-none">{t('sidebar.nobodyWaits')}</p>}
      {waiting.rows.map((row) => (
        <ListRow
          key={`${row.chat.account}:${row.chat.peer}:${row.chat.topic ?? ''}`}
          lead={<Avatar peer={row.chat.peer} name={row.title} size={36} square={peerKind(row.chat.peer) !== 'user'} />}
          title={row.title}
          meta={row.value ? formatMoney(row.value) : t('money.none')}
          trail={<Pill short state={{ is: 'waiting', ms: now - row.since }} />}
          onClick={() => void act((acts) => acts.openChat(row.chat))}
        />
      ))}
    </Island>
  );
}
