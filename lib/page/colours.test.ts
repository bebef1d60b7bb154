import { expect, it } from 'vitest';
import { plainColour } from './colours';

it.each([
  ['#3390ec', '#3390ec'],
  [' #3390EC ', '#3390ec'],
  ['#fff', '#ffffff'],
  ['rgb(51, 144, 236)', 'rgb(51, 144, 236)'],
  ['rgb(51 144 236)', 'rgb(51, 144, 236)'],
  ['rgb(51,144,236)', 'rgb(51, 144, 236)'],
  ['rgb(20% 56.471% 92.549%)', 'rgb(51, 144, 236)'],
  ['rgb(100%, 0%, 0%)', 'rgb(255, 0, 0)'],
])('takes %j', (value, colour) => {
  expect(plainColour(value)).toBe(colour);
});

it.each([
  '',
  'red',
  'transparent',
  '#3390ec80',
  '#12',
  'rgb(256, 0, 0)',
  'rgb(101% 0% 0%)',
  'rgb(20%% 0% 0%)',
  'rgba(0, 0, 0, 0)',
  'rgb(0 0 0 / 0)',
  'rgb(1e2, 0, 0)',
  'url(https://example.org/x)',
  'var(--x)',
  '#fff;display:none',
  '#ffffff}*{display:none',
  'rgb(0, 0, 0);background:url(x)',
])('refuses %j', (value) => {
  expect(plainColour(value)).toBeNull();
});
