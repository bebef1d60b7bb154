import { describe, expect, it } from 'vitest';
import type { Ask } from '@/components/background/ask';
import type { Command } from '@/lib/bus/contract';
import type { MessagesPage } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import { readParts } from './export-reading';

const chat = { account: 1, peer: -1_000_000_000_007 };
const message = (id: number, more: Partial<Message> = {}): Message => ({
  ...{ id, peer: chat.peer, from: 9, out: false, date: id * 1000, text: String(id), kind: 'text' },
  ...{ mentioned: false, silent: false, ...more },
});

/** Reads from a background with these messages. */
async function read(stored: Message[], span: { from: number | null; to: number }, more: Partial<MessagesPage> = {}) {
  let pages = 0;
  const ask = (async ({ name }: Command, input: unknown) => {
    if (name === 'messages.names') return (input as { of: { peer: number }[] }).of.map(({ peer }) => `name ${peer}`);
    if (name === 'messages.byIds') return stored.filter(({ id }) => (input as { ids: number[] }).ids.includes(id));
    const { at, limit } = input as { at: { is: string; id?: number }; limit: number };
    pages += 1;
    const above = stored.filter(({ id }) => id > (at.id ?? 0));
    const messages = at.is === 'newest' ? stored.slice(-limit) : above.slice(0, limit);
    const hasNewer = at.is === 'after' && above.length > limit;
    return { messages, hasNewer, hasOlder: true, keep: 'full', live: false, complete: true, missing: [], ...more };
  }) as Ask;
  const parts = [];
  const { signal } = new AbortController();
  for await (const part of readParts({ ask, chat, ...span, names: new Map(), signal })) parts.push(part);
  return { lines: parts.flatMap(({ lines }) => lines), gaps: parts.flatMap(({ gaps }) => gaps), pages };
}

const ids = ({ lines }: Awaited<ReturnType<typeof read>>) => lines.map((line) => line.message.id);

describe('readParts', () => {
  it('reads all that is kept, and never what is only shown', async () => {
    const stored = Array.from({ length: 450 }, (_, i) => message(i + 1, i === 5 ? { fleeting: true } : {}));
    const all = await read(stored, { from: null, to: 1e9 });
    expect(ids(all)).toEqual(stored.filter(({ fleeting }) => !fleeting).map(({ id }) => id));
    expect(all.lines[0]?.sender).toBe('name 9');
  });

  it('finds the first day of many without reading what comes before', async () => {
    const stored = Array.from({ length: 20_000 }, (_, i) => message(3 * i + 1));
    const some = await read(stored, { from: 50_000_000, to: 50_010_000 });
    expect(ids(some)).toEqual([50_002, 50_005, 50_008]);
    expect(some.pages).toBeLessThan(20);
    expect(ids(await read(stored, { from: 1e9, to: 2e9 }))).toEqual([]);
  });

  it('quotes what is answered, also from before the span, but nothing that is never kept', async () => {
    const stored = [
      message(1),
      message(2, { fleeting: true, text: 'secret' }),
      message(10, { replyTo: { id: 1 } }),
      message(11, { replyTo: { id: 2 } }),
    ];
    const { lines } = await read(stored, { from: 10_000, to: 1e9 });
    expect(lines.map(({ answers }) => answers)).toEqual([
      { words: 'Answer to name 9', text: '1' },
      { words: 'Answer to a message', text: '' },
    ]);
  });

  it('says where messages lack, and stops where nothing is kept any more', async () => {
    const span = { from: null, to: 1e9 };
    expect((await read([message(1)], span, { missing: [{ after: 1, before: 5 }] })).gaps).toEqual([
      { from: 1000, to: 1e9 - 1 },
    ]);
    const stored = [message(3), message(8), message(20)];
    const missing = [
      { after: 8, before: 20 },
      { after: 0, before: 3 },
    ];
    expect((await read(stored, span, { missing })).gaps).toEqual([
      { from: null, to: 3000 },
      { from: 8000, to: 20_000 },
    ]);
    // Nothing lacks of the days that were asked for.
    const days = { from: 4000, to: 7000 };
    expect((await read(stored, days, { missing: [{ after: 8, before: 20 }] })).gaps).toEqual([]);
    await expect(read([message(1)], span, { keep: 'counts', live: true })).rejects.toThrow('notFound');
  });
});
