import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatKey } from '@/lib/chats/model';
import { linkEdit } from '@/lib/chats/service/track';
import type { ChatState, Message, TelegramUpdate } from '@/lib/messages/model';
import type { TelegramPort } from '@/lib/telegram/port';
import { testRecords } from '@/tests/support/records';
import { createMessageEngine } from './receive';

const ACCOUNT = 1;
const ANNA = 100;
const GROUP = -200;
const CHANNEL = -1_000_000_000_300;
const STRANGER = 999;
const session = { session: 's', account: ACCOUNT };

function message(id: number, peer: number, more: Partial<Message> = {}): Message {
  const base = { out: false, date: id * 1000, text: `m${id}`, kind: 'text', mentioned: false, silent: false } as const;
  return { id, peer, ...base, ...more };
}

async function engineFor(...tracked: number[]) {
  const { db, records, log } = testRecords();
  const track = (peer: number) => linkEdit({ account: ACCOUNT, peer }, { chat: `${ACCOUNT}:${peer}` }, 1);
  const tracking = await log.commit(tracked.map(track));
  const peers: string[] = [];
  const engine = createMessageEngine({
    records,
    announce: () => undefined,
    onPeer: (chat) => peers.push(chatKey(chat)),
    onStored: () => undefined,
  });
  const stored = async () => {
    const pages = await records.all<Message[]>('pages');
    return pages.flat().sort((a, b) => a.peer - b.peer || a.id - b.id);
  };
  const told = async () => (await db.told.toArray()).map(({ id, state }) => `${id} ${state}`).sort();
  const untrack = async () => {
    await log.undo(tracking);
    await engine.forgetUntracked();
  };
  return { db, records, log, engine, stored, told, peers, track, untrack };
}

/** What the server would answer about one chat: enough of the port for mending. */
function serverPort(messages: readonly Message[], readInbox = 0): TelegramPort {
  const asked: Pick<TelegramPort, 'dialog' | 'history'> = {
    dialog: async (peer) => ({ peer, unread: 0, mentions: 0, readInbox, readOutbox: 0, mutedUntil: 0 }),
    history: async (peer, { limit, before = Number.POSITIVE_INFINITY, after = 0 }) =>
      messages
        .filter((m) => m.peer === peer && m.id < before && m.id > after)
        .sort((a, b) => b.id - a.id)
        .slice(0, limit),
  };
  return asked as TelegramPort;
}

