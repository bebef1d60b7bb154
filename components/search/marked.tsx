import type { Snippet } from '@/lib/search/snippet';

/** Words with what was found marked in them. */
export function Marked({ of: { text, marks } }: { of: Snippet }) {
  const parts: preact.ComponentChildren[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
