import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEntity } from '@/lib/messages/content';
import type { Message } from '@/lib/messages/model';
import { csvWriter } from './csv';
import { htmlWriter } from './html';
import { jsonWriter } from './json';
import { type ExportHead, type ExportLine, exportName, type Missing, type Writer, withGap } from './model';

const head: ExportHead = {
  ...{ chat: 'Anna Berg', peer: 7, from: null, to: 86_400_000, made: 5, span: 'Up to 1 Jan', madeWords: 'now' },
  language: 'en',
};

function line(message: Partial<Message>, more: Partial<ExportLine> = {}): ExportLine {
  return {
    message: {
      ...{ id: 1, peer: 7, out: false, date: 1000, text: '', kind: 'text', mentioned: false, silent: false },
      ...message,
    },
    ...{ sender: 'Anna', day: '1 Jan 1970', clock: '00:00', ...more },
  };
}

const WHOLE: Missing = { gaps: [], words: '' };

function write(writer: Writer, ...chunks: ExportLine[][]): string {
  return [writer.begin(WHOLE), ...chunks.flatMap((lines) => [...writer.add(lines)]), writer.end()].join('');
}

/** Every cell as a spreadsheet has it that splits by this sign: what follows a closing quote it appends. */
function cellsBy(sign: string, text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    let value = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) {
        if (text[at] === '"') at += 1;
        value += text[at];
      }
      at += 1;
    }
    for (; at < text.length && text[at] !== sign && text[at] !== '\r' && text[at] !== '\n'; at += 1) value += text[at];
    found.push(value);
  }
  return found;
}

/** Rows of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let value = '';
    if (text[at] === '"') {
      at += 1;
      for (; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        value += text[at];
      }
      at += 1;
    } else for (; text[at] !== ',' && text[at] !== '\r'; at += 1) value += text[at];
    row.push(value);
    if (text[at] === '\r') {
      rows.push(row);
      row = [];
      at += 1;
    }
    at += 1;
  }
  return rows;
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><svg onload=alert(1)>',
  '&lt;b&gt; &amp;',
  '\u202Etxt.exe\u202C <!--',
];

/** Every tag that the writer sets, with what it may say. */
const OURS = new RegExp(
  [
    '<!doctype html>|<meta [^<>]*>|<style>|<html lang="en">|<br>|</?(title|head|body|main|header|h1|h2|strong|bdi)>',
    '|</(html|style|article|p|a|time|blockquote)>|<p( dir="auto")?( class="dim")?>|<article id="m[0-9]+"( class="own")?>',
    '|<blockquote dir="auto"( class="dim")?>|<a href="#m[0-9]+">|<time datetime="[0-9TZ:.-]+">',
  ]
    .map((part) => part.replace(/^\|/, ''))
    .join('|')
    .replace(/^(.*)$/, '^($1)$'),
);

const SIGNS: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const unescaped = (html: string) => html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => SIGNS[name] ?? '');

/** A page's tags, and the words between them. */
function parsed(html: string): { tags: string[]; texts: string[] } {
  const tokens = html.match(/<[^>]*>|[^<]+/g) ?? [];
  const isTag = (token: string) => token.startsWith('<');
  const texts = tokens.filter((token) => !isTag(token));
  return { tags: tokens.filter(isTag), texts: texts.map((text) => unescaped(text).trim()) };
}

/** As much of a text as a page shows: no control characters. */
const shown = (text: string) => text.replace(/[^\P{Cc}\t\n\r]/gu, '');
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...HOSTILE),
  fc
    .array(fc.constantFrom('"', ',', ';', '\r', '\n', '=', '+', '-', '@', '\t', "'", '<', '&', 'a', 'ж', '😀'))
    .map((signs) => signs.join('')),
);

