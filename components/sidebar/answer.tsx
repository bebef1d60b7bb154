import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import { Composer } from '@/components/outbox/composer';
import { valuesOf } from '@/components/templates/values';
import type { ChatCard } from '@/lib/chats/contract';
import { useSurface } from './context';

export interface AnswerProps {
  card: ChatCard;
  /** The deal that is looked at, of several. */
  deal: string | undefined;
  picking: boolean;
  onPicking: (open: boolean) => void;
  onClose: () => void;
}

/** The composer in the sidebar. */
export function Answer({ card, deal, ...rest }: AnswerProps) {
  const { ask, model } = useSurface();
  const now = useNow();
  const { screen } = useStore(model);
  const account = screen.is === 'chat' ? screen.account : null;
  const connected = account?.connection.is !== 'offline';
  const chosen = card.deals.find(({ id }) => id === deal) ?? card.deals[0] ?? null;
  const valueFor = valuesOf({ card, deal: chosen, me: account?.name ?? '', now });
  return <Composer {...{ card, ask, connected, now, valueFor }} {...rest} />;
}
