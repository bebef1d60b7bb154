import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRequest } from './requests';

it.each([
  { tez: 'page.hello' },
  { tez: 'page.goTo', peer: -1_001_234_567_890 },
  { tez: 'page.goTo', peer: -1_001_234_567_890, topic: 51 },
  { tez: 'page.goTo', peer: 5, name: { username: 'vera_l' } },
  { tez: 'page.goTo', peer: 5, name: { phone: '46705550103' } },
  { tez: 'page.insertText', text: 'Hello', mode: 'append' },
  { tez: 'page.show', peer: 5, message: 77 },
  { tez: 'page.show', peer: -1_001_234_567_890, topic: 51, message: 77 },
  { tez: 'page.collapse', collapsed: true },
])('takes %j as it is, without what it does not know', (request) => {
  expect(readRequest({ ...request, extra: '<b>' })).toEqual(request);
});

it.each([
  null,
  'page.hello',
  [],
  {},
  { tez: 'page.chat' },
  { tez: 'page.goTo' },
  { tez: 'page.goTo', peer: '123' },
  { tez: 'page.goTo', peer: 0 },
  { tez: 'page.goTo', peer: 1, topic: 0 },
  { tez: 'page.goTo', peer: 1, name: 'vera_l' },
  { tez: 'page.goTo', peer: 1, name: { username: 'a/b?c' } },
  { tez: 'page.goTo', peer: 1, name: { phone: '+46' } },
  { tez: 'page.goTo', peer: 1, topic: 1.5 },
  { tez: 'page.show', peer: 1 },
  { tez: 'page.show', peer: 1, message: 0.5 },
  { tez: 'page.insertText', text: 'x' },
  { tez: 'page.insertText', text: 5, mode: 'append' },
  { tez: 'page.insertText', text: 'x', mode: 'send' },
  { tez: 'page.collapse', collapsed: 1 },
])('refuses %j', (message) => {
  expect(readRequest(message)).toBeNull();
});

it('refuses whatever else arrives', () => {
  fc.assert(fc.property(fc.anything(), (message) => readRequest(message) === null));
});

it('takes as many words as the longest template has, and no more', () => {
  const request = { tez: 'page.insertText', text: 'x'.repeat(16_384), mode: 'append' };
  expect(readRequest(request)).toEqual(request);
  expect(readRequest({ ...request, text: `${request.text}x` })).toBeNull();
});
