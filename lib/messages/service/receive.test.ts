import { describe, expect, it } from 'vitest';
import { linkEdit } from '@/lib/chats/service/track';
import { type ChatState, type TelegramUpdate, waitingOf } from '@/lib/messages/model';
import { ACCOUNT, ANNA, BORIS, CHANNEL, GROUP, makeWorld, message } from '@/tests/support/chats';

const STRANGER = 999;
const session = { session: 's', account: ACCOUNT };

async function engineFor(...peers: number[]) {
  const world = await makeWorld(...peers);
  const stored = async () => {
    const all = [];
    for (const peer of peers) all.push(...(await world.kept(peer)));
    return all.sort((a, b) => a.peer - b.peer || a.id - b.id);
  };
  const told = async () => (await world.db.told.toArray()).map(({ id, state }) => `${id} ${state}`).sort();
  return { ...world, stored, told };
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

  it('keeps and tells of a linked topic, and not of its neighbours', async () => {
    const { db, log, engine, kept } = await makeWorld();
    await log.commit([linkEdit({ account: ACCOUNT, peer: CHANNEL, topic: 5 }, { chat: `${ACCOUNT}:${CHANNEL}:5` }, 1)]);
    await engine.receive(
      session,
      [
        { is: 'message', message: message(1, CHANNEL, { topic: 5 }) },
        { is: 'message', message: message(2, CHANNEL, { topic: 6 }) },
      ],
      [],
    );
    expect((await db.told.toArray()).map((row) => row.id)).toEqual([`${ACCOUNT}:${CHANNEL}:1`]);
    expect((await kept(CHANNEL)).map(({ id }) => id)).toEqual([1]);
  });

  it('knows who waits in each topic of a forum', async () => {
    const { records, engine } = await engineFor(CHANNEL);
    await engine.receive(
      session,
      [
        { is: 'message', message: message(1, CHANNEL, { topic: 5 }) },
        { is: 'message', message: message(2, CHANNEL, { topic: 6 }) },
        { is: 'message', message: message(3, CHANNEL, { topic: 5, out: true }) },
      ],
      [],
    );
    const state = await records.get<ChatState>('chats', `${ACCOUNT}:${CHANNEL}`);
    expect([waitingOf(state), waitingOf(state, 5), waitingOf(state, 6)]).toEqual([2000, null, 2000]);
  });

  it('changes what is here by edits, reactions and pins, and brings nothing in by them', async () => {
    const { server, receive, stored } = await engineFor(ANNA);
    await receive(server.sends(ANNA), server.sends(ANNA));
    const [first, second] = server.messages;
    if (!first || !second) throw new Error('two were sent');
    await receive(server.edits(first), server.pins(second, true));
    const [, pinned] = server.messages;
    if (!pinned) throw new Error('two were sent');
    await receive(server.reacts(pinned, [{ emoji: '👍', count: 1 }]));
    expect(await stored()).toEqual(server.of(ANNA));
    await receive(
      { is: 'edited', message: message(77, ANNA) },
      { is: 'reactions', peer: ANNA, id: 78, reactions: [{ emoji: '👍', count: 1 }] },
      { is: 'pinned', peer: ANNA, ids: [79], pinned: true },
    );
    expect(await stored()).toEqual(server.of(ANNA));
  });

  it('finds the chat of a deletion that names none: in pages, in the journal, and in the batch itself', async () => {
    const { server, receive, part, stored } = await engineFor(ANNA, BORIS, GROUP);
    await receive(server.sends(ANNA), server.sends(BORIS), server.sends(GROUP));
    await part.fold(ACCOUNT, ANNA);
    const [inPage, inJournal] = server.messages;
    const sent = server.sends(ANNA);
    const inBatch = server.messages.at(-1);
    if (!inPage || !inJournal || !inBatch) throw new Error('four were sent');
    await receive(sent, server.deletes(inPage, inJournal, inBatch));
    expect((await stored()).map(({ peer }) => peer)).toEqual([GROUP]);
  });

  it('takes back what was told of a deleted message, also where nothing is kept', async () => {
    const { server, receive, told, part } = await engineFor(ANNA);
    const set = part.handlers.find(({ command }) => command.name === 'messages.setKeeping');
    await set?.run({ chat: { account: ACCOUNT, peer: ANNA }, keep: 'nothing' }, { tab: null, framed: false });
    await receive(server.sends(ANNA));
    const [sent] = server.messages;
    if (!sent) throw new Error('one was sent');
    await receive(server.deletes(sent));
    expect(await told()).toEqual([`${ACCOUNT}:${ANNA}:1 dropped`]);
  });

  it('asks other parts to remove what lies there of a chat once less is kept of it, and not when more is', async () => {
    const { part, lessKept } = await engineFor(ANNA);
    const set = part.handlers.find(({ command }) => command.name === 'messages.setKeeping');
    for (const keep of ['counts', 'nothing', 'full', 'counts']) {
      await set?.run({ chat: { account: ACCOUNT, peer: ANNA }, keep }, { tab: null, framed: false });
    }
    expect(lessKept).toEqual(['counts', 'nothing', 'counts']);
  });

  it('asks the server again who waits, when the answer that ended the waiting is deleted', async () => {
    const { server, receive, records, settle } = await engineFor(ANNA);
    await settle();
    await receive(server.sends(ANNA), server.sends(ANNA, { out: true }));
    const waiting = async () => (await records.get<ChatState>('chats', `${ACCOUNT}:${ANNA}`))?.waitingSince;
    expect(await waiting()).toBeNull();
    const [question, answer] = server.messages;
    if (!question || !answer) throw new Error('two were sent');
    await receive(server.deletes(answer));
    await settle();
    expect(await waiting()).toBe(question.date);
  });
});

