import { beforeEach, describe, expect, it } from 'vitest';
import { chatKey } from '@/lib/chats/model';
import { linkEdit } from '@/lib/chats/service/track';
import type { FileView } from '@/lib/files/contract';
import type { Keep } from '@/lib/messages/keeping';
import { type Message, newChatState } from '@/lib/messages/model';
import { keepIn } from '@/lib/messages/service/tracked';
import type { TelegramPort } from '@/lib/telegram/port';
import { testRecords } from '@/tests/support/records';
import { createFiles } from '.';
import { PICTURES } from './parts';

const FORUM = -100;
const chat = { account: 1, peer: 2 };
const topic = { account: 1, peer: FORUM, topic: 7 };
const SIZE = 7;

/** The message `id` carries a file of that number, with a small picture. */
function message(peer: number, id: number): Message {
  const at = { is: 'document' as const, dc: 2, id: String(id), accessHash: '1', reference: '' };
  const sizes = [{ type: 'm', width: 320, height: 240, size: 3 }];
  const file = { at, size: SIZE, mime: 'application/pdf', name: `${id}.pdf`, sizes };
  const base = { kind: 'document', mentioned: false, silent: false, out: false, date: 0, text: '' } as const;
  return { id, peer, media: { is: 'file', file }, ...base };
}

async function open() {
  const { records, log } = testRecords();
  const port: Partial<TelegramPort> = {
    uploadPart: async () => undefined,
    filePart: async (_at, { limit, picture }) => {
      await world.onAsk();
      return new Uint8Array(picture ? 3 : Math.min(limit, SIZE));
    },
  };
  const files = createFiles({
    ...{ records, now: () => 5, announce: () => undefined, later: () => () => undefined },
    ...{ port: async () => port as TelegramPort, room: async () => 1e9, randomId: () => '77' },
    messageOf: async ({ peer }, id) => ({ ...message(peer, id), ...(peer === FORUM ? { topic: 7 } : {}) }),
    reader: () => {
      throw new Error('not read here');
    },
    newestOf: async () => 41,
    outbox: async (name, input) => {
      if (name === 'outbox.send') {
        world.handed.push(input);
        await world.onHand();
      }
      if (name === 'outbox.cancel') world.cancelled.push((input as { id: string }).id);
      return { items: world.items };
    },
    renewed: async () => undefined,
    keepIn: (of) => keepIn(records, of),
  });
  const world = {
    records,
    files,
    /** What was given to the outbox, what it has, and what was taken out of it. */
    handed: [] as unknown[],
    items: [] as { id: string; state: string }[],
    cancelled: [] as string[],
    /** Called while the outbox takes something. */
    onHand: async () => undefined as unknown,
    /** Called before Telegram answers. */
    onAsk: async () => undefined as unknown,
    /** Chooses what is kept of a chat, as it is stored before anything is told of it. */
    async keep(peer: number, keep: Keep, topicKeep: Record<string, Keep> = {}) {
      const state = { ...newChatState(1, peer), keep, topicKeep };
      await records.db.sealed('chats').put(await records.sealed('chats', `1:${peer}`, 1, state));
    },
    parts: () => records.db.sealed('fileParts').toCollection().primaryKeys(),
    run: <T>(name: string, input: object = {}) =>
      files.handlers
        .find(({ command }) => command.name === name)
        ?.run(input, { tab: null, framed: false }) as Promise<T>,
    stored: async () => (await world.run<FileView[]>('files.stored')).map(({ file }) => file.name).sort(),
    /** Brings a file here, whole. */
    async fetched(of: typeof chat | typeof topic, id: number) {
      await world.run('files.download', { chat: of, message: id });
      const here = async () =>
        (await world.run<FileView[]>('files.stored')).find(({ file }) => file.name === `${id}.pdf`);
      await expect.poll(async () => (await here())?.is, { interval: 2 }).toBe('here');
    },
    picture: ({ account, peer }: typeof chat, id: number) =>
      files.serve(new Request(`http://tez/file/picture/${account}/${peer}/${id}`)),
  };
  await log.commit([chat, { account: 1, peer: FORUM }].map((it) => linkEdit(it, { chat: chatKey(it) }, 1)));
  return world;
}

let world: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  world = await open();
});

