import { BellIcon, Button, Checkbox, EyeIcon, GlobeIcon, Icon, Island, LockIcon } from '@/components/ui';
import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { ErrorWords } from './error-words';
import { Frame } from './frame';

const PROMISES = [
  { icon: LockIcon, title: 'consent.localTitle', help: 'consent.localHelp' },
  { icon: GlobeIcon, title: 'consent.hostsTitle', help: 'consent.hostsHelp' },
  { icon: EyeIcon, title: 'consent.readTitle', help: 'consent.readHelp' },
  { icon: BellIcon, title: 'consent.loginTitle', help: 'consent.loginHelp' },
] as const;

export interface Choices {
  agreed: boolean;
  passphrase: boolean;
  webNotifies: boolean;
}

export interface ConsentStepProps {
  choices: Choices;
  onChange: (choices: Choices) => void;
  busy: boolean;
  error: WireError | null;
  onSubmit: () => void;
}

/** What Tez is, that it is unofficial, what it may do; nothing goes on without consent. */
export function ConsentStep({ choices, onChange, busy, error, onSubmit }: ConsentStepProps) {
  return (
    <Frame
      place={1}
      title={t('consent.title')}
      lead={t('consent.lead')}
      onSubmit={() => choices.agreed && onSubmit()}
      footer={
        <Button type="submit" kind="filled" wide busy={busy} disabled={!choices.agreed}>
          {t('consent.submit')}
        </Button>
      }
    >
      <Island class="pp-promises">
        {PROMISES.map(({ icon, title, help }) => (
          <div class="pp-promise" key={title}>
            <Icon of={icon} />
            <div>
              <div class="tz-strong">{t(title)}</div>
              <div class="tz-meta">{t(help)}</div>
            </div>
          </div>
        ))}
      </Island>
      <div class="pp-choices">
        <Checkbox checked={choices.agreed} onChange={(agreed) => onChange({ ...choices, agreed })}>
          {t('consent.agree')}
        </Checkbox>
        <Checkbox checked={choices.passphrase} onChange={(passphrase) => onChange({ ...choices, passphrase })}>
          {t('consent.passphrase')} <span class="tz-dim">{t('consent.recommended')}</span>
        </Checkbox>
        <Checkbox checked={choices.webNotifies} onChange={(webNotifies) => onChange({ ...choices, webNotifies })}>
          {t('consent.webNotifies')}
        </Checkbox>
      </div>
      <div class="pp-error" aria-live="polite">
        {error && <ErrorWords error={error} />}
      </div>
    </Frame>
  );
}