describe('htmlWriter', () => {
  it.each(HOSTILE)('shows %j wherever it may stand, and runs nothing', (words) => {
    const hostile = line(
      { text: words, replyTo: { id: 3 } },
      {
        ...{ sender: words, day: words, clock: words, media: words, edited: words },
        ...{ forwarded: { name: words, words }, answers: { words, text: words } },
      },
    );
    const noted = line({ id: 2 }, { note: words });
    const html = write(htmlWriter({ ...head, chat: words, span: words, madeWords: words }), [hostile, noted]);
    const { tags, texts } = parsed(html);
    expect(tags.filter((tag) => !OURS.test(tag))).toEqual([]);
    // Title, heading, span and made; day, sender, forward, answer and its text, media, text; note. The clock is joined.
    expect(texts.filter((text) => text === words)).toHaveLength(12);
    expect(texts).toContain(`${words} · ${words}`);
  });

  it('would notice a tag that is not its own', () => {
    expect([
      '<img src=x>',
      '<p onclick="x">',
      '<script>',
      '<a href="javascript:x" rel="noopener noreferrer">',
    ]).toSatisfy((tags: string[]) => !tags.some((tag) => OURS.test(tag)));
  });

  it('keeps any text as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const body = write(htmlWriter(head), [line({ text })]).split('<p dir="auto">')[1] ?? '</p>';
        const back = unescaped(body.slice(0, body.indexOf('</p>')));
        expect(back).toBe(shown(text));
      }),
    );
  });

  it('draws marks, and leads only where nothing runs', () => {
    const text = 'bold code hidden good bad\nquoted\nlet a;';
    const entities: TextEntity[] = [
      { is: 'bold', at: 0, length: 4 },
      { is: 'italic', at: 0, length: 4 },
      { is: 'code', at: 5, length: 4 },
      { is: 'spoiler', at: 10, length: 6 },
      { is: 'link', at: 17, length: 4, url: 'https://example.com/?a="b"&c' },
      { is: 'link', at: 22, length: 3, url: 'javascript:alert(1)' },
      { is: 'quote', at: 26, length: 6, collapsed: false },
      { is: 'pre', at: 33, length: 6, language: 'js' },
    ];
    const html = write(htmlWriter(head), [line({ text, entities })]);
    expect(html.slice(html.indexOf('<p dir="auto">'), html.indexOf('<time'))).toBe(
      [
        '<p dir="auto"><i><b>bold</b></i> <code>code</code> <span class="spoiler">hidden</span> ',
        '<a href="https://example.com/?a=&quot;b&quot;&amp;c" rel="noopener noreferrer">good</a> bad</p>\n',
        '<blockquote dir="auto">quoted</blockquote>\n<pre dir="auto"><code>let a;</code></pre>\n',
      ].join(''),
    );
  });

  it('names a day once, also across pieces', () => {
    const html = write(htmlWriter(head), [line({ id: 1 })], [line({ id: 2 }), line({ id: 3 }, { day: '2 Jan 1970' })]);
    expect(html.match(/<h2>[^<]*/g)).toEqual(['<h2>1 Jan 1970', '<h2>2 Jan 1970']);
  });
});

describe('jsonWriter', () => {
  it('parses to the same texts, in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText)), (chunks) => {
        const json = write(jsonWriter(head), ...chunks.map((texts) => texts.map((text) => line({ text }))));
        const parsed = JSON.parse(json) as { messages: { text: string }[] };
        expect(parsed.messages.map(({ text }) => text)).toEqual(chunks.flat());
      }),
    );
  });

  it('tells who, when and what, and not where a file lies', () => {
    const at = { is: 'document', dc: 2, id: '1', accessHash: 'secret', reference: 'secret' } as const;
    const file = { at, size: 5, mime: 'text/plain', name: 'a.txt', sizes: [], blur: 'x' };
    const json = write(jsonWriter({ ...head, from: 0 }), [
      line({ from: 7, editDate: 2000, kind: 'document', media: { is: 'file', file } }),
    ]);
    expect(JSON.parse(json)).toEqual({
      format: 'tez-chat-1',
      chat: { title: 'Anna Berg', id: 7 },
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-02T00:00:00.000Z',
      made: '1970-01-01T00:00:00.005Z',
      missing: [],
      messages: [
        {
          ...{ id: 1, date: '1970-01-01T00:00:01.000Z', edited: '1970-01-01T00:00:02.000Z' },
          ...{ sender: { name: 'Anna', id: 7, me: false }, kind: 'document', text: '' },
          media: { is: 'file', size: 5, mime: 'text/plain', name: 'a.txt' },
        },
      ],
    });
  });
});

