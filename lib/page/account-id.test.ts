import { expect, it } from 'vitest';
import { readAccountId } from './account-id';

const KEY = 'fa4e'.repeat(128);
const storage: Record<string, string> = {
  account1: `{"dcId":2,"dc2_auth_key":"${KEY}","userId":"5000000001","firstName":"Mia"}`,
  account2: `{"userId":5000000002,"dcId":4}`,
  user_auth: `{"dcID":2,"id":"5000000001"}`,
};
const read = (entries: Record<string, string>) => (key: string) => entries[key] ?? null;

it('reads the id of the account that the tab shows', () => {
  expect(readAccountId('', read(storage))).toBe(5_000_000_001);
  expect(readAccountId('?account=2', read(storage))).toBe(5_000_000_002);
  expect(readAccountId('?account=3', read(storage))).toBeNull();
});

it('falls back to the entry of the first account only', () => {
  const { user_auth = '' } = storage;
  expect(readAccountId('', read({ user_auth }))).toBe(5_000_000_001);
  expect(readAccountId('?account=2', read({ user_auth }))).toBeNull();
});

it.each(['?account=0', '?account=1e1', '?account=-1', '?account=x', '?account=100'])('refuses %s', (search) => {
  expect(readAccountId(search, read(storage))).toBeNull();
});

it.each([
  'null',
  '',
  '{"userId":"0"}',
  '{"userId":"12x"}',
  '{"firstName":"\\"userId\\":7,"}',
  '{"otherUserId":7}',
  '{"userId":99999999999999999}',
])('finds no id in %j', (account1) => {
  expect(readAccountId('', read({ account1 }))).toBeNull();
});
