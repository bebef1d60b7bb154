import { useRef } from 'preact/hooks';
import { Button, PlusIcon, useKeys } from '@/components/ui';
import { FindField } from '@/components/ui/find-field';
import { t } from '@/lib/words';
import { formatMoneyShort } from '@/lib/words/money';
import { type Column, mainSum, totalOf } from './arrange';
import { sumsTitle } from './sum-words';

export interface BoardHeadProps {
  columns: readonly Column[];
  currency: string;
  /** The pipeline's. */
  name: string;
  find: string;
  onFind: (find: string) => void;
  onNew: () => void;
}

/** The pipeline, a search among its deals, and the one primary act. */
export function BoardHead({ columns, currency, name, find, onFind, onNew }: BoardHeadProps) {
  const input = useRef<HTMLInputElement>(null);

  useKeys((event) => {
    // Ctrl F stays the browser's; "/" is free.
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.current?.focus();
  });

  return (
    <header class="ws-head">
      <h1 class="tz-title tz-cut">{name}</h1>
      <Totals columns={columns} currency={currency} />
      <FindField class="bd-find" label={t('board.find')} value={find} onInput={onFind} inputRef={input} />
      <Button kind="filled" class="bd-new" icon={PlusIcon} onClick={onNew}>
        {t('board.newDeal')}
      </Button>
    </header>
  );
}

/** What is open, in all and by its chances. */
function Totals({ columns, currency }: { columns: readonly Column[]; currency: string }) {
  const total = totalOf(columns);
  const main = mainSum(total, currency);
  if (!main) return <span class="tz-grow" />;
  const { unit, sum, weighted, others } = main;
  return (
    <p class="bd-totals tz-meta tz-num" title={sumsTitle(total)}>
      <span>{t('board.open', { amount: formatMoneyShort({ minor: sum, unit }) })}</span> ·{' '}
      <span>{t('board.weighted', { amount: formatMoneyShort({ minor: weighted, unit }) })}</span>
      {others > 0 && <> · {t('money.others', { n: others })}</>}
    </p>
  );
}
