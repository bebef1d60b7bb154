/** Editing a text with marks, as a text field does it: pure, all places in UTF-16 units. */
import type { RichText, TextEntity } from '@/lib/messages/content';

/** Marks that the composer sets. */
export type Mark = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code';

/** Marks that go on when one types at their end. */
const GROW: readonly TextEntity['is'][] = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'pre', 'quote'];
/** Marks of what Telegram finds by itself, and of what stands for something: they do not outlive a change within. */
const FRAGILE: readonly TextEntity['is'][] = [
  'emoji',
  'url',
  'mention',
  'hashtag',
  'cashtag',
  'command',
  'email',
  'phone',
  'card',
];

/** Which part a field's new text replaced, `caret` being where the caret is afterwards. */
export function replacedPart(
  before: string,
  after: string,
  caret: number,
): { from: number; to: number; inserted: string } {
  const most = Math.min(before.length, after.length);
  // What follows the caret was there before: of several ways to read "aa" → "a", the caret tells which.
  let tail = 0;
  const mostTail = Math.min(most, after.length - caret);
  while (tail < mostTail && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let head = 0;
  while (head < most - tail && before[head] === after[head]) head += 1;
  return { from: head, to: before.length - tail, inserted: after.slice(head, after.length - tail) };
}

/**
 * The text after a part of it was replaced, its marks grown, shrunk and moved with it. New words wear what the first of
 * the replaced ones wore.
 */
export function replaced({ text, entities }: RichText, from: number, to: number, inserted: string): RichText {
  const shift = inserted.length - (to - from);
  const kept = entities.flatMap((entity): TextEntity[] => {
    const begin = entity.at;
    const end = begin + entity.length;
    if (end <= from) {
      const grows = end === from && from === to && GROW.includes(entity.is) && !/^\s/.test(inserted);
      return [grows ? { ...entity, length: entity.length + inserted.length } : entity];
    }
    if (begin >= to) return [{ ...entity, at: begin + shift }];
    if (FRAGILE.includes(entity.is)) return [];
    const newBegin = begin <= from ? begin : from + inserted.length;
    const newEnd = end >= to ? end + shift : begin <= from ? from + inserted.length : newBegin;
    return newEnd > newBegin ? [{ ...entity, at: newBegin, length: newEnd - newBegin }] : [];
  });
  return { text: text.slice(0, from) + inserted + text.slice(to), entities: kept };
}

/** Whether all of a part, white space aside, has a mark. */
export function hasMark({ text, entities }: RichText, from: number, to: number, is: TextEntity['is']): boolean {
  const own = entities.filter((it) => it.is === is);
  if (from === to) return own.some((it) => it.at < from && it.at + it.length >= from);
  let seen = false;
  for (let at = from; at < to; at += 1) {
    if (/\s/.test(text[at] ?? '')) continue;
    seen = true;
    if (!own.some((it) => it.at <= at && it.at + it.length > at)) return false;
  }
  return seen;
}

/** The word around a place, where nothing is selected. */
export function wordAt(text: string, at: number): { from: number; to: number } {
  const before = /\S*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  const after = /^\S*/.exec(text.slice(at))?.[0].length ?? 0;
  return { from: at - before, to: at + after };
}

/** Sets a mark on a part, or takes it away where all of it has it. Code stands alone: Telegram allows nothing in it. */
export function toggled(rich: RichText, from: number, to: number, is: Mark): RichText {
  const [begin, end] = withoutSpace(rich.text, from, to);
  if (end <= begin) return rich;
  if (hasMark(rich, begin, end, is))
    return { ...rich, entities: tidy(without(rich.entities, begin, end, (it) => it === is)) };
  const inTheWay = (it: TextEntity['is']) =>
    is === 'code' ? it !== 'emoji' && it !== 'quote' : it === 'code' || it === 'pre' || it === is;
  const rest = without(rich.entities, begin, end, inTheWay);
  return { ...rich, entities: tidy([...rest, { is, at: begin, length: end - begin }]) };
}

/** Gives a part an address, or (null) takes it away. */
export function linked(rich: RichText, from: number, to: number, url: string | null): RichText {
  const [begin, end] = withoutSpace(rich.text, from, to);
  if (end <= begin) return rich;
  const rest = without(
    rich.entities,
    begin,
    end,
    (it) => it === 'link' || (url !== null && (it === 'code' || it === 'pre')),
  );
  return {
    ...rich,
    entities: tidy(url === null ? rest : [...rest, { is: 'link', url, at: begin, length: end - begin }]),
  };
}

/** The address of the link at a part, and where it lies. */
export function linkAt(
  { entities }: RichText,
  from: number,
  to: number,
): { url: string; from: number; to: number } | null {
  for (const it of entities) {
    if (it.is === 'link' && it.at <= from && it.at + it.length >= to)
      return { url: it.url, from: it.at, to: it.at + it.length };
  }
  return null;
}

/** An address as a person types it, made whole; null for what is none, or would run code. */
export function asUrl(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+\.[^/]+:\d+/.test(text) ? text : `https://${text}`;
  const parsed = URL.canParse(whole) ? new URL(whole) : null;
  if (!parsed || !['http:', 'https:', 'tg:', 'mailto:', 'tel:'].includes(parsed.protocol)) return null;
  if (parsed.protocol.startsWith('http') && !parsed.hostname.includes('.')) return null;
  return whole;
}

/** A text as runs that carry the same marks, in order: what a view draws. */
export interface Run {
  text: string;
  marks: TextEntity[];
}

/** `more`: further places at which a run ends. */
export function runsOf({ text, entities }: RichText, more: readonly number[] = []): Run[] {
  const edges = new Set([0, text.length, ...more]);
  for (const { at, length } of entities) {
    edges.add(Math.min(at, text.length));
    edges.add(Math.min(at + length, text.length));
  }
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, i) => {
    const to = places[i + 1] ?? text.length;
    const marks = entities.filter((it) => it.at <= from && it.at + it.length >= to);
    return { text: text.slice(from, to), marks };
  });
}

/** A mark's ends do not stand in white space: Telegram would move them. */
function withoutSpace(text: string, from: number, to: number): [number, number] {
  const part = text.slice(from, to);
  const begin = from + (part.length - part.trimStart().length);
  return [begin, begin + part.trim().length];
}

function without(
  entities: readonly TextEntity[],
  from: number,
  to: number,
  which: (is: TextEntity['is']) => boolean,
): TextEntity[] {
  return entities.flatMap((entity): TextEntity[] => {
    const end = entity.at + entity.length;
    if (!which(entity.is) || end <= from || entity.at >= to) return [entity];
    const left = { ...entity, length: from - entity.at };
    const right = { ...entity, at: to, length: end - to };
    return [left, right].filter((it) => it.length > 0);
  });
}

/** In order, those of one kind that touch made one. */
function tidy(entities: readonly TextEntity[]): TextEntity[] {
  const sorted = [...entities].sort((a, b) => a.at - b.at || b.length - a.length || (a.is < b.is ? -1 : 1));
  const out: TextEntity[] = [];
  for (const entity of sorted) {
    const before = out.filter((it) => sameMark(it, entity)).at(-1);
    if (before && before.at + before.length >= entity.at) {
      const end = Math.max(before.at + before.length, entity.at + entity.length);
      out[out.indexOf(before)] = { ...before, length: end - before.at };
    } else out.push(entity);
  }
  return out;
}

function sameMark(a: TextEntity, b: TextEntity): boolean {
  const bare = ({ at: _, length: __, ...mark }: TextEntity) => JSON.stringify(mark);
  return a.is !== 'emoji' && bare(a) === bare(b);
}
