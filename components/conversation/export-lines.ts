import type { ExportLine, Gap } from '@/lib/export/model';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { formatSize } from '@/lib/words/size';
import { formatClock, formatCountdown, formatDate, formatExact } from '@/lib/words/time';
import { digest, type Names, nameOf, senderName, serviceWords } from './words';

/** A message as a file tells of it. `answered`: messages that others answer, by id. */
export function lineOf(message: Message, names: Names, answered: ReadonlyMap<number, Message>): ExportLine {
  const { date, editDate, service, bare, forwarded } = message;
  const media = mediaWords(message);
  const answers = answerWords(message, names, answered);
  const note = bare ? t('conversation.bare') : service && serviceWords(service, message, names);
  const origin = forwarded && (forwarded.name ?? nameOf(names, forwarded.from));
  return {
    message,
    sender: senderName(message, names),
    // With its year: a file is read in any.
    day: formatDate(date, { now: 0 }),
    clock: formatClock(date),
    ...(note !== undefined && { note }),
    ...(media !== '' && { media }),
    ...(origin !== undefined && {
      forwarded: { name: origin, words: t('conversation.forwarded', { name: origin }) },
    }),
    ...(answers && { answers }),
    ...(editDate !== undefined && { edited: t('conversation.editedAt', { when: formatExact(editDate) }) }),
  };
}

function answerWords(
  { replyTo }: Message,
  names: Names,
  answered: ReadonlyMap<number, Message>,
): ExportLine['answers'] | null {
  if (!replyTo) return null;
  const { id, peer, quote } = replyTo;
  if (peer !== undefined) return { words: t('conversation.answersElsewhere'), text: quote ?? '' };
  const other = answered.get(id);
  // What is never kept is not quoted either.
  if (!other || other.fleeting) return { words: t('conversation.answersUnknown'), text: quote ?? '' };
  const words = digest(other, names);
  return {
    words: t('conversation.answers', { name: senderName(other, names) }),
    text: quote ?? (words.length > 200 ? `${words.slice(0, 199).trimEnd()}…` : words),
  };
}

/** What hangs on a message: kind, name, size. */
function mediaWords({ kind, media, text, bare, service }: Message): string {
  const is = t(`conversation.kind.${kind}`);
  // The name of a place, a contact or a poll is the message's text already.
  const title = (name: string | undefined) => (name === text ? undefined : name);
  if (bare || service) return '';
  if (!media) return kind === 'text' ? '' : is;
  switch (media.is) {
    case 'file': {
      const { name, title, performer, duration, size } = media.file;
      const length = duration === undefined ? undefined : formatCountdown(duration);
      return joined([is, performer, title ?? name, length, formatSize(size)]);
    }
    case 'place': {
      const { latitude, longitude } = media.place;
      return joined([is, title(media.title), media.address, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`]);
    }
    case 'contact':
      return joined([is, title(`${media.firstName} ${media.lastName}`.trim()), formatPhone(media.phone)]);
    case 'poll':
      return joined([is, title(media.question), ...media.answers]);
    case 'page':
      return joined([media.site, media.title, media.url]);
  }
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** Says of which days messages may be missing; empty where of none. */
export function missingWords(gaps: readonly Gap[]): string {
  const day = (at: number) => formatDate(at, { now: 0 });
  const days = gaps.map(({ from, to }) => {
    if (from === null) return t('export.upTo', { to: day(to) });
    return day(from) === day(to) ? day(to) : t('export.span', { from: day(from), to: day(to) });
  });
  return days.length === 0 ? '' : t('export.missing', { days: days.join('; ') });
}
