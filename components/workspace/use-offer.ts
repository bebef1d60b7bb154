import { useEffect, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { offered } from '@/lib/sync/contract';

/** Whether an empty workspace offers the chats of Telegram: once, until the person answers. */
export function useOffer(ask: Ask, signedIn: boolean): { is: 'asking' | 'open' | 'closed'; close: () => void } {
  const [is, setIs] = useState<'asking' | 'open' | 'closed'>('asking');
  useEffect(() => {
    if (!signedIn) return;
    let gone = false;
    ask(offered, {}).then(
      (open) => gone || setIs(open ? 'open' : 'closed'),
      () => gone || setIs('closed'),
    );
    return () => {
      gone = true;
    };
  }, [ask, signedIn]);
  return { is, close: () => setIs('closed') };
}
