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
    world.telegram.people.set('+420 1', 105);
    await put({ username: 'nobody', phones: ['+420 1'] });
    const { chat: found, undo } = await world.ask<{ chat: object; undo: string }>('outbox.startChat', {
      account: ME,
      contact: 'c1',
    });
    expect(found).toEqual({ account: ME, peer: 105 });
    expect(undo).toEqual(expect.any(String));
    expect(await world.records.get('contacts', 'c1')).toMatchObject({ telegram: [105] });
    expect(world.opened).toEqual([chat, found]);
    expect(world.telegram.messages).toEqual([]);
    await put({ phones: ['+1'] });
    await expect(world.ask('outbox.startChat', { account: ME, contact: 'c1' })).rejects.toThrow('notFound');
  });
});
