import { useState } from 'preact/hooks';
import {
  Avatar,
  Button,
  ChevronRightIcon,
  DeleteIcon,
  Icon,
  Island,
  IslandHead,
  ListRow,
  NativeSelect,
  Notice,
  Switch,
} from '@/components/ui';
import type { AccountView, AuthView } from '@/lib/auth/model';
import type { VaultView } from '@/lib/privacy/contract';
import type { Settings } from '@/lib/settings/model';
import { getLocale, t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { currencies } from './currencies';
import { LogOutDialog } from './log-out-dialog';
import { useSettings } from './use-settings';
import { WipeDialog } from './wipe-dialog';

export interface SettingsScreenProps {
  settings: Settings;
  vault: VaultView;
  auth: Pick<AuthView, 'api' | 'accounts'>;
  refresh: () => Promise<void>;
  onBack: () => void;
  onPassphrase: () => void;
  onApi: () => void;
  onAudit: () => void;
}

const THEMES = [
  { value: 'telegram', key: 'settings.themeTelegram' },
  { value: 'light', key: 'settings.themeLight' },
  { value: 'dark', key: 'settings.themeDark' },
] as const;

const API = { builtIn: 'settings.apiBuiltIn', own: 'settings.apiOwn' } as const;

/** Every setting there is; each takes effect at once. */
export function SettingsScreen(props: SettingsScreenProps) {
  const { vault, auth, refresh, onBack, onPassphrase, onApi, onAudit } = props;
  const [leaving, setLeaving] = useState<AccountView | null>(null);
  const [wiping, setWiping] = useState(false);
  const { settings, change, error } = useSettings(props.settings, refresh);
  const { notifications } = settings;

  return (
    <>
      <Frame title={t('settings.title')} onBack={onBack}>
        <div class="pp-stack">
          {error && (
            <Notice tone="danger">
              <ErrorWords error={error} />
            </Notice>
          )}
          <Island class="pp-group">
            <IslandHead title={t('settings.appearance')} />
            <div class="pp-setting">
              <NativeSelect
                label={t('settings.theme')}
                value={settings.theme}
                options={THEMES.map(({ value, key }) => ({ value, label: t(key) }))}
                onChange={(value) => {
                  const theme = THEMES.find((each) => each.value === value)?.value;
                  if (theme) change({ theme });
                }}
              />
              <NativeSelect
                label={t('settings.currency')}
                value={settings.currency}
                options={currencies(settings.currency, getLocale())}
                onChange={(currency) => change({ currency })}
              />
            </div>
          </Island>
          <Island class="pp-group">
            <IslandHead title={t('settings.notifications')} />
            <Switch checked={notifications.replies} onChange={(replies) => change({ notifications: { replies } })}>
              {t('settings.replies')}
            </Switch>
            <Switch
              checked={notifications.telegramWebNotifies}
              onChange={(telegramWebNotifies) => change({ notifications: { telegramWebNotifies } })}
              help={t('settings.webNotifiesHelp')}
            >
              {t('settings.webNotifies')}
            </Switch>
          </Island>
          <Island class="pp-group">
            <IslandHead title={t('settings.privacy')} />
            <Door
              title={t('settings.passphrase')}
              meta={t(vault.passphrase ? 'settings.passphraseOn' : 'settings.passphraseOff')}
              onClick={onPassphrase}
            />
            <Door title={t('settings.audit')} onClick={onAudit} />
            <ListRow class="pp-danger" icon={DeleteIcon} title={t('settings.wipe')} onClick={() => setWiping(true)} />
          </Island>
          <Island class="pp-group">
            <IslandHead title={t('settings.account')} />
            {auth.accounts.map((account) => (
              <ListRow
                key={account.id}
                lead={<Avatar peer={account.id} name={account.name} size={36} />}
                title={account.name}
                meta={account.phone && formatPhone(account.phone)}
                actions={
                  <Button kind="danger" size={32} onClick={() => setLeaving(account)}>
                    {t('settings.logOut')}
                  </Button>
                }
              />
            ))}
            <Door
              title={t('settings.api')}
              meta={auth.api === 'missing' ? t('common.notSet') : t(API[auth.api])}
              onClick={onApi}
            />
          </Island>
          <p class="pp-about">
            {t('app.full')} · {t('settings.version', { version: chrome.runtime.getManifest().version })}
            <br />
            {t('settings.unofficial')}
          </p>
        </div>
      </Frame>
      <LogOutDialog account={leaving} onClose={() => setLeaving(null)} refresh={refresh} />
      <WipeDialog open={wiping} accounts={auth.accounts} onClose={() => setWiping(false)} refresh={refresh} />
    </>
  );
}

/** A row that leads to a screen of its own. */
function Door({ title, meta, onClick }: { title: string; meta?: string; onClick: () => void }) {
  return <ListRow title={title} meta={meta} trail={<Icon of={ChevronRightIcon} size={16} />} onClick={onClick} />;
}
