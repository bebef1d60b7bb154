import { Long, type tl } from '@mtcute/core';
import type { RichText, TextEntity } from '@/lib/messages/content';

type PlainMark = Exclude<TextEntity['is'], 'pre' | 'quote' | 'link' | 'person' | 'emoji'>;

/** Marks that carry nothing but their place. */
const PLAIN = {
  bold: 'messageEntityBold',
  italic: 'messageEntityItalic',
  underline: 'messageEntityUnderline',
  strike: 'messageEntityStrike',
  spoiler: 'messageEntitySpoiler',
  code: 'messageEntityCode',
  url: 'messageEntityUrl',
  mention: 'messageEntityMention',
  hashtag: 'messageEntityHashtag',
  cashtag: 'messageEntityCashtag',
  command: 'messageEntityBotCommand',
  email: 'messageEntityEmail',
  phone: 'messageEntityPhone',
  card: 'messageEntityBankCard',
} as const satisfies Record<PlainMark, tl.TypeMessageEntity['_']>;

const BY_CONSTRUCTOR = new Map<string, PlainMark>(Object.entries(PLAIN).map(([is, name]) => [name, is as PlainMark]));

/** Telegram's marks in Tez's words; those of a kind that Tez does not know are left out. */
export function mapEntities(entities: readonly tl.TypeMessageEntity[] = []): TextEntity[] {
  return entities.flatMap((entity): TextEntity[] => {
    const place = { at: entity.offset, length: entity.length };
    const plain = BY_CONSTRUCTOR.get(entity._);
    if (plain) return [{ ...place, is: plain }];
    switch (entity._) {
      case 'messageEntityPre':
        return [{ ...place, is: 'pre', language: entity.language }];
      case 'messageEntityBlockquote':
        return [{ ...place, is: 'quote', collapsed: entity.collapsed === true }];
      case 'messageEntityTextUrl':
        return [{ ...place, is: 'link', url: entity.url }];
      case 'messageEntityMentionName':
        return [{ ...place, is: 'person', peer: entity.userId }];
      case 'messageEntityCustomEmoji':
        return [{ ...place, is: 'emoji', id: entity.documentId.toString() }];
      default:
        return [];
    }
  });
}

/**
 * Text as Telegram takes it: without white space at its ends, which it would cut off itself.
 * @param user how to speak of a person who is marked; the mark of one who is not known is left out
 */
export async function toTelegramText(
  { text, entities }: RichText,
  user: (peer: number) => Promise<tl.TypeInputUser | null>,
): Promise<{ message: string; entities?: tl.TypeMessageEntity[] }> {
  const begin = text.length - text.trimStart().length;
  const message = text.trim();
  const marks: tl.TypeMessageEntity[] = [];
  for (const entity of entities) {
    const offset = Math.max(entity.at - begin, 0);
    const length = Math.min(entity.at + entity.length - begin, message.length) - offset;
    const mark = length > 0 ? await toMark(entity, { offset, length }, user) : null;
    if (mark) marks.push(mark);
  }
  return marks.length ? { message, entities: marks } : { message };
}

async function toMark(
  entity: TextEntity,
  place: { offset: number; length: number },
  user: (peer: number) => Promise<tl.TypeInputUser | null>,
): Promise<tl.TypeMessageEntity | null> {
  switch (entity.is) {
    case 'pre':
      return { _: 'messageEntityPre', ...place, language: entity.language };
    case 'quote':
      return { _: 'messageEntityBlockquote', ...place, collapsed: entity.collapsed };
    case 'link':
      return { _: 'messageEntityTextUrl', ...place, url: entity.url };
    case 'person': {
      const userId = await user(entity.peer);
      return userId && { _: 'inputMessageEntityMentionName', ...place, userId };
    }
    case 'emoji':
      return { _: 'messageEntityCustomEmoji', ...place, documentId: Long.fromString(entity.id) };
    default:
      return { _: PLAIN[entity.is], ...place };
  }
}