describe('when less is kept of a chat', () => {
  it.each(['counts', 'nothing'] as const)(
    '%s: its files and pictures go; the library and other chats stay',
    async (keep) => {
      await world.fetched(chat, 1);
      await world.fetched(chat, 2);
      await world.run('files.keep', { chat, message: 2 });
      await world.fetched(topic, 3);
      expect((await world.picture(chat, 1)).status).toBe(200);
      expect((await world.parts()).filter((id) => id.startsWith(PICTURES))).toHaveLength(1);
      await world.keep(chat.peer, keep);
      await world.files.tidy();
      expect(await world.stored()).toEqual(['2.pdf', '3.pdf']);
      expect(await world.parts()).toEqual(['1.2/00000', '1.3/00000']);
    },
  );

  it('a topic of a forum that is in the CRM is kept, until it has a choice of its own', async () => {
    await world.fetched(topic, 3);
    await world.files.tidy();
    expect(await world.stored()).toEqual(['3.pdf']);
    await world.keep(FORUM, 'full', { 7: 'counts' });
    await world.files.tidy();
    expect(await world.stored()).toEqual([]);
    expect(await world.parts()).toEqual([]);
  });

  it('a file or picture is kept as its topic is, also where the forum is looked at as a whole', async () => {
    const forum = { account: 1, peer: FORUM };
    await world.keep(FORUM, 'full', { 7: 'nothing' });
    expect((await world.picture(forum, 3)).status).toBe(200);
    expect(await world.parts()).toEqual([]);
    await world.fetched(forum, 3);
    const rows = (await world.records.db.sealed('files').toArray()) as { state?: string }[];
    expect(rows.map(({ state }) => state)).toEqual(['brief']);
  });

  it('a picture that comes at that moment does not stay', async () => {
    const { vault } = world.records;
    const { keys } = vault;
    world.onAsk = async () => {
      let asked = 0;
      vault.keys = async () => {
        asked += 1;
        // What is kept becomes less while the picture is sealed, after it was asked whether it may stay.
        if (asked === 1) {
          await world.keep(chat.peer, 'nothing');
          await world.files.tidy();
        }
        return keys();
      };
    };
    expect((await world.picture(chat, 1)).status).toBe(200);
    expect(await world.parts()).toEqual([]);
  });

  it('what is fetched then goes soon after it was used', async () => {
    await world.keep(chat.peer, 'nothing');
    await world.fetched(chat, 1);
    const rows = (await world.records.db.sealed('files').toArray()) as { state?: string }[];
    expect(rows.map(({ state }) => state)).toEqual(['brief']);
  });
});

describe('a file to be sent', () => {
  const id = 'press-with-a-file';
  const file = { name: 'Offer.pdf', mime: 'application/pdf', size: SIZE, as: { is: 'document' } };
  const words = { caption: { text: '', entities: [] }, album: false, silent: false };

  async function copied(how: object = {}) {
    await world.run('files.begin', { id, chat, files: [file], ...words, ...how });
    const body = new Uint8Array(SIZE);
    await world.files.serve(new Request(`http://tez/file/put/${id}/0/0`, { method: 'PUT', body }));
  }

  it('that is scheduled unless they answer knows what they had written when it was asked for', async () => {
    const asked = { scheduleAt: 1e12, unlessAnswered: {} };
    await copied(asked);
    await world.run('files.ready', { id });
    await expect.poll(() => world.handed, { interval: 2 }).toMatchObject([{ ...asked, unlessAnswered: { after: 41 } }]);
  });

  it('and dropped is taken out of the outbox, too, where a worker died before it noted that it had given it', async () => {
    await copied();
    world.items = [`${id}.0`, 'another.0'].map((item) => ({ id: item, state: 'queued' }));
    await world.run('files.dropUpload', { id });
    expect(world.cancelled).toEqual([`${id}.0`]);
    expect(await world.run('files.uploads', { chat })).toEqual([]);
    expect(await world.parts()).toEqual([]);
  });

  it('that was dropped while the outbox was given it does not stay there', async () => {
    world.onHand = async () => {
      world.items = [{ id: `${id}.0`, state: 'queued' }];
      await world.run('files.dropUpload', { id });
      world.cancelled = [];
    };
    await copied();
    await world.run('files.ready', { id });
    await expect.poll(() => world.cancelled, { interval: 2 }).toEqual([`${id}.0`]);
  });
});
