import { beforeEach, describe, expect, it } from 'vitest';
import type { RenewedFile } from '@/lib/outbox/renewal';
import { ANNA } from '@/tests/support/outbox/telegram';
import { asking, type OutboxWorld, outboxWorld, press } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { items, only, states, send } = asking(() => world);

const seenIn = { peer: ANNA, id: 999 };
function file(id: string, text = '') {
  const at = { is: 'document', dc: 2, id, accessHash: '1', reference: 'old' };
  return { is: 'file', file: { at, size: 1, mime: 'text/plain', sizes: [] }, seenIn, text, entities: [] };
}
function uploaded(place: number): RenewedFile {
  const upload = { fileId: `9${place}`, parts: 1, big: false, name: 'a.txt', mime: 'text/plain' };
  return { place, upload, as: { is: 'document' } };
}
const sentFiles = () =>
  world.telegram.messages.flatMap(({ media, text }) => (media?.is === 'file' ? [[media.file.at.id, text]] : []));
const gone = { refused: 'fileExpired' } as const;

describe('a file that Telegram has no more', () => {
  it('is waited for, and goes as the same message once it was uploaded again', async () => {
    world.telegram.next(gone);
    await send('', { messages: [file('1', 'As promised')] });
    await send('Meanwhile');
    await world.settled();
    expect(await states()).toEqual(['queued', 'sent']);
    expect((await items())[0]).toMatchObject({ renews: true });
    expect(world.wanted).toMatchObject([{ files: [{ place: 0, file: { at: { id: '1' } } }] }]);
    await world.renewed((await items())[0]?.id ?? '', [uploaded(0)]);
    await world.renewed((await items())[0]?.id ?? '', [uploaded(0)]);
    await world.settled();
    expect(await states()).toEqual(['sent', 'sent']);
    expect(sentFiles()).toEqual([['made-90', 'As promised']]);
  });

  it('holds back what was sent with it by the same press, and only the one of an album that is gone is uploaded', async () => {
    const at = { is: 'document' as const, dc: 2, id: '1', accessHash: '1', reference: 'new' };
    const there = world.telegram.theyWrite('', ANNA, {
      kind: 'document',
      media: { is: 'file', file: { at, size: 1, mime: 'text/plain', sizes: [] } },
    });
    const first = { ...file('1', 'Both'), seenIn: { peer: ANNA, id: there.id } };
    world.telegram.next(gone);
    await send('', { messages: [{ is: 'album', files: [first, file('2')] }, file('3')] });
    await world.settled();
    expect(await states()).toEqual(['queued', 'queued']);
    expect(world.wanted).toMatchObject([{ files: [{ place: 1, file: { at: { id: '2' } } }] }]);
    await world.renewed((await items())[0]?.id ?? '', [uploaded(1)]);
    await world.settled();
    expect(sentFiles().slice(1)).toEqual([
      ['1', 'Both'],
      ['made-91', ''],
      ['3', ''],
    ]);
  });

  it('fails with its reason where it is not kept here, and may be tried again', async () => {
    world.inVault = false;
    world.telegram.next(gone, gone);
    await send('', { messages: [file('1')] });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'failed', error: { kind: 'fileGone' }, canRetry: true });
    world.inVault = true;
    await world.ask('outbox.retry', { id: (await only()).id });
    await world.settled();
    expect(await only()).toMatchObject({ state: 'queued', renews: true });
    await world.renewed((await only()).id, { kind: 'damaged' });
    expect(await only()).toMatchObject({ state: 'failed', error: { kind: 'damaged' } });
    expect(sentFiles()).toEqual([]);
  });

  it('can be taken back while it is waited for', async () => {
    world.telegram.next(gone);
    await send('', { messages: [file('1')] });
    await world.settled();
    const { id } = await only();
    await world.ask('outbox.cancel', { id });
    await world.renewed(id, [uploaded(0)]);
    await world.settled();
    expect([await items(), sentFiles()]).toEqual([[], []]);
  });

  it('is uploaded once more where Telegram lost parts of it', async () => {
    world.telegram.next(gone, { refused: 'uploadIncomplete' });
    await send('', { messages: [file('1')] });
    await world.settled();
    const { id } = await only();
    await world.renewed(id, [uploaded(0)]);
    await world.settled();
    expect(await only()).toMatchObject({ state: 'failed', error: { kind: 'uploadIncomplete' } });
    await world.renewed(id, [uploaded(0)]);
    await world.settled();
    expect(await states()).toEqual(['sent']);
    expect(sentFiles()).toHaveLength(1);
  });

  it('is one message wherever the worker dies', async () => {
    for (let step = 1; step <= 26; step += 1) {
      world = await outboxWorld();
      world.telegram.next(gone);
      const given = press('', { messages: [file('1', 'Once')] });
      world.dieAt(step);
      const answer = world.ask('outbox.send', given).catch(() => undefined);
      await world.settled();
      // Half of the deaths come before it was uploaded, half after.
      if (!world.dead) void world.renewed(`${given.key}.0`, [uploaded(0)]);
      await world.settled();
      if (!world.dead) await answer;
      await world.restart();
      await world.ask('outbox.send', given);
      await world.settled();
      await world.renewed(`${given.key}.0`, [uploaded(0)]);
      await world.pass(120_000);
      expect([step, sentFiles().length, await states()]).toEqual([step, 1, ['sent']]);
    }
  });
});
