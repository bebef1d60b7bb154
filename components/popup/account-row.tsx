import { Avatar, ChevronDownIcon, Island, LogOutIcon, Menu, PersonIcon, RefreshIcon } from '@/components/ui';
import type { AccountView } from '@/lib/auth/model';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';

export interface AccountRowProps {
  accounts: readonly AccountView[];
  shown: AccountView;
  onShow: (account: AccountView) => void;
  onReconnect: () => void;
  onLogOut: () => void;
}

/** Who is signed in, with the acts of an account. */
export function AccountRow({ accounts, shown, onShow, onReconnect, onLogOut }: AccountRowProps) {
  const known = [shown.phone && formatPhone(shown.phone), shown.username && `@${shown.username}`].filter(Boolean);
  const others =
    accounts.length < 2
      ? []
      : accounts.map((account) => ({
          key: String(account.id),
          label: account.name,
          icon: PersonIcon,
          checked: account.id === shown.id,
          onSelect: () => onShow(account),
        }));
  const lost = shown.connection.is === 'offline' || shown.connection.is === 'connecting';
  return (
    <Island class="pp-account">
      <Avatar peer={shown.id} name={shown.name} />
      <div class="tz-grow">
        <div class="tz-strong tz-cut">{shown.name}</div>
        <div class="tz-meta tz-cut">{known.join(' · ')}</div>
      </div>
      <Menu
        label={t('popup.accountMenu')}
        icon={ChevronDownIcon}
        items={[
          ...others,
          ...(lost
            ? [{ key: 'reconnect', label: t('popup.reconnect'), icon: RefreshIcon, onSelect: onReconnect }]
            : []),
          {
            key: 'logOut',
            label: t('settings.logOut'),
            icon: LogOutIcon,
            danger: true,
            separated: others.length > 0 || lost,
            onSelect: onLogOut,
          },
        ]}
      />
    </Island>
  );
}
