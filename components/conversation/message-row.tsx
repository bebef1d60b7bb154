import { cx, Icon, PinIcon } from '@/components/ui';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { formatClock, formatExact } from '@/lib/words/time';
import { placeKey } from './conversation-model';
import { ForwardIcon } from './icons';
import { MediaView } from './media';
import { Rich } from './rich';
import type { Row } from './timeline';
import { digest, type Names, nameOf, senderName, serviceWords } from './words';

export interface MessageRowProps {
  row: Extract<Row, { is: 'message' }>;
  names: Names;
  /** Who wrote is told only where several may. */
  named: boolean;
  /** The messages that are answered, as far as they are known; null: not to be had. */
  answered: (id: number) => Message | null | undefined;
  onShow: (id: number) => void;
}

/** One message, or all of an album, as a bubble; what Telegram itself tells, as a line. */
export function MessageRow({ row, names, named, answered, onShow }: MessageRowProps) {
  const [first, ...others] = row.messages;
  if (first.service) return <p class="cv-service">{serviceWords(first.service, first, names)}</p>;
  const last = others.at(-1) ?? first;
  const words = [first, ...others].find(({ text }) => text !== '');
  const topic = row.head && first.topic !== undefined && names.get(placeKey({ peer: first.peer, topic: first.topic }));
  const who = row.head && named && !first.out && senderName(first, names);
  return (
    <div class={cx('cv-bubble', first.out && 'is-out', words === undefined && 'is-media')}>
      {(who || topic) && <p class="cv-who tz-cut">{[who, topic].filter(Boolean).join(' · ')}</p>}
      {first.forwarded && (
        <p class="cv-forwarded">
          <Icon of={ForwardIcon} size={14} />
          {t('conversation.forwarded', { name: first.forwarded.name ?? nameOf(names, first.forwarded.from) })}
        </p>
      )}
      {first.replyTo && <Answered of={first.replyTo} {...{ names, answered, onShow }} />}
      {row.messages.length > 1 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce form controls, these are pictures
        <div class="cv-album" role="group" aria-label={t('conversation.album', { n: row.messages.length })}>
          {row.messages.map((message) => (
            <MediaView key={message.id} message={message} />
          ))}
        </div>
      ) : (
        first.media?.is !== 'page' && <MediaView message={first} />
      )}
      {words && !saidByMedia(words) && (
        <div class="cv-text">
          <Rich rich={{ text: words.text, entities: words.entities ?? [] }} />
        </div>
      )}
      {first.media?.is === 'page' && <MediaView message={first} />}
      {first.bare && <p class="cv-kind">{t('conversation.bare')}</p>}
      <Foot message={last} {...{ names }} album={row.messages} />
    </div>
  );
}

/** A poll's question, a contact's name and a venue's title stand in what they carry. */
function saidByMedia({ media, bare }: Message): boolean {
  return bare === true || media?.is === 'poll' || media?.is === 'contact' || (media?.is === 'place' && !!media.title);
}

function Foot({ message, album, names }: { message: Message; album: readonly Message[]; names: Names }) {
  const { date, viaBot, silent, fleeting } = message;
  const edited = album.find(({ editDate }) => editDate !== undefined)?.editDate;
  const reactions = album.flatMap((one) => one.reactions ?? []);
  return (
    <div class="cv-foot">
      {reactions.length > 0 && (
        <ul class="cv-reactions">
          {reactions.map(({ emoji, custom, count, own }, i) => (
            <li key={`${i}-${emoji}`} class={cx('cv-reaction', own && 'is-own')}>
              <span aria-hidden="true">
                {custom ? '✦' : emoji} {count}
              </span>
              <span class="tz-sr">
                {t('conversation.reaction', { emoji: custom ? t('conversation.customReaction') : emoji, n: count })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="cv-meta">
        {fleeting && <span title={t('conversation.fleetingHelp')}>{t('conversation.fleeting')}</span>}
        {viaBot !== undefined && <span>{t('conversation.viaBot', { name: nameOf(names, viaBot) })}</span>}
        {album.some(({ pinned }) => pinned) && (
          <span role="img" aria-label={t('conversation.pinned')} title={t('conversation.pinned')}>
            <Icon of={PinIcon} size={14} />
          </span>
        )}
        {silent && <span class="tz-sr">{t('conversation.silent')}</span>}
        {edited !== undefined && (
          <span title={t('conversation.editedAt', { when: formatExact(edited) })}>{t('conversation.edited')}</span>
        )}
        <time dateTime={new Date(date).toISOString()} title={formatExact(date)}>
          {formatClock(date)}
        </time>
      </p>
    </div>
  );
}

type AnsweredProps = Pick<MessageRowProps, 'names' | 'answered' | 'onShow'> & {
  of: NonNullable<Message['replyTo']>;
};

/** What a message answers; a press goes there. */
function Answered({ of: { id, peer, quote }, names, answered, onShow }: AnsweredProps) {
  const message = peer === undefined ? answered(id) : null;
  const title =
    peer !== undefined
      ? t('conversation.answersElsewhere')
      : message
        ? t('conversation.answers', { name: senderName(message, names) })
        : t('conversation.answersUnknown');
  const words = quote ?? (message ? digest(message, names) : '');
  const inside = (
    <>
      <span class="cv-named">{title}</span>
      {words && <span class="tz-cut">{words}</span>}
    </>
  );
  if (peer !== undefined) return <p class="cv-answered">{inside}</p>;
  return (
    <button type="button" class="cv-answered" onClick={() => onShow(id)}>
      {inside}
    </button>
  );
}
