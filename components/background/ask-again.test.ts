import { expect, it } from 'vitest';
import { TezError } from '@/lib/limits/model';
import { handTimers } from '@/tests/support/hand-timers';
import { askAgain } from './ask-again';

/** A background that answers by hand. */
function setup() {
  const questions: { answer: (value: string) => void; fail: (kind: 'internal' | 'timeout' | 'locked') => void }[] = [];
  const { later, tick, waiting } = handTimers();
  const answer = askAgain(
    () =>
      new Promise<string>((resolve, reject) =>
        questions.push({ answer: resolve, fail: (kind) => reject(new TezError(kind)) }),
      ),
    later,
  );
  answer.catch(() => undefined);
  return { answer, questions, tick, waiting };
}

it('asks once where the answer comes', async () => {
  const { answer, questions, waiting } = setup();
  questions[0]?.answer('yes');
  expect(await answer).toBe('yes');
  expect([questions.length, waiting()]).toEqual([1, 0]);
});

it('asks beside a question that nobody answers, and takes the first answer', async () => {
  const { answer, questions, tick } = setup();
  await tick();
  expect(questions).toHaveLength(2);
  questions[1]?.answer('from the next worker');
  expect(await answer).toBe('from the next worker');
});

it('asks again when the worker broke off', async () => {
  const { answer, questions, tick } = setup();
  questions[0]?.fail('internal');
  await tick();
  questions[1]?.answer('now');
  expect(await answer).toBe('now');
});

it('does not ask again what was decided', async () => {
  const { answer, questions, tick, waiting } = setup();
  questions[0]?.fail('locked');
  await expect(answer).rejects.toMatchObject({ kind: 'locked' });
  await tick();
  expect([questions.length, waiting()]).toEqual([1, 0]);
});

it('gives up when nobody answers at all', async () => {
  const { answer, questions, tick } = setup();
  for (let time = 0; time < 10; time++) {
    for (const question of questions) question.fail('internal');
    await tick();
  }
  await expect(answer).rejects.toMatchObject({ kind: 'internal' });
  expect(questions).toHaveLength(5);
});
