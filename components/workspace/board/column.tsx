import { useRef } from 'preact/hooks';
import { ChevronRightIcon, cx, Dot, Icon, IconButton, PlusIcon } from '@/components/ui';
import { useRows } from '@/components/ui/use-rows';
import type { Stage } from '@/lib/deals/model';
import { t, tParts } from '@/lib/words';
import { formatMoneyShort, formatPercent } from '@/lib/words/money';
import { type Column, mainSum } from './arrange';
import { DealCard, type DealCardProps } from './deal-card';
import { sumsTitle } from './sum-words';

/** Cards are 117 px high, 8 px apart. */
const ROW_HEIGHT = 125;

export interface ColumnProps extends Omit<DealCardProps, 'card' | 'active'> {
  column: Column;
  stages: readonly Stage[];
  currency: string;
  folded: boolean;
  /** The card that Tab reaches. */
  active: string | null;
  /** A card that must be drawn even out of sight: the focus is on its way to it. */
  keep: string | null;
  onFold: (stage: string) => void;
  onNew: (stage: string) => void;
}

/** A stage: its name, count and sums, and its deals. Won and lost fold to a strip. */
export function BoardColumn(props: ColumnProps) {
  return props.folded ? <Folded {...props} /> : <Open {...props} />;
}

function Open(props: ColumnProps) {
  const { column, active, keep, onFold, onNew, currency: _, folded: __, ...cardProps } = props;
  const { stage, cards } = column;
  const list = useRef<HTMLUListElement>(null);
  const rows = useRows(list, cards.length, ROW_HEIGHT);
  const kept = keep === null ? -1 : cards.findIndex(({ id }) => id === keep);
  const drawn = cards.slice(rows.first, rows.end).map((card, index) => ({ card, row: rows.first + index }));
  const keptCard = cards[kept];
  if (keptCard && !drawn.some(({ row }) => row === kept)) drawn.push({ card: keptCard, row: kept });
  const virtual = drawn.length < cards.length;

  return (
    <section class="bd-column" aria-label={stage.name}>
      <header>
        <div class="tz-row">
          <Dot color={stage.color} />
          <h2 class="tz-head tz-cut">{stage.name}</h2>
          <span class="tz-meta tz-num">{cards.length}</span>
          <span class="tz-end" />
          {stage.kind === 'open' ? (
            <IconButton
              size={28}
              icon={PlusIcon}
              label={t('board.newInStage', { stage: stage.name })}
              onClick={() => onNew(stage.id)}
            />
          ) : (
            <IconButton
              size={28}
              icon={ChevronRightIcon}
              label={t('board.fold', { stage: stage.name })}
              onClick={() => onFold(stage.id)}
            />
          )}
        </div>
        <Sums {...props} />
      </header>
      {cards.length === 0 && <p class="bd-none tz-meta">{t('board.emptyStage', { stage: stage.name })}</p>}
      <ul
        ref={list}
        class={cx('bd-list', virtual && 'is-virtual')}
        style={virtual ? { '--rows': cards.length } : undefined}
      >
        {drawn.map(({ card, row }) => (
          <li key={card.id} style={virtual ? { top: `${row * ROW_HEIGHT}px` } : undefined}>
            <DealCard {...cardProps} card={card} active={card.id === active} />
          </li>
        ))}
        {virtual && <li class="bd-space" aria-hidden="true" />}
      </ul>
    </section>
  );
}

function Sums({ column: { stage, sum }, currency }: ColumnProps) {
  const main = mainSum(sum, currency);
  // An empty column says so below; its head keeps its height.
  if (!main) return <p class="tz-meta bd-sums">{sum.count > 0 ? t('board.noSum') : '\u00a0'}</p>;
  const { unit, others } = main;
  const amount = <span class="bd-sum">{formatMoneyShort({ minor: main.sum, unit })}</span>;
  return (
    <p class="tz-meta tz-num tz-cut bd-sums" title={sumsTitle(sum)}>
      {stage.kind === 'open'
        ? tParts('board.stageSum', {
            sum: amount,
            weighted: formatMoneyShort({ minor: main.weighted, unit }),
            percent: formatPercent(stage.probability),
          })
        : amount}
      {others > 0 && ` ${t('board.tagsMore', { n: others })}`}
    </p>
  );
}

function Folded({ column: { stage, cards, sum }, currency, onFold }: ColumnProps) {
  const main = mainSum(sum, currency);
  return (
    <section class="bd-folded tz-island" aria-label={stage.name}>
      <button type="button" aria-label={t('board.unfold', { stage: stage.name })} onClick={() => onFold(stage.id)}>
        <span class="tz-icon-button is-28" aria-hidden="true">
          <Icon of={ChevronRightIcon} size={18} />
        </span>
        <Dot color={stage.color} />
        <span class="bd-folded-words" aria-hidden="true">
          {stage.name}
          <span class="tz-meta tz-num">{cards.length}</span>
          {main && (
            <span class="tz-meta tz-num" title={sumsTitle(sum)}>
              {formatMoneyShort({ minor: main.sum, unit: main.unit })}
            </span>
          )}
        </span>
      </button>
    </section>
  );
}
