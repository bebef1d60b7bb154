import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxView } from '@/lib/outbox/contract';
import { ANNA, GROUP, ME } from '@/tests/support/outbox/telegram';
import { asking, type OutboxWorld, outboxWorld, press } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { chat, group, items, only, send, states } = asking(() => world);
const HOUR = 3_600_000;

describe('sending', () => {
  it('sends at once, in order, and follows what becomes of it', async () => {
    await send('One');
    await send('Two');
    await world.settled();
    expect(world.telegram.texts()).toEqual(['One', 'Two']);
    expect(await states()).toEqual(['sent', 'sent']);
    const last = (await items()).at(-1)?.messageIds[0] ?? 0;
    await world.heard({ is: 'readOutbox', peer: ANNA, upTo: last });
    expect(await states()).toEqual(['read', 'read']);
    await world.pass(25 * HOUR);
    await send('Three');
    await world.settled();
    expect((await items()).length).toBe(1);
  });

  it('stores first and then asks: a press is answered without a connection, and says nothing was sent', async () => {
    world.online = false;
    await send('Offline');
    await world.settled();
    expect(await states()).toEqual(['queued']);
    expect(world.telegram.calls).toEqual([]);
    world.online = true;
    await world.connected();
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Offline']);
  });

  it('takes the same press once, however often a page gives it', async () => {
    const pressed = press('Once');
    await world.ask('outbox.send', pressed);
    await world.ask('outbox.send', pressed);
    await world.settled();
    await world.ask('outbox.send', pressed);
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Once']);
  });

  it('sends several parts in order, the first as the answer', async () => {
    const theirs = world.telegram.theyWrite('Well?');
    const part = (text: string) => ({ is: 'text', text, entities: [], linkPreview: true });
    await send('', { messages: [part('Part one'), part('Part two')], replyTo: theirs.id });
    await world.settled();
    const sent = world.telegram.messages.filter(({ out }) => out);
    expect(sent.map(({ text, replyTo }) => [text, replyTo?.id])).toEqual([
      ['Part one', theirs.id],
      ['Part two', undefined],
    ]);
  });

  it('refuses what Telegram would cut or not take, and accounts that are not signed in', async () => {
    await expect(send('x'.repeat(4097))).rejects.toThrow('messageTooLong');
    await expect(send('  \n ')).rejects.toThrow('invalidInput');
    await expect(send('Hi', { chat: { account: 2, peer: ANNA } })).rejects.toThrow('notSignedIn');
    await expect(send('Hi', { scheduleAt: world.now() - 1 })).rejects.toThrow('scheduleInvalid');
    await expect(send('Hi', { unlessAnswered: {} })).rejects.toThrow('invalidInput');
    expect(world.telegram.calls).toEqual([]);
    await send('👍'.repeat(4096));
    await world.settled();
    expect(await states()).toEqual(['sent']);
  });

  it('sends a place, a contact card and an album', async () => {
    const place = { latitude: 53.5, longitude: 9.9 };
    await send('', { messages: [{ is: 'place', place }] });
    await send('', { messages: [{ is: 'contact', firstName: 'Olga', lastName: '', phone: '+43 660 1' }] });
    const file = (id: string) => ({
      is: 'file',
      text: '',
      entities: [],
      file: { at: { is: 'photo', dc: 2, id, accessHash: '1', reference: '' }, size: 1, mime: 'image/jpeg', sizes: [] },
    });
    await send('', { messages: [{ is: 'album', files: [file('1'), file('2')] }] });
    await world.settled();
    expect(world.telegram.calls).toEqual(['send', 'send', 'sendAlbum']);
    expect((await items()).map(({ messageIds }) => messageIds.length)).toEqual([1, 1, 2]);
    await expect(send('', { messages: [{ is: 'album', files: [file('1')] }] })).rejects.toThrow('invalidInput');
  });

  it('forwards, edits, deletes and reacts in one go each, and forgets what is done', async () => {
    const theirs = world.telegram.theyWrite('Can you hold the price?');
    const key = (n: number) => `change-press-${n}`;
    await world.ask('outbox.forward', { key: key(1), from: chat, ids: [theirs.id], to: group });
    await world.settled();
    expect(world.telegram.texts(GROUP)).toEqual(['Can you hold the price?']);
    await send('Draft');
    await world.settled();
    const [mine] = (await items())[0]?.messageIds ?? [];
    const text = { text: 'Final', entities: [] };
    await world.ask('outbox.edit', { key: key(2), chat, id: mine, text });
    await world.ask('outbox.react', { key: key(3), chat, id: theirs.id, reactions: [{ emoji: '👍' }] });
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Final']);
    expect(theirs.reactions).toEqual([{ emoji: '👍', count: 1, own: true }]);
    await world.ask('outbox.delete', { key: key(4), chat, ids: [mine], forAll: true });
    await world.settled();
    expect(world.telegram.texts()).toEqual([]);
    expect(await states()).toEqual(['sent']);
    expect((await world.audit()).sort()).toEqual([
      'deletedMessages',
      'edited',
      'forwarded',
      'reacted',
      'sent',
      'signedIn',
    ]);
  });

  it('a newer change takes the place of one that waits; what is so already is done', async () => {
    await send('A');
    await world.settled();
    const [id] = (await only()).messageIds;
    world.online = false;
    const edit = (n: number, text: string) =>
      world.ask('outbox.edit', { key: `edit-press-${n}`, chat, id, text: { text, entities: [] } });
    await edit(1, 'B');
    await world.settled();
    await edit(2, 'C');
    await world.settled();
    world.online = true;
    await world.connected();
    await world.settled();
    expect(world.telegram.calls.filter((it) => it === 'edit')).toHaveLength(1);
    expect(world.telegram.texts()).toEqual(['C']);
    world.telegram.next({ refused: 'notModified' });
    await edit(3, 'C');
    await world.settled();
    expect(await states()).toEqual(['sent']);
  });

  it('holds back one chat alone, and its other chats are written to meanwhile', async () => {
    world.telegram.next({ refused: 'slowMode', forMs: 60_000 });
    await send('Slow', { chat: group });
    await world.settled();
    await send('Other');
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Other']);
    expect(await only(group)).toMatchObject({ state: 'queued', until: world.now() + 60_000 });
  });
});

