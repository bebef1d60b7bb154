import { beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/contacts/model';
import type { CrmRecord } from '@/lib/store/changes';
import { ANNA, ME } from '@/tests/support/outbox/telegram';
import { asking, type OutboxWorld, outboxWorld } from '@/tests/support/outbox/world';

let world: OutboxWorld;
beforeEach(async () => {
  world = await outboxWorld();
});

const { chat } = asking(() => world);

describe('starting a chat', () => {
  const contact = (more: Partial<Contact>): CrmRecord => ({
    id: 'c1',
    name: 'Pavel',
    telegram: [],
    phones: [],
    tags: [],
    createdAt: 0,
    ...more,
  });
  const put = async (more: Partial<Contact>) => {
    const row = await world.records.sealed('contacts', 'c1', 1, contact(more), { telegram: more.telegram ?? [] });
    await world.records.db.sealed('contacts').put(row);
  };

  it('goes by the Telegram user, or finds one by username or phone and notes it; nothing is sent', async () => {
    await put({ telegram: [ANNA] });
    expect(await world.ask('outbox.startChat', { account: ME, contact: 'c1' })).toEqual({ chat, undo: null });
    world.telegram.people.set('4201', 105);
    await put({ username: 'nobody', phones: ['+420 1'] });
    const { chat: found, undo } = await world.ask<{ chat: object; undo: string }>('outbox.startChat', {
      account: ME,
      contact: 'c1',
    });
    expect(found).toEqual({ account: ME, peer: 105 });
    expect(undo).toEqual(expect.any(String));
    expect(await world.records.get('contacts', 'c1')).toMatchObject({ telegram: [105] });
    // A page that never met the person finds them by what Tez found them by.
    expect(world.opened).toEqual([chat, { ...found, name: { phone: '4201' } }]);
    expect(world.telegram.messages).toEqual([]);
    await put({ phones: ['+1'] });
    await expect(world.ask('outbox.startChat', { account: ME, contact: 'c1' })).rejects.toThrow('personUnknown');
  });

  it('gives a deal its chat: with a contact of that name, or one that is made', async () => {
    const deal = { id: 'd1', title: 'Boards' };
    await world.records.db.sealed('deals').put(await world.records.sealed('deals', 'd1', 1, deal, { stage: 'lead' }));
    const start = (who: string) =>
      world.ask<{ chat: { peer: number }; title: string; undo: string }>('outbox.startDealChat', {
        ...{ account: ME, deal: 'd1', who },
      });
    const linksOf = async (key: string) =>
      (await world.records.where<{ to: object }>('chatLinks', 'chat', key)).map(({ to }) => JSON.stringify(to)).sort();
    world.telegram.people.set('Pavel', 105);
    await put({ username: 'pavel' });
    const { title, undo } = await start('t.me/Pavel');
    expect(title).toBe('Person 105');
    expect(undo).toEqual(expect.any(String));
    expect(await world.records.get('contacts', 'c1')).toMatchObject({ telegram: [105] });
    expect(await linksOf('1:105')).toEqual(['{"contact":"c1"}', '{"deal":"d1"}']);
    expect(world.opened).toEqual([{ account: ME, peer: 105, name: { username: 'Pavel' } }]);
    world.telegram.people.set('4201', 106);
    await start('+420 1234567').catch(({ message }) => expect(message).toBe('personUnknown'));
    world.telegram.people.set('4201234567', 106);
    await start('+420 1234567');
    expect(await linksOf('1:106')).toEqual(['{"contact":"made-106"}', '{"deal":"d1"}']);
    await expect(start('Pavel Novak')).rejects.toThrow('invalidInput');
    expect(world.telegram.messages).toEqual([]);
  });
});
