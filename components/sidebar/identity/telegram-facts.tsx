import { InfoIcon, Island, IslandHead, ListRow, PhoneIcon } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';

/** What Telegram shows of a person or a chat. Hidden by the person is said so; of oneself there is nothing to say. */
export function TelegramFacts({ card }: { card: ChatCard }) {
  const { phone, about, kind } = card;
  if (kind === 'saved' || (phone === undefined && !about)) return null;
  return (
    <Island label={t('sidebar.fromTelegram')} class="sb-list">
      <IslandHead title={t('sidebar.fromTelegram')} />
      {phone !== undefined && (
        <ListRow
          icon={PhoneIcon}
          title={phone === null ? t('common.hidden') : formatPhone(phone)}
          meta={t('sidebar.phone')}
        />
      )}
      {about && <ListRow icon={InfoIcon} title={about} meta={t('sidebar.bio')} twoLines />}
    </Island>
  );
}
