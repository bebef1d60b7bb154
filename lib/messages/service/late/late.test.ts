import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChatState, type Message, type TelegramUpdate, waitingOf } from '@/lib/messages/model';
import { heard, newWait, since } from '@/lib/messages/waiting';
import { ACCOUNT, ANNA, BORIS, CHANNEL, type FakeServer, makeWorld } from '@/tests/support/chats';

const PEERS = [ANNA, BORIS, CHANNEL];
type World = Awaited<ReturnType<typeof makeWorld>>;
type Life = Pick<World, 'receive' | 'settle' | 'part' | 'die' | 'kept' | 'again'>;

const peer = fc.constantFrom(...PEERS);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: fc.constant('new'), peer, out: fc.boolean(), lost: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('edit', 'delete', 'react', 'pin'), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('gap'), of: fc.option(peer), settle: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('fold'), peer }) },
  // After so many turns of the event loop, in the midst of whatever is under way.
  { weight: 2, arbitrary: fc.record({ is: fc.constant('die'), peer, after: fc.nat(60) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the server tells of one random change to it. */
function change(server: FakeServer, { is, pick }: { is: string; pick: number }): TelegramUpdate | null {
  const picked = server.messages[pick % server.messages.length];
  if (!picked) return null;
  if (is === 'edit') return server.edits(picked);
  if (is === 'delete') return server.deletes(picked);
  if (is === 'react') return server.reacts(picked, pick % 3 === 0 ? [] : [{ emoji: '👍', count: pick }]);
  return server.pins(picked, pick % 2 === 0);
}

const turns = async (n: number) => {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Runs steps against one server, in as many lives of the worker as it takes. */
async function run(world: World, steps: readonly Step[]): Promise<Life> {
  const { server } = world;
  let life: Life = world;
  /** Once something is lost of a chat, Telegram's order holds back what follows until the gap is mended. */
  let lost = false;
  const send = async (update: TelegramUpdate) => {
    if (!lost) await life.receive(update);
  };
  for (const s of steps) {
    if ('lost' in s) {
      const update = server.sends(s.peer, { out: s.out });
      if (s.lost) lost = true;
      await send(update);
    } else if ('pick' in s) {
      const update = change(server, s);
      if (update) await send(update);
    } else if ('of' in s) {
      // A gap of one chat says nothing of what was lost in the others.
      const one = s.of !== null && !lost;
      await life.receive(one && s.of !== null ? { is: 'gap', peer: s.of } : { is: 'gap' });
      lost = false;
      if (s.settle) await life.settle();
    } else if ('after' in s) {
      const update = server.sends(s.peer);
      const dying = life;
      let received = lost;
      const receiving = lost ? null : dying.receive(update).then(() => (received = true));
      receiving?.catch(() => undefined);
      dying.settle().catch(() => undefined);
      dying.part.fold(ACCOUNT, s.peer).catch(() => undefined);
      await turns(s.after);
      dying.die();
      await Promise.race([receiving?.catch(() => undefined), turns(20)]);
      life = { ...world.again(), again: world.again };
      // What was not stored with the update state comes again, and so may what was.
      if (!received) await life.receive(update);
    } else await life.part.fold(ACCOUNT, s.peer);
  }
  await life.receive({ is: 'gap' });
  await life.settle();
  return life;
}

function waitsByServer(messages: readonly Message[]): number | null {
  return since(messages.reduce(heard, newWait(undefined)));
}

describe('what is kept', () => {
  it('equals the server after any order of changes, losses, gaps and deaths of the worker (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(350), fc.array(step, { maxLength: 24 }), async (past, steps) => {
        const world = await makeWorld(...PEERS);
        for (let i = 0; i < past; i++) world.server.sends(PEERS[i % 5 === 0 ? 2 : 0] ?? ANNA, { out: i % 4 === 0 });
        const life = await run(world, steps);
        const after = world.again();
        for (const of of PEERS) {
          expect(await life.kept(of)).toEqual(world.server.of(of));
          expect(await after.kept(of)).toEqual(world.server.of(of));
          const state = await after.records.get<ChatState>('chats', `${ACCOUNT}:${of}`);
          expect(waitingOf(state)).toBe(waitsByServer(world.server.of(of)));
        }
      }),
      { numRuns: 20 },
    );
  }, 180_000);
});
