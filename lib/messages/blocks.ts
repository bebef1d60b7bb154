/** A text as a view or a file draws it: paragraphs, quotes and listings, each in runs of equally marked words. */
import { asUrl, type Run, runsOf } from '@/lib/outbox/marks';
import type { RichText, TextEntity } from './content';

export type Block =
  | { is: 'text'; runs: Run[] }
  | { is: 'quote'; collapsed: boolean; runs: Run[] }
  | { is: 'pre'; language: string; runs: Run[] };

/** Quotes and listings stand by themselves; where they overlap, the first one counts. */
export function blocksOf({ text, entities }: RichText): Block[] {
  const standing = entities
    .filter((it) => it.is === 'pre' || it.is === 'quote')
    .sort((a, b) => a.at - b.at || b.length - a.length);
  const inline = entities.filter((it) => it.is !== 'pre' && it.is !== 'quote');
  const blocks: Block[] = [];
  let from = 0;

  function plain(to: number, last: boolean): void {
    // The line break before or after a block is the block's own edge.
    const begin = blocks.length > 0 && text[from] === '\n' ? from + 1 : from;
    const end = !last && text[to - 1] === '\n' && to > begin ? to - 1 : to;
    if (end > begin) blocks.push({ is: 'text', runs: part(text, inline, begin, end) });
  }

  for (const it of standing) {
    const end = Math.min(it.at + it.length, text.length);
    if (it.at < from || end <= it.at) continue;
    plain(it.at, false);
    const runs = part(text, inline, it.at, end);
    if (it.is === 'pre') blocks.push({ is: 'pre', language: it.language, runs });
    else if (it.is === 'quote') blocks.push({ is: 'quote', collapsed: it.collapsed, runs });
    from = end;
  }
  plain(text.length, true);
  return blocks;
}

function part(text: string, entities: readonly TextEntity[], from: number, to: number): Run[] {
  const within = entities.flatMap((it) => {
    const at = Math.max(it.at, from);
    const end = Math.min(it.at + it.length, to);
    return end > at ? [{ ...it, at: at - from, length: end - at }] : [];
  });
  return runsOf({ text: text.slice(from, to), entities: within });
}

/** Where words lead by their marks; null for those that lead nowhere, or would run code. */
export function addressOf(text: string, marks: readonly TextEntity[]): string | null {
  for (const mark of marks) {
    if (mark.is === 'link') return asUrl(mark.url);
    if (mark.is === 'url') return asUrl(text);
    if (mark.is === 'email') return asUrl(`mailto:${text}`);
    if (mark.is === 'phone') return asUrl(`tel:${text.replace(/[^\d+]/g, '')}`);
  }
  return null;
}
