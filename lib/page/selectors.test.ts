import { expect, it } from 'vitest';
import { failingSelectors, type SelectorList } from './selectors';

const list: SelectorList = {
  root: { css: '#root', min: 1, max: 1, when: 'always', feature: 'all' },
  header: { css: '.header', min: 1, max: 2, when: 'chat', feature: 'chat' },
  extra: { css: '.extra', min: 0, max: 1, when: 'chat', feature: 'chat' },
};
const page = (found: Record<string, number>) => (css: string) => found[css] ?? 0;

it('names what finds too few or too many, in the state that it is meant for', () => {
  expect(failingSelectors(list, false, page({ '#root': 1 }))).toEqual([]);
  expect(failingSelectors(list, true, page({ '#root': 1 }))).toEqual(['header']);
  expect(failingSelectors(list, true, page({ '#root': 2, '.header': 3, '.extra': 2 }))).toEqual([
    'root',
    'header',
    'extra',
  ]);
  expect(failingSelectors(list, true, page({ '#root': 1, '.header': 2, '.extra': 1 }))).toEqual([]);
});