describe('the audit log', () => {
  it('has each send once, with its chat and without its text', async () => {
    await send('Secret words');
    await world.settled();
    const rows = await world.records.all<object>('audit');
    expect(rows).toContainEqual({ at: world.now(), what: 'sent', chat: `${ME}:${ANNA}` });
    expect(JSON.stringify(rows)).not.toContain('Secret');
  });
});

describe('what is stored', () => {
  it('is sealed, and the words of a chat that keeps none go when they are sent', async () => {
    await world.keep(ANNA, 'nothing');
    world.online = false;
    await send('Secret words');
    await world.ask('outbox.draft', { chat, draft: { text: 'Secret draft', entities: [] } });
    const rows = JSON.stringify([await world.db.table('outbox').toArray(), await world.db.table('drafts').toArray()]);
    expect(rows).not.toContain('Secret');
    world.online = true;
    await world.connected();
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Secret words']);
    expect(await only()).toMatchObject({ state: 'sent', bare: true, act: { content: { text: '' } } });
    expect(JSON.stringify(await world.records.all('outbox'))).not.toContain('Secret');
  });

  it('keeps no words where only counts are kept, or of a chat that is not in the CRM', async () => {
    await world.keep(ANNA, 'counts');
    await send('Counted words');
    const stranger = { account: ME, peer: 555 };
    await send('Words to a stranger', { chat: stranger });
    await world.settled();
    expect(await states()).toEqual(['sent']);
    expect(await states(stranger)).toEqual(['sent']);
    expect(JSON.stringify(await world.records.all('outbox'))).not.toContain('ords');
  });

  it('lets go of what was sent as soon as less is kept, or by the next life; what was not sent keeps its words', async () => {
    await send('Sent words');
    await send('Group words', { chat: group });
    await world.settled();
    world.online = false;
    await send('Waiting words');
    await world.settled();
    const words = async () =>
      JSON.stringify(await world.records.all('outbox'))
        .match(/\w+ words/g)
        ?.sort();
    expect(await words()).toEqual(['Group words', 'Sent words', 'Waiting words']);
    await world.keep(ANNA, 'counts');
    await world.tidy();
    expect(await words()).toEqual(['Group words', 'Waiting words']);
    expect((await items()).map(({ state, bare }) => [state, bare])).toEqual([
      ['sent', true],
      ['queued', undefined],
    ]);
    await world.keep(GROUP, 'nothing');
    await world.restart();
    expect(await words()).toEqual(['Waiting words']);
  });

  it('a topic keeps what its forum keeps, unless it has a choice of its own', async () => {
    const topic = { ...group, topic: 7 };
    await send('Topic words', { chat: topic });
    await world.settled();
    expect(await only(topic)).toMatchObject({ state: 'sent', act: { content: { text: 'Topic words' } } });
    await world.keep(GROUP, 'full', { 7: 'counts' });
    await world.tidy();
    expect(await only(topic)).toMatchObject({ state: 'sent', bare: true });
  });

  it('keeps a draft until it is sent', async () => {
    const draft = { text: 'Half a', entities: [{ is: 'bold', at: 0, length: 4 }], replyTo: 3 };
    await world.ask('outbox.draft', { chat, draft });
    await world.restart();
    expect((await world.ask<OutboxView>('outbox.view', { chat })).draft).toEqual(draft);
    expect((await world.ask<OutboxView>('outbox.view', { chat: group })).draft).toBeNull();
    await send('Half a sentence');
    expect((await world.ask<OutboxView>('outbox.view', { chat })).draft).toBeNull();
  });
});