describe('what Telegram shows of a chat', () => {
  it('is told to be out of date when Telegram says so', async () => {
    const { receive, outdated } = await engineFor();
    await receive({ is: 'peer', peer: STRANGER });
    expect(outdated).toEqual([`${ACCOUNT}:${STRANGER}`]);
  });
});

describe('a chat that leaves the CRM', () => {
  it('leaves nothing behind, and the others as they are', async () => {
    const { db, records, server, receive, part, settle, untrack, track, kept } = await engineFor(ANNA);
    await track(GROUP);
    await settle();
    for (const peer of [ANNA, GROUP]) {
      await receive(server.sends(peer));
      await part.fold(ACCOUNT, peer);
      await receive(server.sends(peer));
      const id = `${ACCOUNT}:${peer}`;
      await db.sealed('profiles').put(await records.sealed('profiles', id, 1, { at: 0 }));
    }
    await untrack();
    const keys = async (table: 'chats' | 'profiles' | 'syncs' | 'pages' | 'journal') =>
      (await db.sealed(table).toCollection().primaryKeys()).map((key) => key.split(':', 2).join(':'));
    for (const table of ['chats', 'profiles', 'syncs', 'pages', 'journal'] as const) {
      expect(new Set(await keys(table)), table).toEqual(new Set([`${ACCOUNT}:${GROUP}`]));
    }
    expect((await db.pageIds.toArray()).map(({ id }) => id.split(':')[1])).toEqual([String(GROUP)]);
    expect(await kept(GROUP)).toEqual(server.of(GROUP));
  });

  it('is looked back at like a new one when it comes again: who waits is known, nothing of it is told', async () => {
    const { server, records, settle, stored, told, untrack, track } = await engineFor(ANNA);
    server.sends(ANNA, { out: true });
    await settle();
    await untrack();
    server.sends(ANNA);
    const [, waits] = server.messages;
    server.sends(ANNA);
    await track(ANNA);
    await settle();
    const state = await records.get<ChatState>('chats', `${ACCOUNT}:${ANNA}`);
    expect(state).toMatchObject({ waitingSince: waits?.date, lastId: 3, looked: [0] });
    expect(await stored()).toEqual(server.of(ANNA));
    expect(await told()).toEqual([]);
  });

  it('is not stored when it left while the server was asked', async () => {
    const { server, settle, untrack, db } = await engineFor(ANNA);
    server.sends(ANNA);
    let left = false;
    server.onAnswer = async () => {
      if (!left) await untrack();
      left = true;
    };
    await settle();
    expect(left).toBe(true);
    for (const table of ['chats', 'syncs', 'pages', 'journal'] as const) {
      expect(await db.sealed(table).count(), table).toBe(0);
    }
  });

  it('keeps of a forum what its other topics are in the CRM for, whatever left first', async () => {
    const { server, settle, untrack, track, kept, db } = await engineFor(CHANNEL);
    for (let i = 0; i < 300; i++) server.sends(CHANNEL, { topic: i % 3 });
    await track([CHANNEL, 1]);
    await settle();
    expect(await kept(CHANNEL)).toEqual(server.of(CHANNEL));
    await untrack();
    await settle();
    expect(await kept(CHANNEL)).toEqual(server.of(CHANNEL).filter(({ topic }) => topic === 1));
    expect(await db.sealed('syncs').toCollection().primaryKeys()).toEqual([`${ACCOUNT}:${CHANNEL}:1`]);
    server.sends(CHANNEL, { topic: 2 });
    await track(CHANNEL);
    await settle();
    expect(await kept(CHANNEL)).toEqual(server.of(CHANNEL));
  });
});
