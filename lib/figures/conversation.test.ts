import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NEW_CONVERSATION_AFTER,
  responseFigures,
  responsesOf,
  type Said,
  spreadOf,
  turnsOf,
  volumeByDay,
  volumeByHour,
  waitingOf,
} from './conversation';
import { officeHours } from './hours';

const MINUTE = 60_000;
const start = Date.parse('2026-11-23T08:00Z');
const theirs = (minute: number): Said => ({ at: start + minute * MINUTE, ours: false });
const ours = (minute: number): Said => ({ at: start + minute * MINUTE, ours: true });
const said = fc.array(
  fc.record({ at: fc.integer({ min: start, max: start + 20 * 24 * 60 * MINUTE }), ours: fc.boolean() }),
  { maxLength: 60 },
);

describe('turns', () => {
  it('make one of a burst, in whatever order it came', () => {
    expect(turnsOf([theirs(2), theirs(0), ours(30), theirs(1)])).toEqual([
      { ours: false, from: start, to: start + 2 * MINUTE, messages: 3 },
      { ours: true, from: start + 30 * MINUTE, to: start + 30 * MINUTE, messages: 1 },
    ]);
  });

  it('alternate and hold every message', () => {
    fc.assert(
      fc.property(said, (messages) => {
        const turns = turnsOf(messages);
        expect(turns.reduce((sum, turn) => sum + turn.messages, 0)).toBe(messages.length);
        for (const [index, turn] of turns.entries()) expect(turn.ours).not.toBe(turns[index + 1]?.ours);
      }),
      { seed: 1 },
    );
  });
});

describe('responses', () => {
  it('count from the first message of a burst', () => {
    const [response] = responsesOf(turnsOf([theirs(0), theirs(5), ours(20)]));
    expect(response).toMatchObject({ ours: true, took: 20 * MINUTE, tookWorking: 20 * MINUTE, first: true });
  });

  it('are first ones at the beginning and after a long silence only', () => {
    const late = NEW_CONVERSATION_AFTER / MINUTE;
    const responses = responsesOf(
      turnsOf([theirs(0), ours(10), theirs(20), ours(30), theirs(30 + late), ours(40 + late)]),
    );
    expect(responses.filter((it) => it.ours).map((it) => it.first)).toEqual([true, false, true]);
  });

  it('can be counted in working hours', () => {
    const friday = Date.parse('2026-11-20T16:55Z');
    const messages = [
      { at: friday, ours: false },
      { at: Date.parse('2026-11-23T08:05Z'), ours: true },
    ];
    const responses = responsesOf(turnsOf(messages), { hours: officeHours('Europe/Berlin') });
    expect(responseFigures(responses, true).ours.median).toBe(10 * MINUTE);
    expect(responseFigures(responses, false).ours.median).toBeGreaterThan(2 * 24 * 60 * MINUTE);
  });

  it('agree with asking of every message who answered it first', () => {
    fc.assert(
      fc.property(said, (messages) => {
        const inOrder = [...messages].sort((a, b) => a.at - b.at);
        const slow: number[] = [];
        for (const [index, message] of inOrder.entries()) {
          const opensTurn = inOrder[index - 1]?.ours !== message.ours;
          const answer = inOrder.slice(index).find((it) => it.ours !== message.ours);
          if (opensTurn && answer) slow.push(answer.at - message.at);
        }
        expect(responsesOf(turnsOf(messages)).map((it) => it.took)).toEqual(slow);
      }),
      { seed: 2 },
    );
  });
});

describe('spread', () => {
  it('is exact for few values', () => {
    expect(spreadOf([])).toEqual({ count: 0, median: null, mean: null, p90: null });
    expect(spreadOf([4])).toEqual({ count: 1, median: 4, mean: 4, p90: 4 });
    expect(spreadOf([1, 10, 2, 3])).toEqual({ count: 4, median: 2.5, mean: 4, p90: 10 });
    expect(spreadOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).p90).toBe(9);
  });
});

describe('volume', () => {
  it('falls on the hours of a zone', () => {
    const { theirs: rows } = volumeByHour([theirs(0), theirs(59), theirs(60)], 'Europe/Berlin');
    expect(rows[0]?.slice(8, 12)).toEqual([0, 2, 1, 0]);
  });

  it('has every day between, and every message once', () => {
    expect(volumeByDay([theirs(0), ours(2 * 24 * 60)], 'UTC').map((it) => [it.ours, it.theirs])).toEqual([
      [0, 1],
      [0, 0],
      [1, 0],
    ]);
    fc.assert(
      fc.property(said, (messages) => {
        const count = volumeByDay(messages, 'Asia/Almaty').reduce((sum, day) => sum + day.ours + day.theirs, 0);
        expect(count).toBe(messages.length);
      }),
      { seed: 3 },
    );
  });
});

describe('waiting', () => {
  it('is for the side of the last turn, since its first message', () => {
    expect(waitingOf(turnsOf([]))).toEqual({ who: 'nobody' });
    expect(waitingOf(turnsOf([ours(0), theirs(10), theirs(20)]))).toEqual({ who: 'they', since: start + 10 * MINUTE });
    expect(waitingOf(turnsOf([theirs(0), ours(10), ours(20)]))).toEqual({ who: 'we', since: start + 10 * MINUTE });
  });
});
