import type { RpcCallMiddlewareContext } from '@mtcute/core';
import { describe, expect, it, vi } from 'vitest';
import { watchEnd } from './ended';

const error = (errorMessage: string, errorCode = 401) => ({ _: 'mt_rpc_error', errorCode, errorMessage });

function watching(signedIn = true) {
  const onEnded = vi.fn();
  const stop = new AbortController();
  const watch = watchEnd(() => signedIn, onEnded);
  const ask = (method: string, answer: unknown, params?: object) =>
    watch(
      { request: { _: method }, params, manager: { params: { stopSignal: stop.signal } } } as RpcCallMiddlewareContext,
      async () => answer,
    );
  return { onEnded, ask, stop };
}

describe('a session that ended elsewhere', () => {
  it.each([
    ['SESSION_REVOKED', 'signedOutElsewhere'],
    ['AUTH_KEY_UNREGISTERED', 'signedOutElsewhere'],
    ['USER_DEACTIVATED_BAN', 'accountDeactivated'],
  ])('is noticed by %s, and told once', async (text, why) => {
    const { onEnded, ask } = watching();
    await ask('users.getUsers', error(text));
    await ask('users.getUsers', error(text));
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(onEnded).toHaveBeenCalledWith(why);
  });

  it('is not seen in what one is told before signing in, by another data centre, or for a password', async () => {
    const stranger = watching(false);
    await stranger.ask('users.getUsers', error('AUTH_KEY_UNREGISTERED'));
    expect(stranger.onEnded).not.toHaveBeenCalled();
    const { onEnded, ask } = watching();
    await ask('upload.getFile', error('AUTH_KEY_UNREGISTERED'), { dcId: 4 });
    await ask('auth.signIn', error('SESSION_PASSWORD_NEEDED'));
    await ask('messages.getHistory', error('CHANNEL_PRIVATE', 400));
    expect(onEnded).not.toHaveBeenCalled();
  });

  it('lets the library ask for updates no more, until the port closes', async () => {
    const { ask, stop } = watching();
    await ask('updates.getState', error('SESSION_REVOKED'));
    const outcome = expect(ask('updates.getState', 'never')).rejects.toThrow('closed');
    stop.abort(new Error('closed'));
    await outcome;
  });
});
