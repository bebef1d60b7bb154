import { useState } from 'preact/hooks';
import { Button, toasts } from '@/components/ui';
import { setApi } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t, tParts } from '@/lib/words';
import { type ApiFault, ApiFields, apiFault, apiSite } from '../auth/api-fields';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { useAction } from '../auth/use-action';

/** Changes the API id and hash; the next sign-in uses them. */
export function ApiScreen({ refresh, onBack }: { refresh: () => Promise<void>; onBack: () => void }) {
  const [typed, setTyped] = useState({ id: '', hash: '' });
  const [fault, setFault] = useState<ApiFault>(null);
  const action = useAction();

  function submit(): void {
    const found = apiFault(typed);
    setFault(found);
    if (found) return;
    void action
      .run(async () => {
        await call(setApi, typed);
        await refresh();
        toasts.show({ text: t('login.api.saved') });
      })
      .then((done) => done && onBack());
  }

  return (
    <Frame
      title={t('settings.api')}
      onBack={onBack}
      onSubmit={submit}
      error={fault ?? action.error}
      footer={
        <Button type="submit" kind="filled" wide busy={action.busy}>
          {t('common.save')}
        </Button>
      }
    >
      <p class="pp-lead">{tParts('login.api.lead', { site: apiSite() })}</p>
      <ApiFields
        first
        typed={typed}
        fault={fault ?? (action.error && { in: 'hash', words: <ErrorWords error={action.error} /> })}
        busy={action.busy}
        onInput={(next) => {
          setFault(null);
          action.clear();
          setTyped(next);
        }}
      />
    </Frame>
  );
}
