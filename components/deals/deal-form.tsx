import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, CloseIcon, Field, IconButton, Island, IslandHead, NativeSelect } from '@/components/ui';
import { DEFAULT_PIPELINE, type Money } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { stageOptions } from './stages';
import { loadMoneyTyping, useMoneyTyping } from './use-money-typing';

export interface NewDeal {
  title: string;
  value: Money | null;
  stage: string;
}

export interface DealFormProps {
  /** Prefilled and selected: Enter alone creates the deal. */
  title: string;
  stage?: string;
  currency: string;
  /** What creating it does besides. */
  help?: string;
  onClose: () => void;
  /** Resolves to whether it was created; the form stays open, with all that was typed, when not. */
  onCreate: (deal: NewDeal) => Promise<boolean>;
}

/** A new deal. Enter creates it, Esc closes the form. */
export function DealForm({ title: given, stage: startStage, currency, help, onClose, onCreate }: DealFormProps) {
  const [title, setTitle] = useState(given);
  const [value, setValue] = useState('');
  const [stage, setStage] = useState(startStage ?? DEFAULT_PIPELINE.stages[0]?.id ?? '');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const typing = useMoneyTyping();
  const fault = typing?.moneyFault(value, currency);
  const untitled = title.trim() === '';

  useEffect(() => {
    first.current?.focus({ preventScroll: true });
    first.current?.select();
  }, []);

  async function create(): Promise<void> {
    setTried(true);
    if (busy || untitled) return;
    setBusy(true);
    const { moneyFault, readMoney } = await loadMoneyTyping();
    const clear = !moneyFault(value, currency);
    const made = clear && (await onCreate({ title: title.trim(), value: readMoney(value, currency), stage }));
    if (!made) setBusy(false);
  }

  return (
    <Island class="dl-form">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <IslandHead title={t('deal.new')}>
          <IconButton size={28} icon={CloseIcon} label={t('common.cancel')} onClick={onClose} />
        </IslandHead>
        <div class="dl-form-body">
          <Field
            label={t('deal.title')}
            value={title}
            maxLength={200}
            autocomplete="off"
            inputRef={first}
            onInput={setTitle}
            error={tried && untitled ? t('deal.titleEmpty') : undefined}
          />
          <div class="dl-form-pair">
            <Field
              label={t('deal.value')}
              value={value}
              maxLength={60}
              placeholder={t('money.typeHint')}
              autocomplete="off"
              onInput={setValue}
              error={tried ? fault : undefined}
            />
            <NativeSelect
              label={t('deal.stage')}
              value={stage}
              onChange={setStage}
              options={stageOptions(DEFAULT_PIPELINE.stages)}
            />
          </div>
          {help && <p class="tz-hint">{help}</p>}
          <Button kind="filled" wide type="submit" busy={busy} keys={t('common.enterKey')}>
            {t('deal.create')}
          </Button>
        </div>
      </form>
    </Island>
  );
}