describe('receiving', () => {
  it('keeps only tracked chats, with the update state in the same transaction', async () => {
    const { db, engine, stored } = await engineFor(ANNA);
    const updates: TelegramUpdate[] = [
      { is: 'message', message: message(1, ANNA) },
      { is: 'message', message: message(2, STRANGER) },
    ];
    await engine.receive(session, updates, [{ key: 'pts', box: new Uint8Array([7]) }]);
    expect((await stored()).map((m) => m.id)).toEqual([1]);
    expect(await db.sealed('sessions').get('s|pts')).toMatchObject({ box: new Uint8Array([7]) });
  });

  it('stores neither rows nor state when the vault cannot seal', async () => {
    const { db, records, engine } = await engineFor(ANNA);
    const sealed = records.sealed;
    records.sealed = async () => {
      throw new Error('locked now');
    };
    const batch = engine.receive(
      session,
      [{ is: 'message', message: message(1, ANNA) }],
      [{ key: 'pts', box: new Uint8Array([7]) }],
    );
    await expect(batch).rejects.toThrow('locked now');
    expect(await db.sealed('sessions').count()).toBe(0);
    records.sealed = sealed;
    await engine.receive(
      session,
      [{ is: 'message', message: message(1, ANNA) }],
      [{ key: 'pts', box: new Uint8Array([8]) }],
    );
    expect(await db.sealed('sessions').count()).toBe(1);
  });

  it('makes a message due once, however often it comes', async () => {
    const { db, engine, told, stored } = await engineFor(ANNA);
    const update: TelegramUpdate = { is: 'message', message: message(1, ANNA) };
    await engine.receive(session, [update, update], []);
    await db.told.update(`${ACCOUNT}:${ANNA}:1`, { state: 'told' });
    await engine.receive(session, [update], []);
    expect(await told()).toEqual([`${ACCOUNT}:${ANNA}:1 told`]);
    expect(await stored()).toHaveLength(1);
  });

  it('does not make due what was read elsewhere, what we wrote, or what a service said', async () => {
    const { engine, told } = await engineFor(ANNA);
    await engine.receive(session, [{ is: 'message', message: message(1, ANNA) }], []);
    await engine.receive(session, [{ is: 'readInbox', peer: ANNA, upTo: 2 }], []);
    await engine.receive(
      session,
      [
        { is: 'message', message: message(2, ANNA) },
        { is: 'message', message: message(3, ANNA, { out: true }) },
        { is: 'message', message: message(4, ANNA, { kind: 'service' }) },
      ],
      [],
    );
    expect(await told()).toEqual([`${ACCOUNT}:${ANNA}:1 dropped`, `${ACCOUNT}:${ANNA}:2 dropped`]);
  });

  it('never keeps a view-once message, but lets it count', async () => {
    const { engine, stored, told, records } = await engineFor(ANNA);
    await engine.receive(session, [{ is: 'message', message: message(1, ANNA, { fleeting: true }) }], []);
    expect(await stored()).toEqual([]);
    expect(await told()).toEqual([`${ACCOUNT}:${ANNA}:1 due`]);
    expect(await records.get('chats', `${ACCOUNT}:${ANNA}`)).toMatchObject({ waitingSince: 1000 });
  });

  it('begins waiting with their first unanswered message and ends it with ours', async () => {
    const { records, engine } = await engineFor(ANNA);
    const waiting = async () => (await records.get<ChatState>('chats', `${ACCOUNT}:${ANNA}`))?.waitingSince;
    await engine.receive(session, [{ is: 'message', message: message(1, ANNA) }], []);
    await engine.receive(session, [{ is: 'message', message: message(2, ANNA) }], []);
    expect(await waiting()).toBe(1000);
    await engine.receive(session, [{ is: 'message', message: message(3, ANNA, { out: true }) }], []);
    expect(await waiting()).toBeNull();
  });

  it('tells of a linked topic and not of its neighbours', async () => {
    const { db, records, log } = testRecords();
    await log.commit([linkEdit({ account: ACCOUNT, peer: CHANNEL, topic: 5 }, { chat: `${ACCOUNT}:${CHANNEL}:5` }, 1)]);
    const engine = createMessageEngine({
      records,
      announce: () => undefined,
      onPeer: () => undefined,
      onStored: () => undefined,
    });
    await engine.receive(
      session,
      [
        { is: 'message', message: message(1, CHANNEL, { topic: 5 }) },
        { is: 'message', message: message(2, CHANNEL, { topic: 6 }) },
      ],
      [],
    );
    expect((await db.told.toArray()).map((row) => row.id)).toEqual([`${ACCOUNT}:${CHANNEL}:1`]);
  });
});

describe('what Telegram shows of a chat', () => {
  it('is told to be out of date when Telegram says so', async () => {
    const { engine, peers } = await engineFor();
    await engine.receive(session, [{ is: 'peer', peer: STRANGER }], []);
    expect(peers).toEqual([`${ACCOUNT}:${STRANGER}`]);
  });
});

describe('a chat that leaves the CRM', () => {
  it('leaves nothing behind, and the others as they are', async () => {
    const { db, engine, records, stored, untrack, log, track } = await engineFor(ANNA);
    await log.commit([track(GROUP)]);
    const updates = [ANNA, GROUP].map((peer) => ({ is: 'message', message: message(1, peer) }) as const);
    await engine.receive(session, updates, []);
    for (const peer of [ANNA, GROUP]) {
      const id = `${ACCOUNT}:${peer}`;
      await db.sealed('profiles').put(await records.sealed('profiles', id, 1, { at: 0 }));
    }
    await untrack();
    expect((await stored()).map(({ peer }) => peer)).toEqual([GROUP]);
    for (const table of ['chats', 'profiles'] as const) {
      expect(await db.sealed(table).toCollection().primaryKeys()).toEqual([`${ACCOUNT}:${GROUP}`]);
    }
  });

  it('is looked back at like a new one when it comes again: who waits is known, nothing of it is told', async () => {
    const { engine, records, told, untrack, log, track } = await engineFor(ANNA);
    await engine.mend(ACCOUNT, serverPort([message(1, ANNA)]));
    await untrack();
    await log.commit([track(ANNA)]);
    await engine.mend(ACCOUNT, serverPort([1, 2, 3].map((id) => message(id, ANNA, { out: id === 1 }))));
    expect(await records.get<ChatState>('chats', `${ACCOUNT}:${ANNA}`)).toMatchObject({
      waitingSince: 2000,
      lastId: 3,
      lookedBack: true,
    });
    expect(await told()).toEqual([]);
  });

  it('is not stored when it left while the server was asked', async () => {
    const { engine, stored, untrack } = await engineFor(ANNA);
    const port = serverPort([message(1, ANNA)]);
    const slow = {
      ...port,
      history: (...asked: Parameters<TelegramPort['history']>) => untrack().then(() => port.history(...asked)),
    };
    await engine.mend(ACCOUNT, slow as TelegramPort);
    expect(await stored()).toEqual([]);
  });
});

