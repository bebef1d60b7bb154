/** A chat as one page that needs nothing else: no script, and nothing is fetched. */
import { addressOf, type Block, blocksOf } from '@/lib/messages/blocks';
import type { TextEntity } from '@/lib/messages/content';
import type { Run } from '@/lib/outbox/marks';
import type { ExportHead, ExportLine, Writer } from './model';

const CSS = `:root{color-scheme:light dark;--bg:#fff;--card:#f4f4f5;--own:#e3f4d9;--text:#000;--dim:#707579;--link:#2b7dc4}
@media (prefers-color-scheme:dark){:root{--bg:#181818;--card:#242424;--own:#3b2f63;--text:#fff;--dim:#aaa;--link:#8ab8f0}}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.4 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:720px;margin:0 auto;padding:24px 16px}
h1{margin:0;font-size:24px}
h2{margin:24px 0 8px;color:var(--dim);font-size:14px;text-align:center}
article{width:fit-content;min-width:160px;max-width:85%;box-sizing:border-box;margin:6px 0;padding:8px 12px;border-radius:12px;background:var(--card)}
article.own{margin-left:auto;background:var(--own)}
article:target{outline:2px solid var(--link)}
p{margin:4px 0;white-space:pre-wrap}
a{color:var(--link)}
header p,.dim,time{color:var(--dim);font-size:14px}
time{display:block;text-align:right}
blockquote{margin:4px 0;padding:2px 8px;border-left:3px solid var(--link);white-space:pre-wrap}
pre{margin:4px 0;white-space:pre-wrap}
pre,code{font-family:ui-monospace,monospace;font-size:14px}
.spoiler{border-radius:4px;background:rgb(128 128 128/.3);text-decoration:underline dotted}
p,blockquote,pre,bdi{unicode-bidi:isolate}`;

/** One self-contained page. */
export function htmlWriter(head: ExportHead): Writer {
  let day = '';
  return {
    begin: (missing) => `<!doctype html>
<html lang="${escaped(head.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escaped(head.chat)}</title>
<style>
${CSS}
</style>
</head>
<body>
<main>
<header><h1><bdi>${escaped(head.chat)}</bdi></h1><p>${escaped(head.span)}<br>${escaped(head.madeWords)}${missing.words && `<br>${escaped(missing.words)}`}</p></header>
`,
    *add(lines) {
      for (const line of lines) {
        if (line.day !== day) {
          day = line.day;
          yield `<h2>${escaped(day)}</h2>\n`;
        }
        yield article(line);
      }
    },
    end: () => '</main>\n</body>\n</html>\n',
  };
}

function article({ message, sender, clock, note, media, forwarded, answers, edited }: ExportLine): string {
  const { id, out, date, text, entities = [], replyTo } = message;
  const parts = [`<strong><bdi>${escaped(sender)}</bdi></strong>\n`];
  if (forwarded) parts.push(dim(escaped(forwarded.words)));
  if (answers) {
    const words = escaped(answers.words);
    const lead = replyTo && replyTo.peer === undefined ? `<a href="#m${replyTo.id}">${words}</a>` : words;
    parts.push(
      `<blockquote dir="auto" class="dim">${lead}${answers.text && `<br>${escaped(answers.text)}`}</blockquote>\n`,
    );
  }
  if (media !== undefined) parts.push(dim(escaped(media)));
  parts.push(...(note === undefined ? blocksOf({ text, entities }).map(block) : [dim(escaped(note))]));
  const when = escaped(edited === undefined ? clock : `${edited} · ${clock}`);
  parts.push(`<time datetime="${new Date(date).toISOString()}">${when}</time>\n`);
  return `<article id="m${id}"${out ? ' class="own"' : ''}>\n${parts.join('')}</article>\n`;
}

function dim(html: string): string {
  return `<p dir="auto" class="dim">${html}</p>\n`;
}

function block(one: Block): string {
  const inside = one.runs.map(run).join('');
  if (one.is === 'quote') return `<blockquote dir="auto">${inside}</blockquote>\n`;
  if (one.is === 'pre') return `<pre dir="auto"><code>${inside}</code></pre>\n`;
  return `<p dir="auto">${inside}</p>\n`;
}

const TAGS: Partial<Record<TextEntity['is'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strike: 's',
  code: 'code',
};

function run({ text, marks }: Run): string {
  let html = escaped(text);
  for (const { is } of marks) {
    const tag = TAGS[is];
    if (tag) html = `<${tag}>${html}</${tag}>`;
    else if (is === 'spoiler') html = `<span class="spoiler">${html}</span>`;
  }
  const url = addressOf(text, marks);
  return url === null ? html : `<a href="${escaped(url)}" rel="noopener noreferrer">${html}</a>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Words that stay words, between tags and in quoted attributes. Control characters have no place in a page. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
