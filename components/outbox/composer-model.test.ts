import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Ask } from '@/components/background/ask';
import { insertText } from '@/lib/chats/contract';
import { sendKept, stored } from '@/lib/files/contract';
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

describe('files of the library', () => {
  const files = [
    { id: '1.10', name: 'Offer.pdf' },
    { id: '1.11', name: 'Plans.zip' },
  ];

  function withLibrary(ids: string[]) {
    const world = setup();
    const given: unknown[] = [];
    world.answers[stored.name] = async () => ids.map((id) => ({ id, account: 1, kept: { at: 0, tags: [] } }));
    world.answers[sendKept.name] = async (input) => void given.push(input);
    world.model.attach(files);
    return { ...world, given };
  }

  it('go with what is written, by one press, and are gone from the field then', async () => {
    const { model, given, sends } = withLibrary(['1.10', '1.11']);
    model.write(rich('Here'));
    await model.send();
    expect(given).toMatchObject([
      { key: 'press-1', files: ['1.10', '1.11'], texts: [rich('Here')], keepsDraft: false },
    ]);
    expect([model.state.files, model.state.rich.text, sends.length]).toEqual([[], '', 0]);
  });

  it('go without a text', async () => {
    const { model, given } = withLibrary(['1.10', '1.11']);
    await model.send();
    expect(given).toMatchObject([{ texts: [] }]);
  });

  it('are not left out unasked where one is gone, nor taken from another account', async () => {
    const { model, given, answers } = withLibrary(['1.10']);
    model.write(rich('Here'));
    await model.send();
    expect(model.state.gone?.files).toEqual([files[1]]);
    model.keepWriting();
    expect([given, model.state.files]).toEqual([[], files]);
    await model.send();
    await model.sendWithout();
    expect(given).toMatchObject([{ files: ['1.10'], texts: [rich('Here')] }]);
    answers[stored.name] = async () => [{ id: '1.10', account: 2, kept: { at: 0, tags: [] } }];
    model.attach(files.slice(0, 1));
    await model.send();
    expect(model.state.gone?.files).toEqual([files[0]]);
    // Nothing is left to be sent.
    await model.sendWithout();
    expect([given.length, model.state.files]).toEqual([1, []]);
  });

  it('are looked for again where the worker died over the question', async () => {
    const { model, given, answers, tick } = withLibrary(['1.10', '1.11']);
    const found = answers[stored.name];
    answers[stored.name] = async () => {
      if (found) answers[stored.name] = found;
      throw new TezError('internal');
    };
    const sent = model.send();
    await tick();
    await sent;
    expect(given).toMatchObject([{ key: 'press-1', files: ['1.10', '1.11'] }]);
  });

  it('are kept with the draft', async () => {
    const { model, answers } = withLibrary([]);
    const kept: unknown[] = [];
    answers[outbox.keepDraft.name] = async ({ draft }: { draft: unknown }) => void kept.push(draft);
    model.close();
    expect(kept).toEqual([{ text: '', entities: [], files }]);
  });
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
