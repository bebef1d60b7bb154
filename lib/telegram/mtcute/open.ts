import { TezError } from '@/lib/limits/model';
import type { Me, OpenTelegram } from '../port';
import { catchUp } from './catch-up';
import { edit, react, remove } from './change';
import { chat, fullChat } from './chats';
import { filePart, uploadLimit, uploadPart } from './files';
import { count, dialog, history, messages } from './history';
import { addressBook, chatList, chats, folders } from './lists';
import * as login from './login';
import { mapMe } from './map-chat';
import type { Network } from './network';
import { createPeers, findPerson } from './peers';
import { photo } from './photo';
import { signInByQr } from './qr';
import { requirements } from './requirements';
import { deleteScheduled, scheduled, sendScheduled } from './scheduled';
import { search } from './search';
import { forward, send, sendAlbum } from './send';
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
      chatList: (from) => chatList(session, peers, from),
      folders: () => folders(session),
      addressBook: (known) => addressBook(session, known),
      chats: (of) => chats(session, peers, of),
      photo: (peer) => photo(session, peers, peer),
      dialog: (peer) => dialog(session, peers, peer),
      history: (peer, options) => history(session, peers, peer, options),
      count: (peer, options) => count(session, peers, peer, options),
      messages: (peer, ids) => messages(session, peers, peer, ids),
      search: (options) => search(session, peers, options),
      send: (message) => send(session, peers, message),
      sendAlbum: (album) => sendAlbum(session, peers, album),
      forward: (what) => forward(session, peers, what),
      edit: (peer, id, change) => edit(session, peers, peer, id, change),
      delete: (peer, ids, options) => remove(session, peers, peer, ids, options),
      react: (peer, id, reactions) => react(session, peers, peer, id, reactions),
      scheduled: (peer) => scheduled(session, peers, peer),
      deleteScheduled: (peer, ids) => deleteScheduled(session, peers, peer, ids),
      sendScheduled: (peer, ids) => sendScheduled(session, peers, peer, ids),
      findPerson: (who) => findPerson(session, who),
      requirements: (people) => requirements(session, peers, people),
      filePart: (at, options) => filePart(session, at, options),
      uploadPart: (part, signal) => uploadPart(session, part, signal),
      uploadLimit: () => uploadLimit(session),
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
