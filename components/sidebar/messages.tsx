import { useNow } from '@/components/background/use-now';
import { Conversation } from '@/components/conversation/conversation';
import type { ChatCard } from '@/lib/chats/contract';
import { useSurface } from './context';

/** The open chat's messages in the sidebar. */
export function Messages({ card, onClose }: { card: ChatCard; onClose: () => void }) {
  const { ask } = useSurface();
  const now = useNow();
  return <Conversation {...{ card, ask, now, onClose }} />;
}
