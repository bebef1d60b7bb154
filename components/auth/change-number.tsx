import { changeNumber } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t } from '@/lib/words';
import type { Action } from './use-action';

/** The way back to the number, inside a sentence; a code under way is forgotten at Telegram. */
export function ChangeNumber({ action, refresh }: { action: Action; refresh: () => Promise<void> }) {
  const change = async () => {
    await call(changeNumber, {});
    await refresh();
  };
  return (
    <button type="button" class="tz-link" onClick={() => void action.run(change)}>
      {t('login.code.changeNumber')}
    </button>
  );
}
