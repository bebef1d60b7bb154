import { useState } from 'preact/hooks';
import { useNow } from '@/components/background/use-now';
import { DealFields } from '@/components/deals/deal-fields';
import { openStages, stageOf, stagesFilled, stagesOf } from '@/components/deals/stages';
import {
  ChevronDownIcon,
  ChevronLeftIcon,
  ChevronRightIcon,
  Icon,
  IconButton,
  Island,
  IslandHead,
  PlusIcon,
  Separator,
  StageMini,
} from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import type { ChatRef } from '@/lib/chats/model';
import type { DealView } from '@/lib/deals/contract';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { useSurface } from '../context';
import { isPerson } from '../identity/describe';
import type { ChatMemory } from '../memory';

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

function Fields({ chat, deal }: { chat: ChatRef; deal: DealView }) {
  const { act, settings } = useSurface();
  const now = useNow();
  return (
    <DealFields
      deal={deal}
      now={now}
      currency={deal.value?.unit ?? settings.currency}
      onEdit={(set) => void act((acts) => acts.editDeal(chat, deal.id, set))}
      onMove={(stage) => void act((acts) => acts.moveDeal(chat, deal.id, stage))}
    />
  );
}

interface GroupDealProps {
  chat: ChatRef;
  deal: DealView;
  open: boolean;
  onToggle: () => void;
}

function GroupDeal({ chat, deal, open, onToggle }: GroupDealProps) {
  const stages = stagesOf(deal);
  const stage = stageOf(deal);
  return (
    <section aria-label={deal.title} class="sb-deal-row">
      <button
        type="button"
        class="sb-deal-line"
        aria-expanded={open}
        aria-label={open ? deal.title : undefined}
        onClick={onToggle}
      >
        {open ? (
          <span class="tz-row">
            <span class="tz-meta tz-grow">{t('deal.one')}</span>
            <Icon of={ChevronDownIcon} size={16} class="sb-folds" />
          </span>
        ) : (
          <>
            <span class="tz-row">
              <span class="tz-strong tz-cut tz-grow">{deal.title}</span>
              <span class="tz-strong tz-num">{deal.value ? formatMoney(deal.value) : t('common.notSet')}</span>
            </span>
            <span class="tz-row">
              <StageMini total={openStages(stages).length} filled={stagesFilled(stages, stage)} />
              <span class="tz-meta">{stage.name}</span>
            </span>
          </>
        )}
      </button>
      {open && (
        <div class="sb-deal-open">
          <Fields chat={chat} deal={deal} />
        </div>
      )}
    </section>
  );
}
