/** The words of what is sent. https://core.telegram.org/api/entities */
import type { tl } from '@mtcute/tl';
import { resolveUser } from '../shape/ids';
import { checkMarks, type MarkedText, trimmed, WrongMarks, withFound } from '../world/text';
import type { Account } from '../world/types';
import type { World } from '../world/world';
import { badRequest } from './error';

/** In characters (code points). https://core.telegram.org/api/config */
const LONGEST = { text: 4096, caption: 1024, premiumCaption: 4096 };
const MOST_MARKS = 100;

function markOf(world: World, account: Account, entity: tl.TypeMessageEntity): tl.TypeMessageEntity[] {
  if (entity._ === 'inputMessageEntityMentionName') {
    const { offset, length, userId } = entity;
    try {
      return [{ _: 'messageEntityMentionName', offset, length, userId: resolveUser(world, account, userId) }];
    } catch {
      throw badRequest('ENTITY_MENTION_USER_INVALID');
    }
  }
  // Custom emoji of somebody without Premium become what they stand for.
  if (entity._ === 'messageEntityCustomEmoji' && !account.person.isPremium) return [];
  return [entity];
}

/**
 * @throws MESSAGE_TOO_LONG, MEDIA_CAPTION_TOO_LONG, ENTITY_BOUNDS_INVALID, ENTITIES_TOO_LONG, ENTITY_MENTION_USER_INVALID
 */
export function wordsOf(
  world: World,
  account: Account,
  { message, entities = [] }: { message: string; entities?: tl.TypeMessageEntity[] },
  isCaption: boolean,
): MarkedText {
  if (entities.length > MOST_MARKS) throw badRequest('ENTITIES_TOO_LONG');
  const given = { text: message, entities: entities.flatMap((entity) => markOf(world, account, entity)) };
  try {
    checkMarks(given);
  } catch (error) {
    throw error instanceof WrongMarks ? badRequest('ENTITY_BOUNDS_INVALID') : error;
  }
  const words = withFound(trimmed(given));
  const length = [...words.text].length;
  const caption = account.person.isPremium ? LONGEST.premiumCaption : LONGEST.caption;
  if (isCaption && length > caption) throw badRequest('MEDIA_CAPTION_TOO_LONG');
  if (length > LONGEST.text) throw badRequest('MESSAGE_TOO_LONG');
  return words;
}
