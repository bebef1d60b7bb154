import { useState } from 'preact/hooks';
import { Button } from '@/components/ui';
import { setApi, startSignIn } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t, tParts } from '@/lib/words';
import { type ApiFault, ApiFields, apiFault, apiSite } from './api-fields';
import { ErrorWords } from './error-words';
import { Frame } from './frame';
import { useAction } from './use-action';

/** Asked before the phone number where no API id is built in. */
export function ApiStep({ refresh, onCancel }: { refresh: () => Promise<void>; onCancel: () => void }) {
  const [typed, setTyped] = useState({ id: '', hash: '' });
  const [fault, setFault] = useState<ApiFault>(null);
  const action = useAction();
  const shown = fault ?? (action.error && { in: 'hash' as const, words: <ErrorWords error={action.error} /> });

  function submit(): void {
    const wrong = apiFault(typed);
    setFault(wrong);
    if (wrong) return;
    void action.run(async () => {
      await call(setApi, typed);
      await call(startSignIn, {});
      await refresh();
    });
  }

  return (
    <Frame
      place={2}
      title={t('login.api.title')}
      lead={tParts('login.api.lead', { site: apiSite() })}
      onClose={{ label: t('login.cancel'), act: onCancel }}
      onSubmit={submit}
      error={shown}
      footer={
        <Button type="submit" kind="filled" wide busy={action.busy}>
          {t('common.continue')}
        </Button>
      }
    >
      <ApiFields
        first
        typed={typed}
        fault={shown}
        busy={action.busy}
        onInput={(next) => {
          setTyped(next);
          setFault(null);
          action.clear();
        }}
      />
    </Frame>
  );
}
