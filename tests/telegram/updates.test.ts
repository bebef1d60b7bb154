import type { tl } from '@mtcute/core';
import type { TelegramClient } from '@mtcute/core/client.js';
import Long from 'long';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { openMtcute, signIn } from './clients/mtcute';
import { PHONES, SMALL } from './clients/small';

let telegram: LocalTelegram;
let clients: TelegramClient[] = [];

beforeEach(async () => {
  telegram = await startTelegram({ scenario: SMALL });
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.destroy()));
  clients = [];
  expect(telegram.failures).toEqual([]);
  await telegram.close();
});

interface Listener {
  client: TelegramClient;
  /** Everything told, as short words. */
  told: string[];
}

/** A signed-in client that writes down what it is told. */
async function listen(phone = PHONES.mikhail): Promise<Listener> {
  const { client } = await openMtcute(telegram);
  clients.push(client);
  await signIn(telegram, client, phone);
  const told: string[] = [];
  client.onNewMessage.add((message) => told.push(`${message.chat.displayName}: ${message.text}`));
  client.onEditMessage.add((message) => told.push(`edit ${message.id}: ${message.text}`));
  client.onDeleteMessage.add((update) => told.push(`delete ${update.messageIds.join(' ')}`));
  client.onHistoryRead.add((update) =>
    told.push(`read ${update.chatId} ${update.isOutbox ? 'out' : 'in'} ${update.maxReadId}`),
  );
  client.onUserTyping.add((update) => told.push(`typing ${update.userId}`));
  client.onUserStatusUpdate.add((update) => told.push(`status ${update.userId} ${update.status}`));
  await updatesStarted(client);
  return { client, told };
}

/** Signing in starts the updates by itself; they run once the state is known and its difference was asked for. */
async function updatesStarted(client: TelegramClient): Promise<void> {
  const asked = telegram.saw.count('updates.getDifference');
  await vi.waitFor(() => expect(telegram.saw.count('updates.getDifference')).toBeGreaterThan(asked), { interval: 10 });
  // Answers come in order, so after this one the difference has been taken in.
  await client.call({ _: 'help.getNearestDc' });
}

const heard = (listener: Listener, words: string[]): Promise<void> =>
  vi.waitFor(() => expect(listener.told).toEqual(words), { interval: 10, timeout: 5000 });

