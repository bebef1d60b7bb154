import { useState } from 'preact/hooks';
import { ChatFiles } from '@/components/files/chat-files';
import type { ChatCard } from '@/lib/chats/contract';
import { useSurface } from './context';

/** Once opened, they are open in the next chat too. */
let wasOpen = false;

/** Files of the open chat, or of its deals; asked for when they are opened. */
export function Files({ card }: { card: ChatCard }) {
  const { ask } = useSurface();
  const [open, setOpen] = useState(wasOpen);
  return (
    <ChatFiles
      ask={ask}
      chat={card.chat}
      deals={card.deals}
      open={open}
      onOpen={(next) => {
        wasOpen = next;
        setOpen(next);
      }}
    />
  );
}
