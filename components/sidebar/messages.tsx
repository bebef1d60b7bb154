import { useNow } from '@/components/background/use-now';
import { Conversation } from '@/components/conversation/conversation';
import type { ChatCard } from '@/lib/chats/contract';
import { useSurface } from './context';

interface MessagesProps {
  card: ChatCard;
  /** The message to go to, as the page told it. */
  at: { message: number; seq: number } | null;
  onCompose: () => void;
  onClose: () => void;
}

/** The open chat's messages in the sidebar. */
export function Messages(props: MessagesProps) {
  const { ask } = useSurface();
  const now = useNow();
  return <Conversation {...{ ask, now }} {...props} />;
}
