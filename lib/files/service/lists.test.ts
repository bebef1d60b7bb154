import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import type { FileCursor, FileItem, FilesOf } from '@/lib/files/contract';
import { TezError } from '@/lib/limits/model';
import { NEWEST } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { Reader } from '@/lib/messages/service/late/read';
import type { TelegramPort } from '@/lib/telegram/port';
import { testRecords } from '@/tests/support/records';
import { createLists } from './lists';

const ME = 1;
const CHATS = [10, 20].map((peer): ChatRef => ({ account: ME, peer }));
const DEAL: FilesOf = { is: 'deal', deal: 'D' };

function messageOf(peer: number, id: number, kind: Message['kind']): Message {
  const at = { is: 'document' as const, dc: 2, id: `${peer}${id}`, accessHash: '1', reference: '' };
  const media = { is: 'file' as const, file: { at, size: 1, mime: 'a/b', sizes: [] } };
  return {
    ...{ id, peer, out: false, date: id * 1000 + peer, text: '', kind, mentioned: false, silent: false },
    ...(kind === 'text' ? {} : { media }),
  };
}

/** What the server has, and which of it is kept: everything above `from`, but for a gap that begins above it. */
interface Shape {
  kinds: Message['kind'][];
  from: number;
  gap: [number, number] | null;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  kinds: fc.array(fc.constantFrom<Message['kind']>('text', 'document', 'audio', 'photo'), { maxLength: 60 }),
  from: fc.nat({ max: 60 }),
  gap: fc.option(
    fc
      .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }))
      .map(([after, wide]): [number, number] => [after, after + wide]),
  ),
});

async function world(shapes: Shape[], online: boolean) {
  const { records, db } = testRecords();
  for (const chat of CHATS) {
    const link = { id: chatKey(chat), chat: chatKey(chat), to: { deal: 'D' } };
    await db.sealed('chatLinks').put(await records.sealed('chatLinks', link.id, 1, link, { target: 'deal:D' }));
  }
  const all = new Map(
    CHATS.map(({ peer }, n) => [peer, (shapes[n]?.kinds ?? []).map((kind, i) => messageOf(peer, i + 1, kind))]),
  );
  const shapeOf = (peer: number) => shapes[CHATS.findIndex((chat) => chat.peer === peer)];
  const gapOf = (peer: number) => {
    const { from = 0, gap = null } = shapeOf(peer) ?? {};
    return gap && gap[0] >= from ? gap : null;
  };
  const isKept = ({ id, peer }: Message) => {
    const { from = 0 } = shapeOf(peer) ?? {};
    const gap = gapOf(peer);
    return id > from && !(gap && id > gap[0] && id < gap[1]);
  };
  const reader = {
    async before({ peer }: ChatRef, id: number, count: number) {
      const gap = gapOf(peer);
      const kept = (all.get(peer) ?? []).filter((message) => isKept(message) && message.id < id);
      const messages = kept.slice(-count);
      const low = kept.length > messages.length ? (messages[0]?.id ?? 0) : 0;
      const missing = gap && gap[1] - 1 > low && gap[0] + 1 < id ? [{ after: gap[0], before: gap[1] }] : [];
      return { messages, hasOlder: kept.length > messages.length, hasNewer: id < NEWEST, missing };
    },
  } as unknown as Reader;
  const port = {
    async search({ peer = 0, kind, limit, after }: Parameters<TelegramPort['search']>[0]) {
      const wanted = { file: 'document', music: 'audio', photo: 'photo' }[kind as string];
      const fits = (all.get(peer) ?? []).filter((it) => it.kind === wanted && it.id < (after?.id ?? NEWEST));
      return { messages: fits.reverse().slice(0, limit), total: fits.length };
    },
  } as unknown as TelegramPort;
  const lists = createLists({
    records,
    reader: () => reader,
    async port() {
      if (!online) throw new TezError('offline');
      return port;
    },
    isKept: async () => true,
    onFound: () => undefined,
  });
  /** All pages of a list. */
  async function read(of: FilesOf, limit: number) {
    const items: FileItem[] = [];
    let cursor: FileCursor | null = null;
    for (let pages = 0; pages < 300; pages += 1) {
      const answer = await lists.list(of, 'file', cursor, limit);
      items.push(...answer.items);
      if (!answer.next) return { items, stale: answer.stale };
      cursor = answer.next;
    }
    throw new Error('it never ends');
  }
  const files = (of: ChatRef[]) =>
    of
      .flatMap(({ peer }) => all.get(peer) ?? [])
      .filter(({ kind }) => kind === 'document' || kind === 'audio')
      .sort((a, b) => b.date - a.date);
  return { read, files, isKept };
}

const keys = (items: readonly { date: number }[]) => items.map(({ date }) => date);

describe('lists of files', () => {
  it('have every file once, newest first, whatever is kept and however they are paged (property)', async () => {
    await fc.assert(
      fc.asyncProperty(shape, shape, fc.integer({ min: 1, max: 12 }), async (one, two, limit) => {
        const { read, files } = await world([one, two], true);
        expect(keys((await read(DEAL, limit)).items)).toEqual(keys(files(CHATS)));
        const [chat] = CHATS;
        if (chat) expect(keys((await read({ is: 'chat', chat }, limit)).items)).toEqual(keys(files([chat])));
      }),
      { numRuns: 150 },
    );
  });

  it('without a connection have what is kept, and say that there may be more', async () => {
    const kinds = Array.from({ length: 40 }, (_, i) => (i % 2 ? 'document' : 'text') as Message['kind']);
    const { read, files, isKept } = await world(
      [
        { kinds, from: 10, gap: null },
        { kinds: [], from: 0, gap: null },
      ],
      false,
    );
    const { items, stale } = await read(DEAL, 100);
    expect(stale?.kind).toBe('offline');
    const kept = new Set(
      kinds
        .map((kind, i) => messageOf(10, i + 1, kind))
        .filter(isKept)
        .map(({ date }) => date),
    );
    expect(keys(items)).toEqual(keys(files(CHATS)).filter((date) => kept.has(date)));
  });
});
