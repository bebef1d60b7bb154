import { expect, it } from 'vitest';
import { asFull, isQuota } from './full';
import { TezError } from './model';

const empty = async () => 0;
const plenty = async () => 1e9;
const refused = Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
const quota = Object.assign(new Error('full'), { name: 'QuotaExceededError' });

it('is a full disk where the browser says so, whoever wrapped it, or where there is no room', async () => {
  const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota });
  expect([quota, wrapped, refused, undefined].map(isQuota)).toEqual([true, true, false, false]);
  expect((await asFull(wrapped, plenty)).kind).toBe('quota');
  expect((await asFull(refused, empty)).kind).toBe('quota');
});

it('is nothing else: what has a name keeps it, and what nobody knows stays so where there is room', async () => {
  expect((await asFull(new TezError('offline'), empty)).kind).toBe('offline');
  expect((await asFull(refused, plenty)).kind).toBe('internal');
  expect((await asFull(refused, () => Promise.reject(refused))).kind).toBe('internal');
});
