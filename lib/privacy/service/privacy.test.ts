import { expect, it } from 'vitest';
import { testRecords } from '@/tests/support/records';
import { appendAudit, readAudit } from './audit';
import { privacyHandlers } from './index';

it('without a passphrase locks nothing, disconnects nothing, and logs nothing', async () => {
  const { records } = testRecords();
  let closed = 0;
  const handlers = privacyHandlers({
    records,
    now: () => 1,
    announce: () => {},
    audit: (what) => appendAudit(records, what, 1),
    onOpen: async () => {},
    onClose: async () => void closed++,
    clearStorage: async () => {},
  });
  const lock = handlers.find(({ command }) => command.name === 'privacy.lock');
  await expect(lock?.run({}, { tab: null, framed: false })).rejects.toMatchObject({ kind: 'invalidInput' });
  expect(closed).toBe(0);
  expect(await readAudit(records, 10)).toEqual([]);
});
