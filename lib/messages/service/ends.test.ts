import { expect, it } from 'vitest';
import { createEnds } from './ends';
import type { Slice } from './late/read';

const end: Slice = { messages: [], hasOlder: false, hasNewer: false, missing: [], keep: 'full', complete: true };

it('gives back an end until a row of its chat changes, and others as they are', () => {
  const ends = createEnds();
  ends.begin('1:5', 50)(end);
  ends.begin('1:55', 50)(end);
  expect(ends.of('1:5', 50)).toBe(end);
  expect(ends.of('1:5', 60)).toBeUndefined();
  ends.changed([{ table: 'told', put: [{ id: '1:5:9' }] }]);
  expect(ends.of('1:5', 50)).toBe(end);
  ends.changed([{ table: 'pages', remove: ['1:5:0000000009'] }]);
  expect(ends.of('1:5', 50)).toBeUndefined();
  expect(ends.of('1:55', 50)).toBe(end);
});

it('takes no end whose rows changed, or were forgotten, while it was read', () => {
  const ends = createEnds();
  const [changed, forgotten] = [ends.begin('1:5', 50), ends.begin('1:6', 50)];
  ends.changed([{ table: 'journal', put: [{ id: '1:5:0000000001' }] }]);
  changed(end);
  expect(ends.of('1:5', 50)).toBeUndefined();
  ends.forget();
  forgotten(end);
  expect(ends.of('1:6', 50)).toBeUndefined();
});
