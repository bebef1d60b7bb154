import { InfoIcon, Island, IslandHead, ListRow, PhoneIcon } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';

/** What Telegram shows of a chat that is not in Tez yet. Hidden by the person is said so. */
export function TelegramFacts({ card }: { card: ChatCard }) {
  const { phone, about, kind } = card;
  if (kind !== 'user' && !about) return null;
  if (phone === undefined && !about) return null;
  return (
    <Island label={t('sidebar.fromTelegram')} class="sb-list">
      <IslandHead title={t('sidebar.fromTelegram')} />
      {phone !== undefined && (
        <ListRow icon={PhoneIcon} title={phone ?? t('common.hidden')} meta={t('sidebar.phone')} />
      )}
      {about && <ListRow icon={InfoIcon} title={about} meta={t('sidebar.bio')} twoLines />}
    </Island>
  );
}
