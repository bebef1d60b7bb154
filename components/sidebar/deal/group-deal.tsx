import { openStages, stageOf, stagesFilled, stagesOf } from '@/components/deals/stages';
import { ChevronDownIcon, Icon, StageMini } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import type { DealView } from '@/lib/deals/contract';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { Fields } from './fields';

export interface GroupDealProps {
  chat: ChatRef;
  deal: DealView;
  open: boolean;
  onToggle: () => void;
}

/** One of a group's deals: a row that opens. */
export function GroupDeal({ chat, deal, open, onToggle }: GroupDealProps) {
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
