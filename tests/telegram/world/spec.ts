/** From the words of a scenario or a story to what a message carries. */
import type { tl } from '@mtcute/tl';
import Long from 'long';
import { type FileOrigin, type FileSpec, madeMedia } from '../made/files';
import { ScenarioError } from '../scenario';
import type { Media } from './media';
import type { PersonRef } from './refs';
import type { World } from './world';

/** What a message may carry, as scenarios and stories write it. */
export interface CarriedSpec extends FileSpec {
  location?: [lat: number, long: number] | undefined;
  place?: { title: string; address: string } | undefined;
  contact?: PersonRef | undefined;
  poll?: { question: string; answers: string[]; quiz?: boolean | undefined; closed?: boolean | undefined } | undefined;
  page?:
    | { url: string; site?: string | undefined; title?: string | undefined; description?: string | undefined }
    | undefined;
}

export function carriedBy(
  world: World,
  spec: CarriedSpec,
  origin: FileOrigin,
  find: (ref: PersonRef) => number,
): Media | undefined {
  const { location, place, contact, poll, page } = spec;
  if (location) return { kind: 'location', lat: location[0], long: location[1], ...place };
  if (contact !== undefined) {
    const person = world.people.get(find(contact));
    if (!person) return undefined;
    const { firstName, lastName, phone = '', id } = person;
    return { kind: 'contact', firstName, lastName, phone, person: id };
  }
  if (poll) return { kind: 'poll', quiz: false, closed: false, ...defined(poll) };
  if (page) return { kind: 'page', ...defined(page) };
  return madeMedia(spec, origin);
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/** Words of a text that are marked. */
export interface MarkSpec {
  is: string;
  text: string;
  to?: string | number | undefined;
}

const PLAIN: Record<string, 'Bold' | 'Italic' | 'Underline' | 'Strike' | 'Spoiler' | 'Code' | 'Blockquote'> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strike: 'Strike',
  spoiler: 'Spoiler',
  code: 'Code',
  quote: 'Blockquote',
};

/** @throws ScenarioError where the words are not in the text */
export function marksOf(
  { text, marks }: { text: string; marks: MarkSpec[] },
  path: string,
  find: (ref: PersonRef) => number,
): tl.TypeMessageEntity[] {
  const entities = marks.map((mark, i): tl.TypeMessageEntity => {
    const offset = text.indexOf(mark.text);
    if (offset < 0)
      throw new ScenarioError(`The scenario is wrong at ${path}[${i}].text: these words are not in the text.`);
    const at = { offset, length: mark.text.length };
    const plain = PLAIN[mark.is];
    if (plain) return { _: `messageEntity${plain}`, ...at };
    const to = mark.to ?? '';
    if (mark.is === 'pre') return { _: 'messageEntityPre', ...at, language: String(to) };
    if (mark.is === 'link') return { _: 'messageEntityTextUrl', ...at, url: String(to) };
    if (mark.is === 'person') return { _: 'messageEntityMentionName', ...at, userId: find(to) };
    return { _: 'messageEntityCustomEmoji', ...at, documentId: Long.fromString(String(to)) };
  });
  return entities.sort((a, b) => a.offset - b.offset);
}
