import { useState } from 'preact/hooks';
import {
  ChevronLeftIcon,
  ChevronRightIcon,
  IconButton,
  Island,
  IslandHead,
  PlusIcon,
  Separator,
} from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import type { DealView } from '@/lib/deals/contract';
import { t } from '@/lib/words';
import { isPerson } from '../identity/describe';
import type { ChatMemory } from '../memory';
import { GroupDeal } from '../parts';
import { Fields } from './fields';

export interface DealsProps {
  card: ChatCard;
  memory: ChatMemory;
  /** Absent while a new one is being written. */
  onNew?: () => void;
}

/** A person's deals one at a time; a group's as rows, one of which opens. */
export function Deals({ card, memory, onNew }: DealsProps) {
  const { deals, chat } = card;
  const [chosen, setChosen] = useState(memory.deal);
  // A deal just created is chosen by whoever created it.
  const wanted = memory.deal ?? chosen;
  const found = deals.findIndex(({ id }) => id === wanted);

  function choose(deal: DealView | undefined): void {
    memory.deal = deal?.id;
    setChosen(deal?.id);
  }

  const add = onNew && <IconButton size={28} icon={PlusIcon} label={t('deal.new')} data-opens="deal" onClick={onNew} />;
  if (deals.length === 0) {
    return (
      <Island class="sb-list">
        <IslandHead title={t('deal.many')}>{add}</IslandHead>
        <p class="sb-none">{t('deal.none')}</p>
      </Island>
    );
  }
  if (!isPerson(card) && deals.length > 1) {
    return (
      <Island label={t('deal.many')} class="sb-list">
        <IslandHead title={t('count.deals', { n: deals.length })}>{add}</IslandHead>
        {deals.map((deal, index) => [
          index > 0 && <Separator key={`${deal.id}-line`} />,
          <GroupDeal
            key={deal.id}
            chat={chat}
            deal={deal}
            open={index === found}
            onToggle={() => choose(index === found ? undefined : deal)}
          />,
        ])}
      </Island>
    );
  }
  const index = Math.max(0, found);
  const deal = deals[index];
  if (!deal) return null;
  const step = (by: number) => choose(deals[(index + by + deals.length) % deals.length]);
  return (
    <Island label={deal.title} class="sb-deal">
      <div class="sb-deal-head">
        <span class="tz-meta tz-grow">{t('deal.one')}</span>
        {deals.length > 1 && (
          <>
            <IconButton size={28} icon={ChevronLeftIcon} label={t('deal.previous')} onClick={() => step(-1)} />
            <span class="tz-meta tz-num">{t('common.position', { index: index + 1, total: deals.length })}</span>
            <IconButton size={28} icon={ChevronRightIcon} label={t('deal.next')} onClick={() => step(1)} />
          </>
        )}
        {add}
      </div>
      <Fields key={deal.id} chat={chat} deal={deal} />
    </Island>
  );
}
