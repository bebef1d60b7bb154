import { useNow } from '@/components/background/use-now';
import { DealFields } from '@/components/deals/deal-fields';
import type { ChatRef } from '@/lib/chats/model';
import type { DealView } from '@/lib/deals/contract';
import { useSurface } from '../context';
import { Proofs } from '../parts';

/** A deal's fields where they are edited, and what proves them. */
export function Fields({ chat, deal }: { chat: ChatRef; deal: DealView }) {
  const { act, ask, settings } = useSurface();
  const now = useNow();
  return (
    <>
      <DealFields
        deal={deal}
        now={now}
        currency={deal.value?.unit ?? settings.currency}
        onEdit={(set) => void act((acts) => acts.editDeal(chat, deal.id, set))}
        onMove={(stage) => void act((acts) => acts.moveDeal(chat, deal.id, stage))}
      />
      {deal.proofs && <Proofs ask={ask} deal={deal} />}
    </>
  );
}
