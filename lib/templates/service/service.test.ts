import { beforeEach, describe, expect, it } from 'vitest';
import { undoGroup } from '@/lib/changes/service/undo';
import type { ChatRef } from '@/lib/chats/model';
import type { Template } from '@/lib/templates/model';
import { testRecords } from '@/tests/support/records';
import { templateHandlers } from '.';

let world: ReturnType<typeof testRecords>;
let tabs: { chat: ChatRef | null; visible: boolean }[];
beforeEach(() => {
  world = testRecords();
  tabs = [];
});

function ask<T>(name: string, input: object = {}): Promise<T> {
  const handlers = templateHandlers({ ...world, now: () => 5, openTabs: async () => tabs });
  const handler = handlers.find(({ command }) => command.name === name);
  return handler?.run(input, { tab: null, framed: false }) as Promise<T>;
}

const fields = (name: string, text = 'Hi {first name}') => ({
  ...{ name, category: '', shortcut: '' },
  body: { text, entities: [] },
  files: [],
});
const names = async () => (await ask<Template[]>('templates.all')).map(({ name }) => name);

describe('templates in the vault', () => {
  it('are stored once however often the press is given, changed, and taken back', async () => {
    await ask('templates.save', { id: 'template-1', ...fields(' Quote ') });
    await ask('templates.save', { id: 'template-1', ...fields('Quote') });
    expect(await names()).toEqual(['Quote']);
    const { undo } = await ask<{ undo: string }>('templates.save', { id: 'template-1', ...fields('Offer') });
    expect(await ask<Template[]>('templates.all')).toMatchObject([{ name: 'Offer', createdAt: 5 }]);
    await undoGroup(world, undo);
    const gone = await ask<{ undo: string }>('templates.delete', { id: 'template-1' });
    expect(await names()).toEqual([]);
    await undoGroup(world, gone.undo);
    expect(await names()).toEqual(['Quote']);
    expect(world.announced).toContain('templates');
  });

  it('that have a fault, or another’s name, are refused', async () => {
    await ask('templates.save', { id: 'template-1', ...fields('Quote') });
    await expect(ask('templates.save', { id: 'template-2', ...fields('quote') })).rejects.toThrow('invalidInput');
    await expect(ask('templates.save', { id: 'template-2', ...fields('Other', '{') })).rejects.toThrow('invalidInput');
    const both = [fields('Twice'), fields('twice')];
    await expect(ask('templates.import', { templates: both, same: 'both' })).rejects.toThrow('invalidInput');
  });

  it('are imported as one change', async () => {
    await ask('templates.save', { id: 'template-1', ...fields('Quote', 'Old') });
    const templates = [fields('Quote', 'New'), fields('Order')];
    const done = await ask<{ undo: string }>('templates.import', { templates, same: 'replace' });
    expect(done).toMatchObject({ added: 1, replaced: 1 });
    expect((await ask<Template[]>('templates.all')).map(({ body }) => body.text)).toEqual(['Hi {first name}', 'New']);
    await undoGroup(world, done.undo);
    expect((await ask<Template[]>('templates.all')).map(({ body }) => body.text)).toEqual(['Old']);
    expect(await ask('templates.import', { templates, same: 'skip' })).toMatchObject({ added: 1 });
    expect(await ask('templates.import', { templates, same: 'skip' })).toEqual({
      added: 0,
      replaced: 0,
      lost: 0,
      undo: null,
    });
  });

  it('lose files that are not in this library when they are imported, and what has nothing else', async () => {
    const file = (id: string, kept?: object) =>
      world.records.sealed('files', id, 1, { id, ...(kept ? { kept } : {}) }, { state: 'here' });
    const stored = [await file('1.10', { at: 0, tags: [] }), await file('1.11')];
    await world.db.sealed('files').bulkPut(stored);
    const files = ['1.10', '1.11', '1.12'].map((id) => ({ id, name: `${id}.pdf` }));
    const templates = [
      { ...fields('Offer'), files },
      { ...fields('Bare', ''), files: files.slice(1) },
    ];
    expect(await ask('templates.import', { templates, same: 'skip' })).toMatchObject({ added: 1, lost: 4 });
    expect(await ask<Template[]>('templates.all')).toMatchObject([{ name: 'Offer', files: [{ id: '1.10' }] }]);
  });

  it('lie sealed', async () => {
    await ask('templates.save', { id: 'template-1', ...fields('Canary name', 'Canary text') });
    const rows = JSON.stringify(await world.db.sealed('templates').toArray(), (_, value) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
    expect(rows).toContain('template-1');
    expect(rows).not.toContain('Canary');
  });

  it('are filled for the chat of the tab that is seen, else of the one that was last', async () => {
    const [anna, boris] = [2, 3].map((peer) => ({ account: 1, peer }));
    expect(await ask('templates.shownChat')).toBeNull();
    tabs = [
      { chat: anna ?? null, visible: false },
      { chat: boris ?? null, visible: false },
      { chat: null, visible: true },
    ];
    expect(await ask('templates.shownChat')).toEqual(boris);
    tabs = [{ chat: anna ?? null, visible: true }, ...tabs];
    expect(await ask('templates.shownChat')).toEqual(anna);
  });
});