describe('csvWriter', () => {
  it('gives every cell back, and none that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText)), (cells) => {
        const csv = write(
          csvWriter(),
          cells.map(([text, sender]) => line({ text }, { sender })),
        );
        expect(csv[0]).toBe('\uFEFF');
        const [names = [], ...rows] = parseCsv(csv.slice(1));
        // Apostrophes are all that is added.
        const rest = (text = '') => text.replaceAll("'", '');
        expect(rows.map((row) => [rest(row[names.indexOf('text')]), rest(row[names.indexOf('sender')])])).toEqual(
          cells.map((pair) => pair.map(rest)),
        );
        expect(rows.every((row) => row.length === names.length)).toBe(true);
        for (const sign of [',', ';', '\t']) {
          expect(cellsBy(sign, csv.slice(1)).filter((cell) => /^[\t\r]*[=+\-@]/.test(cell))).toEqual([]);
        }
      }),
    );
  });

  it.each([
    ['hello;=HYPERLINK("https://example.com","x")', 'hello;\'=HYPERLINK("https://example.com","x")'],
    ['hello\t+1', "hello\t'+1"],
    ['hello;"=1+1"', 'hello;"\'=1+1"'],
    ['1,=1', "1,'=1"],
    ['a\n-b', "a\n'-b"],
    ['price: -5; a = b, c@d', 'price: -5; a = b, c@d'],
  ])('leaves %j as it reads, and gives nothing in it to run', (text, cell) => {
    const csv = write(csvWriter(), [line({ text })]).slice(1);
    expect(parseCsv(csv)[1]?.[6]).toBe(cell);
    for (const sign of [',', ';', '\t']) expect(cellsBy(sign, csv).filter((it) => /^[=+\-@]/.test(it))).toEqual([]);
  });
});

describe('exportName', () => {
  it.each([
    ['Anna Berg', 'Anna Berg 2026-11-28.html'],
    ['Анна 😀', 'Анна 😀 2026-11-28.html'],
    ['../../etc/passwd', 'etc passwd 2026-11-28.html'],
    ['a<b>:"c|d?*\u202Egpj', 'a b c d gpj 2026-11-28.html'],
    ['...', '2026-11-28.html'],
  ])('makes of %j a name that every system takes', (chat, name) => {
    expect(exportName(chat, '2026-11-28', 'html')).toBe(name);
  });
});

describe('what is missing', () => {
  const missing: Missing = {
    gaps: [
      { from: null, to: 1000 },
      { from: 5000, to: 6000 },
    ],
    words: 'Not <all> here',
  };

  it('is said in a page and told to programs', () => {
    expect(htmlWriter(head).begin(missing)).toContain('now<br>Not &lt;all&gt; here</p>');
    const writer = jsonWriter(head);
    expect(JSON.parse(writer.begin(missing) + writer.end())).toMatchObject({
      missing: [
        { from: null, to: '1970-01-01T00:00:01.000Z' },
        { from: '1970-01-01T00:00:05.000Z', to: '1970-01-01T00:00:06.000Z' },
      ],
    });
  });

  it('is one gap where two touch', () => {
    const gaps = [
      { from: null, to: 10 },
      { from: 10, to: 20 },
      { from: 30, to: 40 },
      { from: 35, to: 36 },
    ];
    expect(gaps.reduce(withGap, [] as Missing['gaps'])).toEqual([
      { from: null, to: 20 },
      { from: 30, to: 40 },
    ]);
  });
});