describe('pushes', () => {
  it('tells of messages in every kind of chat', async () => {
    const listener = await listen();
    await telegram.receives({ from: 'Anna Berg', text: 'private' });
    await telegram.receives({ from: 'Olga Weiss', text: 'from somebody new' });
    await telegram.receives({ from: 'Anna Berg', chat: 'Lübeck harbour team', text: 'group' });
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'supergroup' });
    await telegram.receives({
      from: 'Anna Berg',
      chat: { chat: 'Nordic project room', topic: 'Pricing' },
      text: 'topic',
    });
    await telegram.receives({ from: 'Olga Weiss', chat: '@timber_news', text: 'post' });
    await telegram.sends({ chat: 'Anna Berg', text: 'from my phone' });
    // Channels have sequences of their own, so only the order within each is given.
    await vi.waitFor(() => expect(listener.told).toHaveLength(7), { interval: 10, timeout: 5000 });
    expect(listener.told.filter((words) => words.startsWith('Anna Berg'))).toEqual([
      'Anna Berg: private',
      'Anna Berg: from my phone',
    ]);
    expect([...listener.told].sort()).toEqual([
      'Anna Berg: from my phone',
      'Anna Berg: private',
      'Lübeck harbour team: group',
      'Nordic project room: topic',
      'Olga Weiss: from somebody new',
      'Timber news: post',
      'Timber traders: supergroup',
    ]);
  });

  it('tells of edits, deletions, reads, typing and presence', async () => {
    const listener = await listen();
    const told: string[] = [];
    const next = (words: string): Promise<void> => {
      told.push(words);
      return heard(listener, told);
    };
    const { id } = await telegram.receives({ from: 'Anna Berg', text: 'one' });
    await next('Anna Berg: one');
    await telegram.edits({ chat: 'Anna Berg', id, newText: 'one, corrected' });
    await next(`edit ${id}: one, corrected`);
    await telegram.readsElsewhere({ chat: 'Anna Berg' });
    await next(`read 5000000002 in ${id}`);
    await telegram.deletes({ chat: 'Anna Berg', id });
    await next(`delete ${id}`);
    await telegram.types({ from: 'Anna Berg' });
    await next('typing 5000000002');
    await telegram.comesOnline({ person: 'Anna Berg' });
    await next('status 5000000002 online');
  });

  it('delivers from one account to another, and tells the writer when it is read', async () => {
    const [mikhail, pavel] = [await listen(), await listen(PHONES.pavel)];
    const sent = await mikhail.client.sendText('pnovak', 'Dobrý den!');
    await heard(pavel, ['Mikhail Sorokin: Dobrý den!']);
    await pavel.client.readHistory('msorokin');
    await heard(mikhail, [`read 5000000005 out ${sent.id}`]);
    expect(telegram.saw.reads).toHaveLength(1);
  });

  it('numbers what has no pts, so that a client notices what it missed', async () => {
    const { client } = await listen();
    const raw: string[] = [];
    client.onRawUpdate.add(({ update }) => raw.push(update._));
    const before = await client.call({ _: 'updates.getState' });
    const peer = await client.resolvePeer('annaberg');
    await client.call({ _: 'messages.saveDraft', peer, message: 'Dear Anna,' });
    await client.call({ _: 'messages.toggleDialogPin', peer: { _: 'inputDialogPeer', peer }, pinned: true });
    await client.call({ _: 'messages.markDialogUnread', peer: { _: 'inputDialogPeer', peer }, unread: true });
    const settings: tl.RawInputPeerNotifySettings = { _: 'inputPeerNotifySettings', muteUntil: 2147483647 };
    await client.call({ _: 'account.updateNotifySettings', peer: { _: 'inputNotifyPeer', peer }, settings });
    const expected = ['updateDraftMessage', 'updateDialogPinned', 'updateDialogUnreadMark', 'updateNotifySettings'];
    await vi.waitFor(() => expect(raw).toEqual(expected), { interval: 10 });
    const { seq } = await client.call({ _: 'updates.getState' });
    expect(seq).toBe(before.seq + 4);
    const { pts, date, qts } = before;
    const difference = await client.call({ _: 'updates.getDifference', pts, date, qts });
    const missed = difference._ === 'updates.difference' ? difference.otherUpdates : [];
    expect(missed.map(({ _ }) => _)).toEqual(expected);
  });

  it('refuses a second send with the same random_id', async () => {
    const { client } = await listen();
    const peer = await client.resolvePeer('annaberg');
    const request: tl.messages.RawSendMessageRequest = {
      _: 'messages.sendMessage',
      peer,
      message: 'once',
      randomId: Long.fromNumber(77),
    };
    await client.call(request);
    // Telegram says so with the code of an internal error, after which mtcute would ask again for ever.
    await expect(client.call(request, { maxRetryCount: 0 })).rejects.toMatchObject({ text: 'RANDOM_ID_DUPLICATE' });
    expect(telegram.saw.sends).toHaveLength(1);
  });
});