describe('mending', () => {
  it('looks back at a chat that is new to Tez without telling of its past', async () => {
    const { records, engine, told, stored } = await engineFor(ANNA);
    const past = [message(1, ANNA), message(2, ANNA, { out: true }), message(3, ANNA), message(4, ANNA)];
    await engine.mend(ACCOUNT, serverPort(past));
    expect(await stored()).toHaveLength(4);
    expect(await told()).toEqual([]);
    expect(await records.get('chats', `${ACCOUNT}:${ANNA}`)).toMatchObject({ waitingSince: 3000, gap: false });
  });

  it('fetches and tells what came during a gap, over more than one page of history', async () => {
    const { engine, told, stored } = await engineFor(ANNA);
    const all = Array.from({ length: 251 }, (_, i) => message(i + 1, ANNA));
    await engine.mend(ACCOUNT, serverPort(all.slice(0, 1)));
    await engine.receive(session, [{ is: 'gap' }], []);
    await engine.mend(ACCOUNT, serverPort(all));
    expect(await stored()).toHaveLength(251);
    expect(await told()).toHaveLength(250);
  });

  it('ends equal to the server for any order of messages, edits, deletions and gaps (property)', async () => {
    const peers = [ANNA, GROUP, CHANNEL];
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ is: fc.constant('new' as const), peer: fc.constantFrom(...peers), lost: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.record({ is: fc.constant('edit' as const), pick: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ is: fc.constant('delete' as const), pick: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant('gap' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { engine, stored } = await engineFor(...peers);
        let server: Message[] = [];
        // Ids of users and groups come from one sequence, a channel has its own.
        const next = { common: 1, channel: 1 };
        // Once something is lost, Telegram's order holds back what follows until the gap is mended.
        let lost = false;
        await engine.mend(ACCOUNT, serverPort(server));
        const send = (update: TelegramUpdate) => (lost ? undefined : engine.receive(session, [update], []));
        for (const s of steps) {
          if (s.is === 'gap') {
            lost = false;
            await engine.receive(session, [{ is: 'gap' }], []);
            await engine.mend(ACCOUNT, serverPort(server));
          } else if (s.is === 'new') {
            const id = s.peer === CHANNEL ? next.channel++ : next.common++;
            const arrived = message(id, s.peer);
            server = [...server, arrived];
            if (s.lost) lost = true;
            await send({ is: 'message', message: arrived });
          } else if (server.length > 0 && !lost) {
            const picked = server[s.pick % server.length];
            if (!picked) continue;
            if (s.is === 'edit') {
              const edited = { ...picked, text: `${picked.text}!`, editDate: 1 };
              server = server.map((m) => (m === picked ? edited : m));
              await send({ is: 'edited', message: edited });
            } else {
              server = server.filter((m) => m !== picked);
              await send({ is: 'deleted', ids: [picked.id], ...(picked.peer === CHANNEL ? { peer: CHANNEL } : {}) });
            }
          }
        }
        await engine.receive(session, [{ is: 'gap' }], []);
        await engine.mend(ACCOUNT, serverPort(server));
        expect(await stored()).toEqual([...server].sort((a, b) => a.peer - b.peer || a.id - b.id));
      }),
      { numRuns: 60 },
    );
  });
});
