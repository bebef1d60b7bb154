import { describe, expect, it, vi } from 'vitest';
import type { Ask } from '@/components/background/ask';
import type { Command } from '@/lib/bus/contract';
import { TezError } from '@/lib/limits/model';
import type { MessagesPage } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import { ConversationModel } from './conversation-model';

const chat = { account: 1, peer: -1_000_000_000_007 };
const message = (id: number, more: Partial<Message> = {}): Message => ({
  ...{ id, peer: chat.peer, from: 9, out: false, date: id * 1000, text: String(id), kind: 'text' },
  ...{ mentioned: false, silent: false, ...more },
});

interface Page {
  at: { is: string; id?: number };
  limit: number;
}

/** A background with these messages. */
function make(stored: Message[], more: Partial<MessagesPage> = {}) {
  const asked: string[] = [];
  const timers: (() => void)[] = [];
  let broken: TezError | null = null;
  function page({ at, limit }: Page): MessagesPage {
    const id = at.id ?? 0;
    const below = stored.filter((one) => at.is === 'newest' || one.id < id + (at.is === 'around' ? 1 : 0));
    const above = stored.filter((one) => one.id > id);
    const older = at.is === 'after' ? [] : below.slice(at.is === 'around' ? -limit / 2 : -limit);
    const newer = at.is === 'after' ? above.slice(0, limit) : at.is === 'around' ? above.slice(0, limit / 2) : [];
    const messages = [...older, ...newer];
    const first = messages[0]?.id ?? id;
    const last = messages.at(-1)?.id ?? id;
    return {
      messages,
      ...{ keep: 'full', live: false, complete: true, missing: [] },
      hasOlder: at.is === 'after' ? id > 0 : stored.some((one) => one.id < first),
      hasNewer: at.is !== 'newest' && (at.is === 'before' || stored.some((one) => one.id > last)),
      ...more,
    };
  }
  const ask = (async ({ name }: Command, input: unknown) => {
    if (broken) throw broken;
    if (name === 'messages.page') {
      const { at, limit } = input as Page;
      asked.push(`${at.is} ${at.id ?? ''}/${limit}`);
      return page({ at, limit });
    }
    if (name === 'messages.names') return (input as { of: { peer: number }[] }).of.map(({ peer }) => `name ${peer}`);
    return stored.filter(({ id }) => (input as { ids: number[] }).ids.includes(id));
  }) as unknown as Ask;
  const model = new ConversationModel({
    ask,
    chat,
    names: new Map(),
    later(work) {
      timers.push(work);
      return () => timers.splice(timers.indexOf(work), 1);
    },
  });
  const rest = async () => {
    for (const work of timers.splice(0)) work();
    await vi.waitFor(() => expect(model.state.loading).toBeNull());
    // Everything that was asked for is answered in turn.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  return {
    model,
    asked,
    rest,
    fail(error: TezError | null) {
      broken = error;
    },
    announce: (topic = `messages:${chat.account}:${chat.peer}`) => model.changed([topic]),
  };
}

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const ends = ({ state: { messages } }: ConversationModel) => [messages[0]?.id, messages.at(-1)?.id, messages.length];

describe('a conversation', () => {
  it('opens at the newest and goes back by pages until the beginning', async () => {
    const { model, asked } = make(span(1, 120));
    await model.open();
    expect(ends(model)).toEqual([81, 120, 40]);
    await Promise.all([model.older(), model.older()]);
    expect(ends(model)).toEqual([21, 120, 100]);
    await model.older();
    expect(ends(model)).toEqual([1, 120, 120]);
    await model.older();
    expect(asked).toEqual(['newest /40', 'before 81/60', 'before 21/60']);
  });

  it('shows what is new, edited and gone, in everything that is on screen', async () => {
    const stored = span(1, 90);
    const { model, rest, announce } = make(stored);
    await model.open();
    await model.older();
    stored.push(message(91));
    stored[0] = message(1, { text: 'far above' });
    stored[29] = message(30, { text: 'edited' });
    stored.splice(49, 1);
    announce();
    await rest();
    expect(model.state.messages.find(({ id }) => id === 30)?.text).toBe('edited');
    expect(model.state.messages.some(({ id }) => id === 50)).toBe(false);
    expect(model.state.messages.at(-1)?.id).toBe(91);
  });

  it('hears of older messages that an import brings', async () => {
    const stored = span(50, 60);
    const { model, rest, announce } = make(stored);
    await model.open();
    expect(model.state.hasOlder).toBe(false);
    stored.unshift(...span(1, 49));
    announce();
    await rest();
    expect(model.state.hasOlder).toBe(true);
    await model.older();
    expect(ends(model)).toEqual([1, 60, 60]);
  });

  it('goes to a message far back, reads on from there, and returns to the newest', async () => {
    const { model } = make(span(1, 400));
    await model.open();
    expect(await model.show(100)).toBe(true);
    expect(ends(model)).toEqual([81, 120, 40]);
    expect(model.state).toMatchObject({ hasOlder: true, hasNewer: true, target: { id: 100 } });
    await model.newer();
    expect(ends(model)).toEqual([81, 180, 100]);
    await model.toNewest();
    expect(ends(model)).toEqual([361, 400, 40]);
    expect(await model.show(9_999)).toBe(false);
  });

  it('asks Telegram for no more than the newest where nothing is kept', async () => {
    const stored = span(1, 90);
    const { model, asked, rest, announce } = make(stored, { keep: 'nothing', live: true });
    await model.open();
    await model.older();
    stored.push(message(91));
    announce();
    await rest();
    expect(asked.at(-1)).toBe('newest /40');
    expect(ends(model)).toEqual([1, 91, 91]);
  });

  it('asks again of a worker that died, and says what is wrong of one that answers', async () => {
    const { model, rest, fail } = make(span(1, 3));
    fail(new TezError('internal'));
    await model.open();
    expect(model.state).toMatchObject({ about: null, error: null });
    fail(null);
    await rest();
    expect(ends(model)).toEqual([1, 3, 3]);
    fail(new TezError('locked'));
    model.changed([`messages:${chat.account}:${chat.peer}`]);
    await rest();
    expect(model.state.error).toEqual({ kind: 'locked' });
    expect(ends(model)).toEqual([1, 3, 3]);
    fail(null);
    await model.retry();
    expect(model.state.error).toBeNull();
  });

  it('learns who wrote, and what is answered though it is not shown', async () => {
    const stored = [
      ...span(1, 50),
      message(51, { from: 12, replyTo: { id: 3 } }),
      message(52, { replyTo: { id: 777 } }),
    ];
    const { model, rest } = make(stored);
    await model.open();
    await rest();
    expect(model.state.names.get('12')).toBe('name 12');
    expect(model.state.answered.get(3)?.text).toBe('3');
    expect(model.state.answered.get(777)).toBeNull();
  });

  it('is not touched by other chats, nor after it was closed', async () => {
    const stored = span(1, 3);
    const { model, asked, rest, announce } = make(stored);
    await model.open();
    announce('messages:1:5');
    await rest();
    expect(asked).toHaveLength(1);
    model.close();
    announce();
    await rest();
    expect(asked).toHaveLength(1);
  });
});
