import { useState } from 'preact/hooks';
import { Button } from '@/components/ui';
import { setApi, startSignIn } from '@/lib/auth/contract';
import { call } from '@/lib/bus/client';
import { t, tParts } from '@/lib/words';
import { ApiFields, type ApiFault, apiFault } from './api-fields';
import { ErrorWords } from './error-words';
import { Frame } from './frame';
import { useAction } from './use-action';

/** Where Telegram gives out API ids. https://core.telegram.org/api/obtaining_api_id */
const SITE = { words: 'my.telegram.org', href: 'https://my.telegram.org/apps' };

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

  const site = (
    <a class="tz-link" href={SITE.href} target="_blank" rel="noreferrer">
      {SITE.words}
    </a>
  );
  return (
    <Frame
      place={2}
      title={t('login.api.title')}
      lead={tParts('login.api.lead', { site })}
      onClose={{ label: t('login.cancel'), act: onCancel }}
      onSubmit={submit}
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
        disabled={action.busy}
        onInput={(next) => {
          setTyped(next);
          setFault(null);
          action.clear();
        }}
      />
    </Frame>
  );
}
