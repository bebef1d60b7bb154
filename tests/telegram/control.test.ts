import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalTelegram, startTelegram } from '.';
import { SMALL } from './clients/small';
import type { WebEvent } from './web-feed';

describe('over HTTP', () => {
  let telegram: LocalTelegram;

  beforeEach(async () => {
    telegram = await startTelegram({ scenario: SMALL });
  });

  afterEach(() => telegram.close());

  async function get(path: string): Promise<Record<string, never>> {
    const response = await fetch(`${telegram.controlUrl}/${path}`);
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, never>;
  }

  async function post(path: string, body: object): Promise<[status: number, content: Record<string, never>]> {
    const response = await fetch(`${telegram.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return [response.status, (await response.json()) as Record<string, never>];
  }

  it('makes things happen, and says what went wrong', async () => {
    const [status, message] = await post('receives', { from: 'Anna Berg', text: 'Hello' });
    expect([status, message.chat]).toEqual([200, 5000000002]);
    expect(await post('receives', { from: 'Nobody', text: 'Hello' })).toEqual([
      404,
      { error: 'There is nobody called "Nobody" in this scenario.' },
    ]);
    expect((await post('receives', { text: 'Hello' }))[0]).toBe(404);
    expect((await post('approveQr', {}))[1]).toEqual({ error: 'AUTH_TOKEN_INVALID' });
    expect((await post('failNext', { method: 'auth.sendCode', error: 'FLOOD_WAIT_5' }))[1]).toEqual({ ok: true });
  });

  it('shows state, what was seen, and the code under way', async () => {
    const state = await get('state');
    expect(state).toMatchObject({ homeDc: 2, dcs: [2, 4], connections: 0 });
    expect(await get('saw')).toMatchObject({ calls: [], reads: [], sends: [] });
    expect(await get('code?phone=%2B4915123456789')).toEqual({ code: null });
  });

  it('lets the pages at Telegram Web’s origin in, and no other site', async () => {
    const allowed = async (origin: string): Promise<[string | null, string | null]> => {
      const { headers } = await fetch(`${telegram.controlUrl}/state`, { method: 'OPTIONS', headers: { origin } });
      return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-private-network')];
    };
    expect(await allowed('https://web.telegram.org')).toEqual(['https://web.telegram.org', 'true']);
    expect(await allowed('https://example.com')).toEqual([null, null]);
  });

  it('feeds the stand-in pages: dialogs, topics, history by pages, sending, reading', async () => {
    const { dialogs } = (await get('web/msorokin/dialogs')) as unknown as { dialogs: Record<string, unknown>[] };
    expect(dialogs.find(({ title }) => title === 'Anna Berg')).toMatchObject({
      type: 'user',
      unread: 1,
      mayWrite: true,
    });
    const room = dialogs.find(({ title }) => title === 'Nordic project room') as {
      topics: { title: string; id: number }[];
    };
    expect(room.topics.map(({ title }) => title)).toEqual(['General', 'Delivery', 'Pricing']);

    const texts = async (query: string): Promise<string[]> => {
      const page = (await get(`web/msorokin/history?${query}`)) as unknown as {
        messages: { text: string; id: number }[];
      };
      return page.messages.map(({ text }) => text);
    };
    expect(await texts('peer=5000000002&limit=2')).toEqual([
      'Yes, from 20 m³ on.',
      'Perfect. Can you hold the price until Friday?',
    ]);
    const all = (await get('web/msorokin/history?peer=5000000002')) as unknown as { messages: { id: number }[] };
    expect(await texts(`peer=5000000002&limit=1&before=${all.messages[1]?.id}`)).toEqual([
      'Hi Anna, here is the price list we spoke about.',
    ]);
    expect(await texts(`peer=-1002100000006&topic=${room.topics[2]?.id}`)).toEqual(['', 'New quote attached below.']);

    expect((await post('web/msorokin/send', { peer: 5000000002, text: 'From the page' }))[0]).toBe(200);
    expect((await texts('peer=5000000002')).at(-1)).toBe('From the page');
    expect((await post('web/msorokin/read', { peer: 5000000002 }))[1]).toEqual({ unread: 0 });
    // A page acts as another device: MTProto saw none of it.
    expect(telegram.saw.sends).toEqual([]);
    expect(telegram.saw.reads).toEqual([]);
  });

  it('streams what changes', async () => {
    const response = await fetch(`${telegram.controlUrl}/web/msorokin/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = readEvents(response);
    const { id } = await telegram.receives({ from: 'Anna Berg', text: 'Hello' });
    expect(await events.next()).toMatchObject({
      type: 'message',
      unread: 2,
      message: { id, text: 'Hello', out: false },
    });
    await telegram.edits({ chat: 'Anna Berg', id, newText: 'Hello!' });
    expect(await events.next()).toMatchObject({ type: 'edit', message: { id, text: 'Hello!', edited: true } });
    await telegram.readsElsewhere({ chat: 'Anna Berg' });
    expect(await events.next()).toMatchObject({ type: 'read', side: 'inbox', upTo: id, unread: 0 });
    await telegram.renames({ person: 'Anna Berg', name: 'Anna Berg-Lund' });
    expect(await events.next()).toMatchObject({ type: 'user', name: 'Anna Berg-Lund' });
    await telegram.deletes({ chat: 'annaberg', id });
    expect(await events.next()).toMatchObject({ type: 'delete', peer: 5000000002, ids: [id] });
  });

  it('serves profile pictures', async () => {
    const response = await fetch(`${telegram.controlUrl}/web/photo/5000000002`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});

/** The events of a stream, one at a time. */
function readEvents(response: Response): { next(): Promise<WebEvent> } {
  const decoder = new TextDecoder();
  const chunks = response.body?.getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        const block = end < 0 ? '' : text.slice(0, end);
        if (end >= 0) text = text.slice(end + 2);
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data) return JSON.parse(data) as WebEvent;
        if (end >= 0) continue;
        const { value, done } = (await chunks?.read()) ?? { done: true };
        if (done) throw new Error('the stream has ended');
        text += decoder.decode(value as Uint8Array, { stream: true });
      }
    },
  };
}

// A process of its own reads the server's TypeScript first; a busy machine takes its time.
describe('alone, with npm run telegram', { timeout: 120_000 }, () => {
  const script = fileURLToPath(new URL('../../scripts/telegram.mjs', import.meta.url));

  interface Ended {
    code: number | null;
    out: string;
    err: string;
  }

  /** Runs the script; once it has printed a line, `running` may look at it, and then it is interrupted. */
  function run(options: string[], running: (line: string) => Promise<void>): Promise<Ended> {
    const child = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.endsWith('\n')) running(out).finally(() => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  }

  it('prints one JSON line with its addresses, serves, and ends when interrupted', async () => {
    const states: unknown[] = [];
    const ended = await run(['--scenario', SMALL], async (line) => {
      const { control } = JSON.parse(line) as { control: string };
      states.push(await (await fetch(`${control}/state`)).json());
    });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(ended.out)).toMatchObject({
      homeDc: 2,
      ws: { 2: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/dc2\/apiws$/) },
    });
    expect(states).toHaveLength(1);
  });
});
