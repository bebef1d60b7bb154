import { Avatar, ChatIcon, IconButton, Island, IslandHead, ListRow } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { useSurface } from '../context';

const SHOWN = 8;

/** Members of a group, contacts first; one press opens the chat with one of them. */
export function People({ card }: { card: ChatCard }) {
  const { act } = useSurface();
  const { account } = card.chat;
  const known = card.people.filter(({ contact }) => contact !== null).length;
  const sorted = [...card.people].sort((a, b) => Number(b.contact !== null) - Number(a.contact !== null));
  const total = card.memberCount ?? card.people.length;
  return (
    <Island label={t('sidebar.people')} class="sb-list">
      <IslandHead
        title={t('sidebar.people')}
        count={known > 0 ? t('sidebar.contactsOf', { known, total }) : String(total)}
      />
      {sorted.slice(0, SHOWN).map(({ peer, name, contact }) => (
        <ListRow
          key={peer}
          lead={<Avatar peer={peer} name={name} size={36} />}
          title={name}
          meta={contact === null ? undefined : t('sidebar.isContact')}
          actions={
            peer !== account && (
              <IconButton
                size={28}
                icon={ChatIcon}
                label={t('sidebar.writeTo', { name })}
                onClick={() => void act((acts) => acts.openChat({ account, peer }))}
              />
            )
          }
        />
      ))}
    </Island>
  );
}
