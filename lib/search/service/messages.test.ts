import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setKeeping } from '@/lib/messages/contract';
import type { Keep } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import { type SearchAnswer, searchHere } from '@/lib/search/contract';
import { messageDoc } from '@/lib/search/message-docs';
import type { Snippet } from '@/lib/search/snippet';
import { ACCOUNT, ANNA, BORIS, CHANNEL, GROUP, makeWorld, message, NOW } from '@/tests/support/chats';
import { type Asked, inOrder, scan, typed } from '@/tests/support/search';
import { createSearchPart } from '.';

type World = Awaited<ReturnType<typeof makeWorld>>;
type Life = Pick<World, 'receive' | 'settle' | 'part' | 'records' | 'kept'>;

const TITLES: Record<number, string> = { [ANNA]: 'Анна Берг', [BORIS]: 'Boris', [GROUP]: 'Harbour team' };
const FILE = {
  ...{ kind: 'document' as const, text: 'Договор на подпись' },
  media: { is: 'file' as const, file: file('Offer_2026.pdf') },
};

function file(name: string) {
  const at = { is: 'document' as const, dc: 2, id: '1', accessHash: '1', reference: '' };
  return { at, size: 10, mime: 'application/pdf', name, sizes: [] };
}

/** The search of one life of the worker. */
function searchIn(life: Life) {
  const part = createSearchPart({
    ...{ records: life.records, kept: () => life.part.reader, now: () => NOW },
    pause: () => Promise.resolve(),
    accounts: async () => [ACCOUNT],
    port: async () => Promise.reject(new Error('nothing is asked of Telegram here')),
    peekTitle: async ({ peer }) => TITLES[peer] ?? '',
    titleOf: async () => '',
  });
  const find = async (text: string, limit = 100): Promise<SearchAnswer> => {
    const handler = part.handlers.find(({ command }) => command.name === searchHere.name);
    return (await handler?.run({ text, limit }, { tab: null, framed: false })) as SearchAnswer;
  };
  return { part, find };
}

async function keep(life: Life, peer: number, what: Keep): Promise<void> {
  const handler = life.part.handlers.find(({ command }) => command.name === setKeeping.name);
  await handler?.run({ chat: { account: ACCOUNT, peer }, keep: what }, { tab: null, framed: false });
  await life.settle();
}

async function started(...peers: number[]) {
  const world = await makeWorld(...peers);
  const said = async (peer: number, text: string, more: Partial<Message> = {}) =>
    world.receive(world.server.sends(peer, { text, ...more }));
  return { world, said, ...searchIn(world) };
}

const ids = ({ groups }: SearchAnswer) =>
  groups.map(({ kind, results }) => `${kind}: ${results.map(({ id }) => id.split(':')[2]).join(' ')}`);
const marked = ({ text, marks }: Snippet) => marks.map(([from, to]) => text.slice(from, to));

