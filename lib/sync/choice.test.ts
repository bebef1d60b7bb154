import { describe, expect, it } from 'vitest';
import { type ChoosableChat, outcomeOf, shownOf, withAll } from './choice';

const chat = (peer: number, more: Partial<ChoosableChat> = {}): ChoosableChat => ({
  ...{ peer, kind: peer > 0 ? 'user' : 'group', title: `Chat ${peer}`, unread: 0, muted: false },
  ...{ archived: false, contact: false, tracked: false },
  ...more,
});
const chats = [
  chat(1, { title: 'Anna Berg', username: 'annab' }),
  chat(2, { tracked: true }),
  chat(-3),
  chat(4, { kind: 'bot' }),
  chat(5, { archived: true }),
];

describe('choosing chats', () => {
  it('goes by parts and words', () => {
    const peers = (part: 'all' | 'archive', query = '') => shownOf(chats, { is: part }, query).map(({ peer }) => peer);
    expect(peers('all')).toEqual([1, 2, -3, 4]);
    expect(peers('archive')).toEqual([5]);
    expect(peers('all', 'BERG an')).toEqual([1]);
    expect(peers('all', '@annab')).toEqual([1]);
  });

  it('tells what would come of it: no contact twice, and nothing of what is here already', () => {
    expect(outcomeOf(chats, new Set([1, 2, -3, 4]), [])).toEqual({ contacts: 1, chats: 3, minutes: 1 });
    expect(outcomeOf(chats, new Set([1]), [1, 8, 9])).toMatchObject({ contacts: 3, chats: 1 });
    expect(outcomeOf(chats, new Set(), [])).toEqual({ contacts: 0, chats: 0, minutes: 0 });
  });

  it('takes all that are shown, and keeps the others', () => {
    expect([...withAll(new Set([5]), chats.slice(0, 3), true)]).toEqual([5, 1, -3]);
    expect([...withAll(new Set([5, 1]), chats.slice(0, 3), false)]).toEqual([5]);
  });
});
