import {
  Avatar,
  Button,
  ChatIcon,
  Empty,
  ErrorState,
  Island,
  IslandHead,
  ListRow,
  Loading,
  Pill,
  Skeleton,
} from '@/components/ui';
import { call } from '@/lib/bus/client';
import { openChat, type WaitingRow } from '@/lib/chats/contract';
import { chatKey, peerKind } from '@/lib/chats/model';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { ErrorWords } from '../auth/error-words';
import type { Action } from '../auth/use-action';
import { closePopup, openTelegram, openWorkspace } from './open-page';
import type { FiguresState } from './use-figures';

export interface WaitingListProps {
  state: FiguresState;
  onRetry: () => void;
  /** Runs an act whose error home shows. */
  act: Action;
}

/** Who waits for an answer, longest first; a press opens the chat in Telegram Web. */
export function WaitingList({ state, onRetry, act }: WaitingListProps) {
  if (state.is === 'failed') {
    return (
      <Island class="pp-waiting">
        <ErrorState onRetry={onRetry}>
          <ErrorWords error={state.error} />
        </ErrorState>
      </Island>
    );
  }
  if (state.is === 'loading') {
    return (
      <Island class="pp-waiting">
        <IslandHead title={t('popup.waitingForYou')} />
        <Loading>
          <BoneRow />
          <BoneRow />
        </Loading>
      </Island>
    );
  }
  const { total, rows } = state.waiting;
  if (rows.length === 0) {
    return (
      <Island class="pp-waiting is-empty">
        <Empty
          icon={ChatIcon}
          title={t('popup.nobodyWaits')}
          action={
            <Button kind="soft" size={32} onClick={() => void act.run(openTelegram)}>
              {t('popup.openTelegram')}
            </Button>
          }
        >
          {t('popup.nobodyWaitsHelp')}
        </Empty>
      </Island>
    );
  }
  return (
    <Island class="pp-waiting" label={t('popup.waitingForYou')}>
      <IslandHead title={t('popup.waitingForYou')}>
        {total > rows.length && (
          <Button kind="ghost" size={32} onClick={() => void act.run(openWorkspace)}>
            {t('popup.allWaiting', { n: total })}
          </Button>
        )}
      </IslandHead>
      {rows.map((row) => (
        <WaitingChat key={chatKey(row.chat)} row={row} now={state.at} act={act} />
      ))}
    </Island>
  );
}

function WaitingChat({ row, now, act }: { row: WaitingRow; now: number; act: Action }) {
  return (
    <ListRow
      lead={<Avatar peer={row.chat.peer} name={row.title} size={36} square={peerKind(row.chat.peer) !== 'user'} />}
      title={row.title}
      meta={row.value ? <span class="tz-num">{formatMoney(row.value)}</span> : t('money.none')}
      trail={<Pill state={{ is: 'waiting', ms: now - row.since }} short />}
      onClick={() =>
        void act.run(async () => {
          await call(openChat, { chat: row.chat });
          closePopup();
        })
      }
    />
  );
}

function BoneRow() {
  return (
    <div class="pp-bones">
      <Skeleton width="36px" height="36px" round />
      <div class="tz-grow">
        <Skeleton width="60%" />
        <Skeleton width="30%" />
      </div>
    </div>
  );
}
