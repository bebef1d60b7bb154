import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '@/lib/store/canonical';
import type { CrmRecord, Edit } from '@/lib/store/changes';
import { testRecords } from '@/tests/support/records';
import { undoGroup } from './undo';

it('gives back, of the last group, the very same records (property)', async () => {
  const field = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    fc.record({ is: fc.constant('set' as const), id: fc.constantFrom('1', '2'), field, value: fc.integer() }),
    fc.record({ is: fc.constant('create' as const), id: fc.constantFrom('1', '2') }),
    fc.record({ is: fc.constant('remove' as const), id: fc.constantFrom('1', '2') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { log, records } = testRecords();
      await log.commit([{ table: 'notes', create: { id: '1', a: 0, on: { contact: 'x' } } as CrmRecord }]);
      const before = canonicalJson((await records.all<CrmRecord>('notes')).sort((x, y) => (x.id < y.id ? -1 : 1)));
      const alive = new Set(['1']);
      const edits = steps.flatMap((s): Edit[] => {
        if (s.is === 'create') {
          if (alive.has(s.id)) return [];
          alive.add(s.id);
          return [{ table: 'notes' as const, create: { id: s.id, on: { contact: 'y' } } as CrmRecord }];
        }
        if (!alive.has(s.id)) return [];
        if (s.is === 'set') return [{ table: 'notes' as const, id: s.id, set: { [s.field]: s.value } }];
        alive.delete(s.id);
        return [{ table: 'notes' as const, id: s.id, remove: true as const }];
      });
      const group = await log.commit(edits);
      const wrote = (await records.where('changes', 'group', group)).length > 0;
      if (wrote) await undoGroup({ records, log }, group);
      const after = canonicalJson((await records.all<CrmRecord>('notes')).sort((x, y) => (x.id < y.id ? -1 : 1)));
      expect(after).toBe(before);
    }),
    { numRuns: 60 },
  );
});

it('undoes a group once', async () => {
  const { records, log } = testRecords();
  const group = await log.commit([{ table: 'deals', create: { id: 'd1', title: 'x' } as CrmRecord }]);
  await undoGroup({ records, log }, group);
  await expect(undoGroup({ records, log }, group)).rejects.toMatchObject({ kind: 'notFound' });
});