describe('search of kept messages', () => {
  it('finds them by words, newest first, with what was found marked, and leads to them', async () => {
    const { said, find } = await started(ANNA, GROUP);
    await said(ANNA, 'Ещё ждём расчёт');
    await said(ANNA, 'ничего');
    await said(GROUP, 'Расчет готов', { out: true });
    const answer = await find('расчет');
    expect(ids(answer)).toEqual(['messages: 3 1']);
    const [own, theirs] = answer.groups[0]?.results ?? [];
    expect(own).toMatchObject({ title: { text: 'Harbour team' }, message: { out: true }, peer: GROUP });
    expect(theirs).toMatchObject({
      ...{ title: { text: 'Анна Берг' }, at: NOW - 86_400_000 + 1000, who: '' },
      open: { is: 'chat', chat: { account: ACCOUNT, peer: ANNA }, message: 1 },
    });
    expect(marked(theirs?.text as Snippet)).toEqual(['расчёт']);
  });

  it('finds a file by its name and its caption, and shows its name', async () => {
    const { said, find } = await started(ANNA);
    await said(ANNA, '', FILE);
    for (const text of ['offer', 'договор', 'pdf in:анна has:file']) {
      const { groups } = await find(text);
      expect(groups, text).toMatchObject([{ kind: 'files', results: [{ title: { text: 'Offer_2026.pdf' } }] }]);
    }
    expect(ids(await find('offer has:photo'))).toEqual([]);
  });

  it('keeps to a chat, a person, what hangs on it, and days', async () => {
    const { said, find } = await started(ANNA, GROUP);
    await said(ANNA, 'Цена', { from: ANNA });
    await said(GROUP, 'Цена', { from: BORIS });
    await said(GROUP, 'Цены: https://t.me', { from: ANNA, entities: [{ is: 'url', at: 6, length: 12 }] });
    await said(GROUP, 'цена', { from: ACCOUNT, out: true, date: NOW + 86_400_000 });
    expect(ids(await find('цен in:harbour'))).toEqual(['messages: 4 3 2']);
    expect(ids(await find('цен from:анна'))).toEqual(['messages: 3 1']);
    expect(ids(await find('цен from:me'))).toEqual(['messages: 4']);
    expect(ids(await find('has:link'))).toEqual(['messages: 3']);
    expect(ids(await find(`цен before:${new Date(NOW + 3600_000).toISOString().slice(0, 10)}`))).toEqual([
      'messages: 3 2 1',
    ]);
    expect(ids(await find('цен in:nobody'))).toEqual([]);
  });

  it('forgets an old text, a deleted message, and what may be kept no more, at once', async () => {
    const { world, said, find } = await started(ANNA);
    for (const text of ['secret price', 'another secret', 'third secret']) await said(ANNA, text);
    expect(ids(await find('secret'))).toEqual(['messages: 3 2 1']);
    const [first, second] = world.server.of(ANNA);
    await world.receive(world.server.edits(first as Message, { text: 'plain price' }));
    await world.receive(world.server.deletes(second as Message));
    expect(ids(await find('secret'))).toEqual(['messages: 3']);
    expect(ids(await find('plain'))).toEqual(['messages: 1']);
    await keep(world, ANNA, 'counts');
    expect(await find('secret')).toMatchObject({ groups: [], left: 0 });
    await keep(world, ANNA, 'full');
    expect(ids(await find('secret'))).toEqual(['messages: 3']);
    await world.untrack();
    expect(ids(await find('secret'))).toEqual([]);
  });

  it('never shows words that are gone, be it that the index was not told yet', async () => {
    const { world, said, part, find } = await started(ANNA);
    await said(ANNA, 'secret');
    await part.work();
    await world.receive(world.server.edits(world.server.of(ANNA)[0] as Message, { text: 'plain' }));
    await world.db.feed.clear();
    expect(ids(await find('secret'))).toEqual([]);
  });

  it('walks through all that is kept where the index is lost, and trims the feed', async () => {
    const { world, said, part, find } = await started(ANNA, CHANNEL);
    for (let i = 0; i < 300; i++) world.server.sends(i % 3 === 0 ? CHANNEL : ANNA, { text: `old ${i}` });
    await world.receive({ is: 'gap' });
    await world.settle();
    await said(ANNA, 'old and new');
    await part.work();
    expect(await world.db.feed.count()).toBe(1);
    const all = await find('old', 1000);
    expect(all.groups[0]).toMatchObject({ total: 301 });
    await world.db.sealed('search').clear();
    const again = searchIn(world);
    expect(await again.find('old', 1000)).toEqual(all);
    await world.part.fold(ACCOUNT, ANNA);
    await said(ANNA, 'older');
    expect((await again.find('old', 1000)).groups[0]?.total).toBe(302);
    // The feed is that of another time.
    await again.part.work();
    await world.db.feed.clear();
    expect((await searchIn(world).find('old', 1000)).groups[0]?.total).toBe(302);
  });

  it('takes in a whole chat in portions', async () => {
    const { world, said, find } = await started(ANNA, CHANNEL);
    for (let i = 0; i < 1500; i++) world.server.sends(CHANNEL, { text: `word ${i}` });
    await world.receive({ is: 'gap' });
    await world.settle();
    expect((await find('word')).groups[0]?.total).toBe(1500);
    await keep(world, CHANNEL, 'nothing');
    await said(ANNA, 'word');
    expect(await find('word')).toMatchObject({ groups: [{ total: 1 }], left: 0 });
  });

  it('holds no word in the clear', async () => {
    const { world, said, part } = await started(ANNA);
    await said(ANNA, 'Канарейка canary', FILE);
    await part.work();
    const rows = await world.db.sealed('search').toArray();
    expect(rows.length).toBeGreaterThan(3);
    for (const word of ['канарейка', 'canary', 'договор', 'offer']) {
      for (const coding of ['utf8', 'utf16le'] as const) {
        expect(rows.some(({ box }) => Buffer.from(box).includes(Buffer.from(word, coding)))).toBe(false);
      }
    }
  });
});

