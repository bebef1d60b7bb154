import { Dialog } from '@/components/ui';
import { logOut } from '@/lib/auth/contract';
import type { AccountView } from '@/lib/auth/model';
import { call } from '@/lib/bus/client';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { useAction } from '../auth/use-action';

export interface LogOutDialogProps {
  /** Whose session is to end; null while nothing is asked. */
  account: Pick<AccountView, 'id' | 'name'> | null;
  onClose: () => void;
  refresh: () => Promise<void>;
}

/** Ending a session cannot be undone, so it is asked; CRM data stay. */
export function LogOutDialog({ account, onClose, refresh }: LogOutDialogProps) {
  const action = useAction();
  const name = account?.name ?? '';
  return (
    <Dialog
      open={account !== null}
      destructive
      title={t('settings.logOutTitle')}
      safeLabel={t('settings.logOutSafe')}
      actLabel={t('settings.logOut')}
      busy={action.busy}
      onClose={() => {
        action.clear();
        onClose();
      }}
      onAct={() => {
        if (!account) return;
        void action
          .run(async () => {
            await call(logOut, { account: account.id });
            await refresh();
          })
          .then((done) => done && onClose());
      }}
    >
      {t('settings.logOutBody', { name })}
      <div class="pp-error" aria-live="polite">
        {action.error && <ErrorWords error={action.error} />}
      </div>
    </Dialog>
  );
}
