import { Avatar, cx, Icon, Menu, Pill, PlusIcon, TaskIcon } from '@/components/ui';
import { peerKind } from '@/lib/chats/model';
import type { BoardCard } from '@/lib/deals/contract';
import type { Stage } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { daysFromToday, formatClock, formatDay } from '@/lib/words/time';
import { avatarNumber } from './arrange';
import { memo } from './memo';

export interface DealCardProps {
  card: BoardCard;
  stages: readonly Stage[];
  /** UTC ms. */
  now: number;
  /** The one card that Tab reaches; its menu is drawn. */
  active: boolean;
  onOpen: (card: BoardCard) => void;
  onActive: (id: string) => void;
  onMove: (card: BoardCard, stage: Stage) => void;
  onOpenChat: (card: BoardCard) => void;
}

/** One deal on the board: who, what, how much, what is next. Always as high as its neighbours. */
export const DealCard = memo(function DealCard(props: DealCardProps) {
  const { card, active, now, onOpen, onActive } = props;
  const { id, who, title, value, waitingSince } = card;
  const name = who || title;
  const amount = value ? formatMoney(value) : t('common.notSet');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the board, with its other keys
    <article
      class="bd-card tz-island"
      data-deal={id}
      tabIndex={active ? 0 : -1}
      aria-label={t('board.card', { who: name, title, value: amount })}
      aria-describedby="board-keys"
      onFocus={() => onActive(id)}
      onPointerEnter={() => onActive(id)}
      onClick={(event) => {
        if (!(event.target as Element).closest('button, [popover]')) onOpen(card);
      }}
    >
      <div class="tz-row">
        <Avatar
          peer={avatarNumber(card)}
          name={name}
          photo={card.photo}
          size={24}
          square={card.peer === null || peerKind(card.peer) !== 'user'}
        />
        <span class="bd-who tz-cut tz-grow">{name}</span>
        {active && <CardMenu {...props} />}
      </div>
      <p class="bd-title tz-cut">{who ? title : t('board.noChat')}</p>
      <div class={cx('tz-row', 'bd-amount', !value && 'is-none')}>
        <span class="tz-num tz-cut tz-grow">{amount}</span>
        {waitingSince !== null && <Pill small short state={{ is: 'waiting', ms: now - waitingSince }} />}
      </div>
      <NextTask {...props} />
    </article>
  );
});

function NextTask({ card, now }: DealCardProps) {
  const { nextTask: task, tags } = card;
  const days = task?.due ? daysFromToday(task.due, { now }) : null;
  const late = task?.due ? task.due <= now : false;
  const when = task?.due && (days === 0 ? formatClock(task.due) : formatDay(task.due, { now }));
  const [tag, ...rest] = tags;
  return (
    <div class="bd-foot">
      {task ? (
        <span class={cx('tz-chip', 'is-small', late ? 'is-late' : days === 0 ? 'is-due' : 'is-neutral')}>
          <Icon of={TaskIcon} size={14} />
          <span class="tz-cut">{task.title}</span>
          {when && <span class="bd-when tz-num">· {when}</span>}
        </span>
      ) : (
        <span class="bd-no-task">
          <Icon of={PlusIcon} size={14} />
          {t('board.noTask')}
        </span>
      )}
      {tag && (
        <span class="bd-tag" title={tags.join(', ')}>
          {tag} {rest.length > 0 && t('board.tagsMore', { n: rest.length })}
        </span>
      )}
    </div>
  );
}

function CardMenu({ card, stages, onMove, onOpenChat }: DealCardProps) {
  return (
    <Menu
      size={28}
      class="bd-menu"
      label={t('board.cardMenu', { title: card.title })}
      items={[
        ...stages.map((stage) => ({
          key: stage.id,
          label: stage.name,
          dot: stage.color,
          checked: stage.id === card.stage,
          onSelect: () => onMove(card, stage),
        })),
        {
          key: 'chat',
          label: t('board.openChat'),
          separated: true,
          disabled: card.chats.length === 0,
          onSelect: () => onOpenChat(card),
        },
      ]}
    />
  );
}