describe('seeing to what is on its way', () => {
  it('cancels, changes and retries; a failure is put out of sight', async () => {
    world.online = false;
    await send('One');
    await send('Two');
    await world.settled();
    const [one, two] = await items();
    await world.ask('outbox.cancel', { id: one?.id });
    await world.ask('outbox.change', { id: two?.id, text: { text: 'Zwei', entities: [] } });
    world.online = true;
    await world.ask('outbox.retry', { id: two?.id });
    await world.settled();
    expect(world.telegram.texts()).toEqual(['Zwei']);
    await expect(world.ask('outbox.change', { id: two?.id, text: { text: '3', entities: [] } })).rejects.toThrow(
      'notAllowed',
    );
    world.telegram.next({ refused: 'blockedByThem' });
    await send('Three');
    await world.settled();
    const failed = (await items()).find(({ state }) => state === 'failed');
    await world.ask('outbox.cancel', { id: failed?.id });
    expect(await states()).toEqual(['sent']);
    await expect(world.ask('outbox.cancel', { id: 'nothing' })).rejects.toThrow('notFound');
  });

  it('cancelled after a silence, it is looked for: what is there is said to be there', async () => {
    world.telegram.next('unheard');
    await send('There');
    await world.settled();
    await world.ask('outbox.cancel', { id: (await only()).id });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'sent', messageIds: [1] });
    world.telegram.next('lost');
    await send('Not there');
    await world.settled();
    await world.ask('outbox.cancel', { id: (await items())[1]?.id });
    await world.settled();
    await world.pass(120_000);
    expect(world.telegram.texts()).toEqual(['There']);
    expect(await states()).toEqual(['sent']);
  });

  it('a file whose reference is too old is sent with a fresh one, where the message that has it is known', async () => {
    const at = { is: 'document' as const, dc: 2, id: '77', accessHash: '1', reference: 'old' };
    const file = { at, size: 1, mime: 'text/plain', sizes: [] };
    const seen = world.telegram.theyWrite('', ANNA, {
      kind: 'document',
      media: { is: 'file', file: { ...file, at: { ...at, reference: 'new' } } },
    });
    world.telegram.next({ refused: 'fileExpired' });
    await send('', {
      messages: [{ is: 'file', file, seenIn: { peer: ANNA, id: seen.id }, text: 'Again', entities: [] }],
    });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'sent' });
    expect(world.telegram.messages.at(-1)?.media).toMatchObject({ file: { at: { reference: 'new' } } });
  });
});
