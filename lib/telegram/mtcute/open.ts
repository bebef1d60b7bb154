import { TezError } from '@/lib/limits/model';
import type { Me, OpenTelegram } from '../port';
import { catchUp } from './catch-up';
import { chat, fullChat } from './chats';
import { dialog, history } from './history';
import * as login from './login';
import { mapMe } from './map-chat';
import type { Network } from './network';
import { createPeers } from './peers';
import { photo } from './photo';
import { signInByQr } from './qr';
import { createSession, type Session } from './session';

/** Makes the function that opens ports to `network`. Cryptography is loaded with the first of them and then shared. */
export function makeOpenTelegram(network: Network): OpenTelegram {
  return (deps) => {
    const session = createSession(network, deps);
    const peers = createPeers(session);
    return {
      connect: () => connect(session),
      disconnect: () => session.close(),
      me: () => me(session),
      sendCode: (phone) => login.sendCode(session, phone),
      resendCode: (phone, codeHash) => login.resendCode(session, phone, codeHash),
      cancelCode: (phone, codeHash) => login.cancelCode(session, phone, codeHash),
      signIn: (phone, codeHash, code) => login.signIn(session, phone, codeHash, code),
      passwordHint: () => login.passwordHint(session),
      checkPassword: (password) => login.checkPassword(session, password),
      signInByQr: (onToken, signal) => signInByQr(session, onToken, signal),
      logOut: () => login.logOut(session),
      catchUp: () => catchUp(session),
      chat: (peer, topic) => chat(session, peers, peer, topic),
      fullChat: (peer) => fullChat(session, peers, peer),
      photo: (peer) => photo(session, peers, peer),
      dialog: (peer) => dialog(session, peers, peer),
      history: (peer, options) => history(session, peers, peer, options),
    };
  };
}

/** Connects, or wakes a connection that is waiting for its next try; then asks whether the session still stands. */
async function connect(session: Session): Promise<void> {
  await session.prepare();
  await session.guard(session.client.connect());
  session.wake();
  await session.usable();
  if (session.self() !== null) await me(session);
}

async function me(session: Session): Promise<Me | null> {
  await session.prepare();
  if (session.self() === null) return null;
  const [user] = await session.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] });
  if (user?._ !== 'user') throw new TezError('internal');
  return mapMe(user);
}
