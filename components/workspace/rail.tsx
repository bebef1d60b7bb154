import type { BackgroundState } from '@/components/background/background-state';
import type { Pages } from '@/components/background/pages';
import {
  AddPersonIcon,
  Avatar,
  BoardIcon,
  Dot,
  type DotColor,
  FileIcon,
  Icon,
  Logo,
  PersonIcon,
  SearchIcon,
  SettingsIcon,
  TemplateIcon,
} from '@/components/ui';
import type { AccountView, ConnectionState } from '@/lib/auth/model';
import { t } from '@/lib/words';

/** What the middle of the page shows. */
export type View = 'board' | 'contacts' | 'templates' | 'files' | 'telegram';

const VIEWS = [
  ['board', BoardIcon],
  ['contacts', PersonIcon],
  ['templates', TemplateIcon],
  ['files', FileIcon],
  ['telegram', AddPersonIcon],
] as const;

export interface RailProps {
  view: View;
  state: BackgroundState;
  pages: Pages;
  /** null while there is nothing to search. */
  onSearch: (() => void) | null;
}

/** Where to go. Only what is there is shown. */
export function Rail({ view, state, pages, onSearch }: RailProps) {
  const account = state.is === 'open' ? state.auth.accounts[0] : undefined;
  return (
    <nav class="ws-rail" aria-label={t('nav.label')}>
      <Logo size={36} />
      {VIEWS.map(([key, icon]) => (
        <a key={key} href={`#${key}`} aria-current={key === view ? 'page' : undefined} title={t(`nav.${key}`)}>
          <Icon of={icon} size={24} />
          <span>{t(`nav.${key}`)}</span>
        </a>
      ))}
      {onSearch && (
        <button type="button" title={t('nav.searchKey')} aria-keyshortcuts="Control+K" onClick={onSearch}>
          <Icon of={SearchIcon} size={24} />
          <span>{t('nav.search')}</span>
        </button>
      )}
      <span class="tz-grow" />
      <button type="button" title={t('nav.settings')} onClick={() => void pages.openPopup('settings')}>
        <Icon of={SettingsIcon} size={24} />
        <span>{t('nav.settings')}</span>
      </button>
      {account && <Me account={account} pages={pages} />}
    </nav>
  );
}

const TONES: Record<ConnectionState['is'], DotColor> = {
  connected: 'ok',
  connecting: 'warn',
  waiting: 'warn',
  offline: 'off',
  none: 'off',
  locked: 'off',
  signedOut: 'danger',
};

function Me({ account, pages }: { account: AccountView; pages: Pages }) {
  const { id, name, connection } = account;
  // A wait's seconds would change by the second; here it is enough that it connects.
  const status = connection.is === 'waiting' ? t('status.connecting') : t(`status.${connection.is}`);
  const label = `${name}, ${status}`;
  return (
    <button type="button" class="ws-me" title={label} aria-label={label} onClick={() => void pages.openPopup()}>
      <Avatar peer={id} name={name} size={40} />
      <Dot color={TONES[connection.is]} />
    </button>
  );
}
