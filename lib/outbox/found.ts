/** Finding what was sent among what Telegram has. */
import type { RichText } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import type { OutgoingContent } from '@/lib/telegram/port/messages';
import type { OutboxItem } from './model';

/** Our clock and Telegram's differ by so much at the most, ms, where nothing is lost by being wrong. */
const SLACK = 10 * 60_000;
/** … and where it is worse to miss a message than to take another for it. */
const WIDE_SLACK = 25 * 3_600_000;

/**
 * The ids of an item's messages among a chat's newest (any order), or null where not all of them are there. Of several
 * alike the newest is meant, since nothing of the chat was sent after it.
 * @param sources the messages that a forward copies
 * @param taken ids that are known to be other items'
 * @param when `known`: Telegram said that it has it; else only what came while it was tried can be it
 */
export function findSent(
  item: OutboxItem,
  messages: readonly Message[],
  { sources = [], taken, when }: { sources?: readonly Message[]; taken: ReadonlySet<number>; when: 'known' | 'tried' },
): number[] | null {
  const expected = expectations(item, sources);
  const candidates = messages.filter((it) => isOurs(it, item) && !taken.has(it.id)).sort((a, b) => b.id - a.id);
  const recent = when === 'known' ? candidates : candidates.filter((it) => isInTime(it, item));
  const ids: number[] = [];
  let from = 0;
  for (const fits of [...expected].reverse()) {
    const at = recent.findIndex((message, i) => i >= from && fits(message));
    const message = recent[at];
    if (!message) return null;
    ids.unshift(message.id);
    from = at + 1;
  }
  return ids.length > 0 ? ids : null;
}

function isOurs({ out, peer, topic, kind }: Message, { chat }: OutboxItem): boolean {
  return out && peer === chat.peer && kind !== 'service' && (chat.topic === undefined || topic === chat.topic);
}

function isInTime({ date }: Message, item: OutboxItem): boolean {
  const { tried, scheduleAt, look } = item;
  if (scheduleAt !== undefined) return Math.abs(date - scheduleAt) < 60_000;
  const slack = look === 'cancel' ? WIDE_SLACK : SLACK;
  return tried !== undefined && date >= tried.first - slack && date <= tried.last + slack;
}

type Fits = (message: Message) => boolean;

function expectations({ act }: OutboxItem, sources: readonly Message[]): Fits[] {
  switch (act.is) {
    case 'message':
      return [(message) => fitsContent(message, act.content) && message.replyTo?.id === act.replyTo];
    case 'album':
      return act.contents.map((content) => (message) => fitsContent(message, content));
    case 'forward':
      return act.ids.map((id) => {
        const source = sources.find((it) => it.id === id);
        return (message) =>
          source !== undefined &&
          message.kind === source.kind &&
          (message.forwarded !== undefined) === act.withSender &&
          (sameWords(message, source) || (!act.withCaption && message.text === ''));
      });
    default:
      return [];
  }
}

function fitsContent(message: Message, content: OutgoingContent): boolean {
  const { media } = message;
  switch (content.is) {
    case 'text':
      return media?.is !== 'file' && sameWords(message, content);
    case 'file':
      return media?.is === 'file' && media.file.at.id === content.file.at.id && sameWords(message, content);
    case 'upload':
      return media?.is === 'file' && sameWords(message, content);
    case 'place':
      return (
        media?.is === 'place' &&
        Math.abs(media.place.latitude - content.place.latitude) < 1e-4 &&
        Math.abs(media.place.longitude - content.place.longitude) < 1e-4
      );
    case 'contact':
      return media?.is === 'contact' && media.firstName === content.firstName;
  }
}

/** Telegram takes white space away at the ends and may tidy it within. */
function sameWords(a: Pick<RichText, 'text'>, b: Pick<RichText, 'text'>): boolean {
  const bare = ({ text }: Pick<RichText, 'text'>) => text.replace(/\s+/g, ' ').trim();
  return bare(a) === bare(b);
}
