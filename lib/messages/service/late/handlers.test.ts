import { expect, it } from 'vitest';
import type { Keep } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import { ACCOUNT, ANNA, makeWorld } from '@/tests/support/chats';

const CHAT = { account: ACCOUNT, peer: ANNA };

async function worldOf() {
  const world = await makeWorld(ANNA);
  const run = (name: string, input: object) =>
    world.part.handlers
      .find(({ command }) => command.name === name)
      ?.run({ chat: CHAT, ...input }, { tab: null, framed: false });
  const told = async () => (await world.db.told.toArray()).map(({ id }) => id);
  return {
    ...world,
    told,
    keep: (keep: Keep) => run('messages.setKeeping', { keep }),
    now: (...ids: number[]) => run('messages.now', { ids }) as Promise<{ messages: Message[]; gone: number[] }>,
  };
}

it('brings in what is to be kept from now on, and tells nobody of it', async () => {
  const { server, settle, keep, kept, told } = await worldOf();
  for (let i = 0; i < 30; i += 1) server.sends(ANNA);
  await keep('counts');
  await settle();
  expect((await kept(ANNA)).every(({ bare }) => bare)).toBe(true);
  await keep('full');
  await settle();
  expect(await kept(ANNA)).toEqual(server.of(ANNA));
  expect(await told()).toEqual([]);
});

it('takes what is not kept for deleted only where Telegram says so', async () => {
  const { server, settle, receive, now } = await worldOf();
  for (let i = 0; i < 3; i += 1) await receive(server.sends(ANNA));
  await settle();
  const [, second, third] = server.of(ANNA);
  if (!second || !third) throw new Error('three were sent');
  await receive(server.edits(second, { fleeting: true }), server.deletes(third));
  const { messages, gone } = await now(1, 2, 3);
  expect([messages.map(({ id }) => id), gone]).toEqual([[1, 2], [3]]);
  server.onAsk = async () => {
    throw new Error('offline');
  };
  const offline = await now(1, 2, 3);
  expect([offline.messages.map(({ id }) => id), offline.gone]).toEqual([[1], []]);
});