describe('after a gap', () => {
  const states = { _: 'updates.getState' } as const;

  it('gives what was missed, in order, to a client that comes back', async () => {
    const { client: before, storage } = await openMtcute(telegram);
    await signIn(telegram, before, PHONES.mikhail);
    const seen: string[] = [];
    before.onNewMessage.add((message) => seen.push(message.text));
    await updatesStarted(before);
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'seen' });
    await vi.waitFor(() => expect(seen).toEqual(['seen']), { interval: 10 });
    await before.destroy();
    for (let i = 0; i < 3; i++) await telegram.receives({ from: 'Anna Berg', text: `missed ${i}` });
    await telegram.receives({ from: 'Olga Weiss', chat: 'Timber traders', text: 'missed there' });
    const { client: after } = await openMtcute(telegram, { storage, catchUp: true });
    clients.push(after);
    const told: string[] = [];
    after.onNewMessage.add((message) => told.push(`${message.chat.displayName}: ${message.text}`));
    await after.connect();
    await after.startUpdatesLoop();
    await vi.waitFor(
      () =>
        expect([...told].sort()).toEqual([
          'Anna Berg: missed 0',
          'Anna Berg: missed 1',
          'Anna Berg: missed 2',
          'Timber traders: missed there',
        ]),
      { interval: 10, timeout: 5000 },
    );
  });

  it('says again on a new socket what the client never acknowledged', async () => {
    const listener = await listen();
    // The push is on its way when the socket dies, so the client cannot have acknowledged it.
    const arriving = telegram.receives({ from: 'Anna Berg', text: 'in flight' });
    telegram.cutConnections();
    await arriving;
    await listener.client.getUsers('self');
    await heard(listener, ['Anna Berg: in flight']);
  });

  it('names changes after the state, and nothing when there are none', async () => {
    const { client } = await listen();
    const { pts, date, qts } = await client.call(states);
    expect((await client.call({ _: 'updates.getDifference', pts, date: date + 1, qts }))._).toBe(
      'updates.differenceEmpty',
    );
    const { id } = await telegram.receives({ from: 'Anna Berg', text: 'first' });
    await telegram.receives({ from: 'Anna Berg', text: 'second' });
    await telegram.edits({ chat: 'Anna Berg', id, newText: 'first, corrected' });
    await telegram.deletes({ chat: 'Anna Berg', text: 'second' });
    const difference = await client.call({ _: 'updates.getDifference', pts, date: date + 1, qts });
    if (difference._ !== 'updates.difference') throw new Error(difference._);
    expect(difference.newMessages.map((message) => ('message' in message ? message.message : ''))).toEqual([
      'first, corrected',
    ]);
    expect(difference.otherUpdates.map(({ _ }) => _)).toEqual(['updateEditMessage', 'updateDeleteMessages']);
    expect(difference.state.pts).toBe(pts + 4);
  });

  it('comes in slices when much was missed', async () => {
    const { client } = await listen();
    const { pts, date, qts } = await client.call(states);
    for (let i = 0; i < 130; i++) await telegram.receives({ from: 'Anna Berg', text: `message ${i}` });
    const slice = await client.call({ _: 'updates.getDifference', pts, date, qts });
    if (slice._ !== 'updates.differenceSlice') throw new Error(slice._);
    const rest = await client.call({ _: 'updates.getDifference', pts: slice.intermediateState.pts, date, qts });
    if (rest._ !== 'updates.difference') throw new Error(rest._);
    expect(slice.newMessages.length + rest.newMessages.length).toBe(130);
  });

  it('says so when it was too long ago', async () => {
    const { client } = await listen();
    const { pts, date, qts } = await client.call(states);
    await telegram.receives({ from: 'Anna Berg', text: 'lost' });
    await telegram.receives({ from: 'Anna Berg', chat: 'Timber traders', text: 'lost there' });
    telegram.forgetUpdates();
    telegram.forgetUpdates({ chat: 'Timber traders' });
    const difference = await client.call({ _: 'updates.getDifference', pts, date, qts });
    expect(difference._).toBe('updates.differenceTooLong');
    const channel = await client.resolveChannel('timber_traders');
    const filter: tl.RawChannelMessagesFilterEmpty = { _: 'channelMessagesFilterEmpty' };
    const missed = await client.call({ _: 'updates.getChannelDifference', channel, filter, pts: 1, limit: 100 });
    if (missed._ !== 'updates.channelDifferenceTooLong') throw new Error(missed._);
    const [newest] = missed.messages;
    expect(newest && 'message' in newest ? newest.message : '').toBe('lost there');
  });
});
