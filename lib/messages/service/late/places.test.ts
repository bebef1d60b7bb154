import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinRanges } from './places';

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }))
  .map(([after, length]) => ({ after, before: after + length }));

it('joined ranges cover what they covered, and are looked for one by one (property)', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
      const covered = (all: typeof ranges) =>
        Array.from({ length: 50 }, (_, id) => all.some(({ after, before }) => id > after && id < before));
      const joined = joinRanges(ranges);
      expect(covered(joined)).toEqual(covered(ranges));
      for (const [index, { after }] of joined.entries()) {
        expect(after).toBeGreaterThanOrEqual(joined[index - 1]?.before ?? 0);
      }
    }),
  );
});

it('answers that follow each other are one range', () => {
  const answers = [
    { after: 199, before: 300 },
    { after: 99, before: 200 },
  ];
  expect(joinRanges(answers)).toEqual([{ after: 99, before: 300 }]);
});
