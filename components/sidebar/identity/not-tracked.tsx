import { AddPersonIcon, Button, DealIcon, Empty, Island, useKeys } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { useSurface } from '../context';
import { canTrack, isPerson } from './describe';

/** Nothing of this chat is kept yet: the two ways to begin. */
export function NotTracked({ card, onNewDeal }: { card: ChatCard; onNewDeal: () => void }) {
  const { act } = useSurface();
  const possible = canTrack(card);

  // Enter starts a deal wherever no control has the focus: what the key cap on the button says.
  const pressed = (event: KeyboardEvent): void => {
    const free = event.target === document.body || event.target === document.documentElement;
    if (event.key !== 'Enter' || !free || event.isComposing) return;
    event.preventDefault();
    onNewDeal();
  };
  useKeys(possible ? pressed : null);

  if (!possible) {
    const help = { saved: 'sidebar.savedHelp', channel: 'sidebar.channelHelp' } as const;
    return (
      <Island padded>
        <p class="tz-dim">{t(help[card.kind as keyof typeof help] ?? 'sidebar.serviceHelp')}</p>
      </Island>
    );
  }
  return (
    <Island class="sb-untracked">
      <Empty
        icon={AddPersonIcon}
        title={t('sidebar.notTrackedTitle')}
        level={2}
        action={
          <>
            <Button kind="filled" wide icon={DealIcon} keys={t('common.enterKey')} onClick={onNewDeal}>
              {t('deal.new')}
            </Button>
            <Button kind="soft" wide onClick={() => void act((acts) => acts.addContact(card))}>
              {t(isPerson(card) ? 'sidebar.addContact' : 'sidebar.addChat')}
            </Button>
          </>
        }
      >
        {t('sidebar.notTrackedHelp')}
      </Empty>
    </Island>
  );
}
