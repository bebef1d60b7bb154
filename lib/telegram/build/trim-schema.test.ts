import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { calledMethods, neededEntries, trim } from './trim-schema';

const require = createRequire(import.meta.url);
const read = (name: string) => readFileSync(require.resolve(`@mtcute/tl/${name}`), 'utf8');

/** Runs one of mtcute's modules. */
function load(code: string): Record<string, Record<string, unknown>> {
  const exports = {};
  new Function('exports', code)(exports);
  return exports;
}

describe("what is left of Telegram's schema", () => {
  it('is what is called, with everything inside it', () => {
    const called = calledMethods([`call({ _: 'users.getUsers', id })`, '{_:"messages.getHistory"}', "{ _: 'user' }"]);
    expect([...called]).toEqual(['users.getUsers', 'messages.getHistory', 'user']);
    const { written, read: ids } = neededEntries(called);
    for (const name of ['users.getUsers', 'inputUser', 'inputUserFromMessage', 'inputPeerSelf', 'messages.getHistory'])
      expect(written).toContain(name);
    expect(written).not.toContain('messages.sendMessage');
    expect(written).not.toContain('inputMediaPoll');
    expect(ids.size).toBeGreaterThan(300);
  });

  it('can store users and chats, and speak the protocol, whatever is called', () => {
    const { written } = neededEntries(new Set());
    for (const name of ['user', 'userStatusOnline', 'channel', 'channelForbidden', 'chat', 'chatPhoto'])
      expect(written).toContain(name);
    for (const name of ['mt_req_pq_multi', 'mt_msgs_ack', 'mt_future_salt']) expect(written).toContain(name);
  });

  it('still runs, and reads every update', () => {
    const needed = neededEntries(new Set(['users.getUsers']));
    const whole = load(read('binary/writer.js')).__tlWriterMap ?? {};
    const writers = load(trim(read('binary/writer.js'), needed)).__tlWriterMap ?? {};
    expect(writers['users.getUsers']).toBeTypeOf('function');
    expect(writers['messages.sendMessage']).toBeUndefined();
    expect(writers._staticSize).toEqual(whole._staticSize);
    const names = /^(\d+):function\(r\)\{.*?return\{_:'(update\w*)'/gm;
    const updates = [...read('binary/reader.js').matchAll(names)];
    expect(updates.length).toBeGreaterThan(100);
    const readers = load(read('binary/reader.js')).__tlReaderMap ?? {};
    for (const [, id, name] of updates) {
      expect(readers[Number(id)], name).toBeTypeOf('function');
      expect(needed.read, name).toContain(Number(id));
    }
  });

  it('keeps of the errors what is needed to read them', () => {
    const index = read('index.js');
    const { tl } = load(trim(`${read('binary/writer.js')}\n${index}`, neededEntries(new Set()))) as unknown as {
      tl: typeof import('@mtcute/tl').tl;
    };
    const answer = (errorMessage: string) => ({ _: 'mt_rpc_error', errorCode: 420, errorMessage }) as const;
    expect(tl.isAnyUpdates({ _: 'updateShort' })).toBe(true);
    expect(tl.isAnyUpdates({ _: 'updateNewMessage' })).toBe(false);
    expect(tl.RpcError.fromTl(answer('FLOOD_WAIT_32'))).toMatchObject({ text: 'FLOOD_WAIT_%d', seconds: 32 });
    expect(tl.RpcError.fromTl(answer('PHONE_CODE_INVALID'))).toMatchObject({ text: 'PHONE_CODE_INVALID' });
    expect(index).toContain('phone code is invalid');
    expect(trim(`${read('binary/writer.js')}\n${index}`, neededEntries(new Set()))).not.toContain('code is invalid');
  });

  it('fails when there was nothing to leave out', () => {
    expect(() => trim('const nothing = 1;', neededEntries(new Set()))).toThrow('changed its form');
  });
});
