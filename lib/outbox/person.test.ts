import { expect, it } from 'vitest';
import { readPerson } from './person';

it.each([
  ['@vera_l', { username: 'vera_l' }],
  [' vera_l ', { username: 'vera_l' }],
  ['https://t.me/vera_l/', { username: 'vera_l' }],
  ['telegram.me/Vera', { username: 'Vera' }],
  ['+46 70 555-01-03', { phone: '46705550103' }],
  ['0046 (70) 5550103', { phone: '46705550103' }],
  ['t.me/+46705550103', { phone: '46705550103' }],
  ['t.me/+AbCdEf123', null],
  ['@ab', null],
  ['Vera Lindqvist', null],
  ['12345', null],
  ['1234567890123456', null],
  ['', null],
])('%s names %o', (typed, name) => {
  expect(readPerson(typed)).toEqual(name);
});
