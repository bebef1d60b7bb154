/** How far kept messages are taken into their index, as text: `feed|n|id`, `journal|feed|key`, `pages|feed|key`. */

/** In the midst of everything there is. `after`: the last key that was taken in; `feed`: where to go on afterwards. */
export interface WalkMark {
  stage: 'journal' | 'pages';
  feed: number;
  after: string;
}

/** Rows of the feed below `n` are taken in, and of row `n` what is about ids up to `id`. */
export interface FeedMark {
  stage: 'feed';
  n: number;
  id: number;
}

export function writeMark(mark: WalkMark | FeedMark): string {
  return mark.stage === 'feed' ? `feed|${mark.n}|${mark.id}` : `${mark.stage}|${mark.feed}|${mark.after}`;
}

/** null for what is no mark: the beginning. */
export function readMark(text: string): WalkMark | FeedMark | null {
  const [stage, first = '', second = ''] = text.split('|');
  if (stage === 'feed') return { stage, n: Number(first), id: Number(second) };
  return stage === 'journal' || stage === 'pages' ? { stage, feed: Number(first), after: second } : null;
}
