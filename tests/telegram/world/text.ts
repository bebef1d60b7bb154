/** Text as Telegram takes it: trimmed, its marks checked and moved along, and what speaks for itself marked. */
import type { tl } from '@mtcute/tl';

export interface MarkedText {
  text: string;
  entities: tl.TypeMessageEntity[];
}

/** Marks cannot be outside the text, or empty. */
export class WrongMarks extends Error {}

/** Without white space at its ends; marks keep their words, and those that lose all of them are gone. */
export function trimmed({ text, entities }: MarkedText): MarkedText {
  const begin = text.length - text.trimStart().length;
  const kept = text.trim();
  const moved = entities.flatMap((entity): tl.TypeMessageEntity[] => {
    const from = Math.max(entity.offset - begin, 0);
    const to = Math.min(entity.offset + entity.length - begin, kept.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: kept, entities: moved };
}

/** @throws WrongMarks */
export function checkMarks({ text, entities }: MarkedText): void {
  for (const { offset, length } of entities) {
    if (offset < 0 || length <= 0 || offset + length > text.length) throw new WrongMarks();
  }
}

const FOUND: [RegExp, (at: { offset: number; length: number }) => tl.TypeMessageEntity][] = [
  [/\bhttps?:\/\/[^\s<>"]*[^\s<>".,!?:;)]/g, (at) => ({ _: 'messageEntityUrl', ...at })],
  [/[\w.+-]+@[\w-]+\.[\w.-]*\w/g, (at) => ({ _: 'messageEntityEmail', ...at })],
  [/(?<![\w@])@[A-Za-z]\w{3,31}\b/g, (at) => ({ _: 'messageEntityMention', ...at })],
  [/(?<![\w#])#[\p{L}\d_]{2,}/gu, (at) => ({ _: 'messageEntityHashtag', ...at })],
  [/(?<![\w$])\$[A-Z]{3,8}\b/g, (at) => ({ _: 'messageEntityCashtag', ...at })],
];
/** Nothing is found within these. */
const OPAQUE = new Set(['messageEntityCode', 'messageEntityPre', 'messageEntityTextUrl', 'messageEntityMentionName']);

/** With links, addresses, mentions and tags marked, where no mark of the writer's covers them. */
export function withFound({ text, entities }: MarkedText): MarkedText {
  const taken = entities.filter(({ _ }) => OPAQUE.has(_));
  const found: tl.TypeMessageEntity[] = [];
  for (const [pattern, entity] of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const at = { offset: match.index, length: match[0].length };
      const isFree = [...taken, ...found].every(
        (other) => other.offset + other.length <= at.offset || other.offset >= at.offset + at.length,
      );
      if (isFree) found.push(entity(at));
    }
  }
  return { text, entities: [...entities, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length) };
}
