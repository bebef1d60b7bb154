import { useState } from 'preact/hooks';
import { InlineEdit, NativeSelect, StageSegments } from '@/components/ui';
import type { Deal, Money, Stage } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { daysFromToday } from '@/lib/words/time';
import { weightedWords } from './money-words';
import { findStage, openStages, stageOf, stageOptions, stagesOf } from './stages';
import { loadMoneyTyping, useMoneyTyping } from './use-money-typing';

export interface DealFieldsProps {
  deal: Deal;
  /** Unit of a value typed without one. */
  currency: string;
  /** UTC ms. */
  now: number;
  onEdit: (set: { title?: string; value?: Money | null }) => void;
  onMove: (stage: Stage) => void;
}

/** A deal's title, value and stage, each edited where it stands. */
export function DealFields({ deal, currency, now, onEdit, onMove }: DealFieldsProps) {
  const [preview, setPreview] = useState<string>();
  const typing = useMoneyTyping();
  const stages = stagesOf(deal);
  const stage = stageOf(deal);
  const { value } = deal;
  const days = -daysFromToday(deal.stageSince, { now });

  const move = (id: string) => {
    const to = findStage(stages, id);
    if (to) onMove(to);
  };

  async function commitValue(draft: string): Promise<void> {
    const { moneyFault, readMoney } = await loadMoneyTyping();
    if (!moneyFault(draft, currency)) onEdit({ value: readMoney(draft, currency) });
  }

  return (
    <>
      <InlineEdit
        label={t('deal.title')}
        look="title"
        wrap
        value={deal.title}
        maxLength={200}
        onCommit={(title) => onEdit({ title })}
      />
      <div class="dl-value">
        <InlineEdit
          label={t('deal.value')}
          look="figure"
          value={value ? formatMoney(value) : ''}
          placeholder={t('common.notSet')}
          mayBeEmpty
          maxLength={60}
          check={(draft) => typing?.moneyFault(draft, currency)}
          preview={(draft) => typing?.moneyPreview(draft, currency)}
          onCommit={(draft) => void commitValue(draft)}
        />
        {value && stage.kind === 'open' && (
          <span class="dl-weighted tz-meta tz-num tz-cut">{weightedWords(value, stage.probability)}</span>
        )}
      </div>
      <StageSegments
        label={t('deal.progress')}
        stages={openStages(stages)}
        current={stage.id}
        full={stage.kind === 'won'}
        onMove={move}
        onPreview={(next) => setPreview(next?.name)}
      />
      <div class="dl-stage">
        <NativeSelect
          label={t('deal.stage')}
          look="inline"
          value={stage.id}
          options={stageOptions(stages)}
          onChange={move}
        />
        <span class="tz-meta tz-num tz-end">
          {preview
            ? t('deal.moveTo', { stage: preview })
            : days > 0
              ? t('time.daysHere', { n: days })
              : t('time.sinceToday')}
        </span>
      </div>
    </>
  );
}
