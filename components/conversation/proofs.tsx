import '@/lib/words/load/conversation';
import { useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { CloseIcon, IconButton } from '@/components/ui';
import type { DealView } from '@/lib/deals/contract';
import { PROVABLE } from '@/lib/deals/model';
import { t } from '@/lib/words';
import { MessageActs } from './message-acts';
import { Source } from './source';

const PROVES = { title: 'proof.title', value: 'proof.value', stage: 'proof.stage' } as const;

/** The messages that prove a deal's fields. */
export function Proofs({ ask, deal }: { ask: Ask; deal: DealView }) {
  return (
    <>
      {PROVABLE.map((field) => {
        const proof = deal.proofs?.[field];
        if (!proof) return null;
        return (
          <Source key={field} ask={ask} source={proof} title={t(PROVES[field])}>
            <Remove onPress={(acts) => void acts.prove(deal.id, field, null)} {...{ ask, proof }} />
          </Source>
        );
      })}
    </>
  );
}

type Proof = NonNullable<NonNullable<DealView['proofs']>[(typeof PROVABLE)[number]]>;

function Remove({ ask, proof, onPress }: { ask: Ask; proof: Proof; onPress: (acts: MessageActs) => void }) {
  const acts = useMemo(() => new MessageActs(ask, proof.chat), []);
  return <IconButton size={28} icon={CloseIcon} label={t('proof.remove')} onClick={() => onPress(acts)} />;
}
