import { BoardIcon, CollapseIcon, IconButton, Logo } from '@/components/ui';
import { t } from '@/lib/words';
import { useSurface } from './context';

/** `bare`: nothing but closing is of use (locked, signed out). */
export function TopBar({ bare }: { bare: boolean }) {
  const { act, pages, inPanel } = useSurface();
  return (
    <header class="sb-top">
      <Logo />
      <span class="tz-strong tz-grow">{t('app.name')}</span>
      {!bare && (
        <IconButton icon={BoardIcon} label={t('sidebar.workspace')} onClick={() => void pages.openWorkspace()} />
      )}
      {!inPanel && (
        <IconButton
          icon={CollapseIcon}
          label={t('sidebar.collapse')}
          onClick={() => void act((acts) => acts.collapse(true))}
        />
      )}
    </header>
  );
}
