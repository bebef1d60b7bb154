import { useNow } from '@/components/background/use-now';
import { Avatar, BotIcon, Chip, type IconDrawing, Pill, SavedIcon, TopicIcon } from '@/components/ui';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { headline, isPerson, subtitle } from './describe';

const ICONS: Partial<Record<ChatCard['kind'], IconDrawing>> = { saved: SavedIcon, bot: BotIcon, topic: TopicIcon };
/** Chips that fit one line beside the pill; the rest is a number. */
const TAGS_SHOWN = 3;
/** Saved Messages are blue in Telegram, whoever's they are. */
const BLUE_PEER = 5;

/** Who it is and how long they wait. */
export function Identity({ card }: { card: ChatCard }) {
  const now = useNow();
  const name = headline(card);
  const line = subtitle(card, { now });
  const own = card.kind === 'saved';
  // As in Telegram, one's own notes have a sign of theirs, not one's face.
  const photo = own ? null : card.photo;
  const username = own ? undefined : card.username;
  const tags = card.contact?.tags ?? [];
  const rest = tags.length - TAGS_SHOWN;
  return (
    <section class="tz-island sb-identity">
      <div class="sb-who">
        <Avatar
          peer={own ? BLUE_PEER : card.chat.peer}
          name={card.title}
          photo={photo}
          size={56}
          square={!isPerson(card) && !own && card.kind !== 'service'}
          icon={ICONS[card.kind]}
        />
        <div class="tz-grow">
          <h1 class="tz-name tz-cut2">{name}</h1>
          {(username || line) && (
            <p class="tz-meta tz-cut sb-sub">
              {username && <span class="sb-username">@{username}</span>}
              {username && line && ' · '}
              {line}
            </p>
          )}
        </div>
      </div>
      {card.contact?.role && <p class="sb-role tz-cut">{card.contact.role}</p>}
      {(card.waitingSince !== null || tags.length > 0) && (
        <div class="sb-state">
          {card.waitingSince !== null && <Pill state={{ is: 'waiting', ms: now - card.waitingSince }} />}
          {tags.slice(0, TAGS_SHOWN).map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
          {rest > 0 && <Chip title={tags.slice(TAGS_SHOWN).join(', ')}>{t('board.tagsMore', { n: rest })}</Chip>}
        </div>
      )}
    </section>
  );
}
