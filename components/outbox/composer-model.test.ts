import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { Ask } from '@/components/background/ask';
import { insertText } from '@/lib/chats/contract';
import { TezError } from '@/lib/limits/model';
import * as outbox from '@/lib/outbox/contract';
import type { WhyOff } from '@/lib/outbox/model';
import { handTimers } from '@/tests/support/hand-timers';
import { ComposerModel, whyNotInserted } from './composer-model';

const CHAT = { account: 1, peer: 2 };
const rich = (text: string) => ({ text, entities: [] });

/** A composer whose background answers by hand. */
function setup() {
  const sends: { key: string; done: () => void; lost: () => void }[] = [];
  const drafts: (string | undefined)[] = [];
  const { later, tick, settle } = handTimers();
  const answers: Record<string, (input: never) => Promise<unknown>> = {
    [outbox.view.name]: async () => ({ chat: CHAT, items: [], draft: rich('of another time') }),
    [outbox.mayWrite.name]: async () => null,
    [outbox.scheduled.name]: async () => [],
    [outbox.keepDraft.name]: async ({ draft }: { draft: { text: string } | null }) => {
      drafts.push(draft?.text);
    },
    [outbox.send.name]: ({ key }: { key: string }) =>
      new Promise((resolve, reject) =>
        sends.push({ key, done: () => resolve({ ids: [] }), lost: () => reject(new TezError('internal')) }),
      ),
  };
  let keys = 0;
  const model = new ComposerModel({
    ask: ((command: { name: string }, input: never) => answers[command.name]?.(input)) as unknown as Ask,
    chat: CHAT,
    now: () => 0,
    later,
    newKey: () => `press-${++keys}`,
    fail: () => undefined,
  });
  return { model, sends, drafts, answers, tick, settle };
}

it('gives a press that was lost with the worker again, as the same press', async () => {
  const { model, sends, tick, settle } = setup();
  model.write(rich('Hello'));
  const sent = model.send();
  await settle();
  sends[0]?.lost();
  await tick();
  expect(sends.map(({ key }) => key)).toEqual(['press-1', 'press-1']);
  sends[1]?.done();
  await sent;
  expect(model.state.rich.text).toBe('');
});

it('takes in no draft and stores none while it sends', async () => {
  const { model, sends, drafts, tick, settle } = setup();
  model.write(rich('Hello'));
  const sent = model.send();
  await tick();
  await model.changed(['drafts:1:2']);
  expect(model.state.rich.text).toBe('Hello');
  sends[0]?.done();
  await sent;
  await settle();
  expect(drafts).toEqual([]);
  expect(model.state.rich.text).toBe('');
});

it('keeps what was typed behind a text while it was sent', async () => {
  const { model, sends, drafts, tick, settle } = setup();
  model.write(rich('Hello'));
  const sent = model.send();
  await settle();
  model.type('Hello, and', 10);
  sends[0]?.done();
  await sent;
  expect(model.state.rich.text).toBe(', and');
  await tick();
  expect(drafts).toEqual([', and']);
});

it('asks again whether one may write when something comes; a late answer of before does not count', async () => {
  const { model, answers, settle } = setup();
  const waiting: ((off: WhyOff | null) => void)[] = [];
  answers[outbox.mayWrite.name] = () => new Promise<WhyOff | null>((resolve) => waiting.push(resolve));
  void model.changed(['outbox:1:2']);
  await settle();
  void model.changed(['outbox:1:2']);
  await settle();
  waiting[1]?.({ kind: 'premiumOnly' });
  waiting[0]?.(null);
  await settle();
  expect(model.state.off).toEqual({ kind: 'premiumOnly' });
  void model.changed(['chats:1:2']);
  await settle();
  waiting[2]?.(null);
  await settle();
  expect(model.state.off).toBeNull();
  void model.changed(['chats:1:2']);
  await settle();
  expect(waiting).toHaveLength(3);
});

it('puts as many words into Telegram’s field as it takes, and says so of more', async () => {
  const { model, answers } = setup();
  const asked: number[] = [];
  answers[insertText.name] = async ({ text }: { text: string }) => {
    asked.push(text.length);
    return v.is(insertText.input, { chat: CHAT, text, mode: 'append' });
  };
  const whole = '👍'.repeat(8192);
  expect(await model.insertWords(whole)).toBe(true);
  expect(await model.insertWords(`${whole}!`)).toBe(false);
  expect(asked).toEqual([16_384]);
  expect([whyNotInserted(whole), whyNotInserted(`${whole}!`)]).toEqual(['outbox.notInserted', 'outbox.insertTooLong']);
});
