import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import { Composer } from '@/components/outbox/composer';
import type { ChatCard } from '@/lib/chats/contract';
import { useSurface } from './context';

/** The composer in the sidebar. */
export function Answer({ card, onClose }: { card: ChatCard; onClose: () => void }) {
  const { ask, model } = useSurface();
  const now = useNow();
  const { screen } = useStore(model);
  const connected = screen.is !== 'chat' || screen.account.connection.is !== 'offline';
  return <Composer card={card} ask={ask} connected={connected} now={now} onClose={onClose} />;
}
