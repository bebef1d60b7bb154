import { useState } from 'preact/hooks';
import { AdapterIcon, Button, Notice, OfflineIcon } from '@/components/ui';
import { t } from '@/lib/words';
import { useSurface } from './context';

/** Telegram Web is not as the adapter knows it. */
export function PageChanged({ failing }: { failing: readonly string[] }) {
  const { pages, inPanel, model } = useSurface();
  const [open, setOpen] = useState(false);
  const { tab } = model.link;
  const { openPanel } = pages;
  return (
    <Notice
      tone="warn"
      icon={AdapterIcon}
      title={t('page.changedTitle')}
      actions={
        <>
          <Button kind="ghost" size={32} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('page.whatIsOff')}
          </Button>
          {!inPanel && openPanel && tab !== null && (
            <Button kind="ghost" size={32} onClick={() => void openPanel(tab).catch(() => {})}>
              {t('page.usePanel')}
            </Button>
          )}
        </>
      }
    >
      {t('page.changedSome')}
      {open && <p class="tz-meta sb-failing">{failing.join(', ')}</p>}
    </Notice>
  );
}

/** The card is shown from what Tez keeps: Telegram could not be asked. */
export function StaleLine() {
  return (
    <Notice icon={OfflineIcon}>
      <span class="tz-dim">{t('sidebar.stale')}</span>
    </Notice>
  );
}