const WORDS = ['да', 'дай', 'Цены', 'ещё', 'еще', 'offer', 'o', 'price', 'prices', 'a'];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const peer = fc.constantFrom(ANNA, BORIS, CHANNEL);
const asked = fc.record({
  words: fc.array(fc.constantFrom('д', 'да', 'цен', 'ЕЩЁ', 'off', 'price', 'a'), { minLength: 1, maxLength: 2 }),
  quoted: fc.boolean(),
});
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant('new' as const), peer, text, file: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('edit' as const), pick: fc.nat(), text }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('delete' as const), pick: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('keep' as const),
      peer,
      keep: fc.constantFrom('nothing', 'counts', 'full'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('missed' as const), peer, text, count: fc.nat(200) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('fold' as const), peer }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('work' as const), beside: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('damage' as const), pick: fc.nat(), lose: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('search' as const),
      asked: fc.array(asked, { minLength: 1, maxLength: 2 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What is found, and what a plain look at everything that is kept finds. */
async function compare(life: Life, find: (text: string) => Promise<SearchAnswer>, wanted: Asked[]) {
  const all = (await Promise.all([ANNA, BORIS, CHANNEL].map((of) => life.kept(of)))).flat();
  const docs = all.flatMap((it) => messageDoc(ACCOUNT, it) ?? []);
  const { groups, left } = await find(typed(wanted));
  expect(left).toBe(0);
  for (const kind of ['messages', 'files'] as const) {
    const plain = inOrder(scan(docs, wanted, { attributes: [[`is ${kind}`]] }), false);
    const { results: found, total } = groups.find((group) => group.kind === kind) ?? { results: [], total: 0 };
    expect(total).toBe(plain.length);
    expect(found.map(({ id }) => id)).toEqual(plain.slice(0, 100).map(({ space, id }) => `${space}:${id}`));
  }
}

async function run(world: World, steps: readonly Step[]): Promise<void> {
  const { server } = world;
  let life: Life = world;
  let search = searchIn(life);
  let beside: Promise<unknown> = Promise.resolve();
  const picked = (pick: number) => server.messages[pick % Math.max(1, server.messages.length)];
  for (const s of steps) {
    if (s.is === 'new') await life.receive(server.sends(s.peer, { ...(s.file ? FILE : {}), text: s.text }));
    else if (s.is === 'missed') {
      for (let i = 0; i < s.count; i++) server.sends(s.peer, { text: s.text });
      await life.receive({ is: 'gap' });
      await life.settle();
    } else if (s.is === 'edit') {
      const old = picked(s.pick);
      if (old) await life.receive(server.edits(old, { text: s.text }));
    } else if (s.is === 'delete') {
      const old = picked(s.pick);
      if (old) await life.receive(server.deletes(old));
    } else if (s.is === 'keep') await keep(life, s.peer, s.keep as Keep);
    else if (s.is === 'fold') await life.part.fold(ACCOUNT, s.peer);
    else if (s.is === 'work') {
      beside = search.part.work();
      if (!s.beside) await beside;
    } else if (s.is === 'restart' || s.is === 'damage') {
      await beside;
      await life.settle();
      const rows = s.is === 'damage' ? await life.records.db.sealed('search').toArray() : [];
      const row = s.is === 'damage' ? rows[s.pick % Math.max(1, rows.length)] : undefined;
      if (row && s.is === 'damage') {
        if (s.lose) await life.records.db.sealed('search').delete(row.id);
        else
          await life.records.db
            .sealed('search')
            .put({ ...row, box: row.box.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) });
      }
      life = world.again();
      search = searchIn(life);
    } else await compare(life, search.find, s.asked);
  }
  await beside;
  await life.settle();
  await compare(life, search.find, [{ words: ['a'], quoted: false }]);
}

describe('search of kept messages, against a plain scan', () => {
  it('answers the same after any messages, edits, deletions, choices, restarts and damage (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        await run(await makeWorld(ANNA, BORIS, CHANNEL), steps);
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});

describe('documents of messages', () => {
  it('are made of what is kept in full only', () => {
    expect(messageDoc(ACCOUNT, message(1, ANNA, { bare: true, text: '' }))).toBe(null);
    expect(messageDoc(ACCOUNT, message(1, ANNA, { kind: 'service', text: '' }))).toBe(null);
    expect(messageDoc(ACCOUNT, message(1, ANNA, { topic: 7, from: 5 }))).toMatchObject({
      attributes: ['is messages', `in ${ACCOUNT}:${ANNA}:7`, 'from 5'],
    });
  });
});
