import { Dialog } from '@/components/ui';
import { logOut } from '@/lib/auth/contract';
import type { AccountView } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { wipe } from '@/lib/privacy/contract';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { useAction } from '../auth/use-action';

export interface WipeDialogProps {
  open: boolean;
  /** Whose sessions are ended first; none can be while the vault is locked. */
  accounts: readonly Pick<AccountView, 'id'>[];
  onClose: () => void;
  refresh: () => Promise<void>;
}

/** Everything Tez keeps goes, for good: asked with what stays, and never done by Enter. */
export function WipeDialog({ open, accounts, onClose, refresh }: WipeDialogProps) {
  const action = useAction();

  function act(): void {
    void action
      .run(async () => {
        // A session that cannot be ended now must not keep the data here: the dialog says where to end it.
        await Promise.allSettled(accounts.map(({ id }) => call(logOut, { account: id })));
        await call(wipe, {});
        await refresh();
      })
      .then((done) => done && onClose());
  }

  return (
    <Dialog
      open={open}
      destructive
      title={t('settings.wipeTitle')}
      safeLabel={t('settings.wipeSafe')}
      actLabel={t('settings.wipeAct')}
      busy={action.busy}
      onAct={act}
      onClose={() => {
        action.clear();
        onClose();
      }}
    >
      <p>{t('settings.wipeBody')}</p>
      <p class="pp-gap">{t('settings.wipeSession')}</p>
      <div class="pp-error" aria-live="polite">
        {action.error && <ErrorWords error={action.error} />}
      </div>
    </Dialog>
  );
}
