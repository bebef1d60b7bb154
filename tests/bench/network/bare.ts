/** mtcute alone: asks for a chat's history and throws it away. */
import { type ITelegramStorageProvider, Long, MemoryStorage } from '@mtcute/core';
import { TelegramClient } from '@mtcute/core/client.js';
import type { Network } from '@/lib/telegram/mtcute/network';
import { platform } from '@/lib/telegram/mtcute/platform';
import { socketTransport } from '@/lib/telegram/mtcute/transport';
import { ANSWER } from '../messages/history';
import { CODE, PEER, PHONE } from './world';

export async function openBare(network: Network, api: { id: number; hash: string }) {
  const client = new TelegramClient({
    apiId: api.id,
    apiHash: api.hash,
    storage: new MemoryStorage() as ITelegramStorageProvider,
    crypto: network.crypto,
    platform,
    transport: socketTransport(network.socketUrl, () => {}),
    ...(network.homeDcs ? { defaultDcs: network.homeDcs } : {}),
    logLevel: 0,
    updates: false,
  });
  await client.connect();
  const sent = await client.sendCode({ phone: PHONE });
  if (!('phoneCodeHash' in sent)) throw new Error('signed in already');
  await client.signIn({ phone: PHONE, phoneCodeHash: sent.phoneCodeHash, phoneCode: CODE });
  await client.call({ _: 'messages.getDialogs', ...FIRST_DIALOGS });
  const peer = await client.resolvePeer(PEER);

  return {
    /** All of the chat, newest first. Resolves to how many messages came. */
    async importAll(): Promise<number> {
      let got = 0;
      for (let offsetId = 0; ; ) {
        const page = { offsetId, offsetDate: 0, addOffset: 0, limit: ANSWER, maxId: 0, minId: 0, hash: Long.ZERO };
        const answer = await client.call({ _: 'messages.getHistory', peer, ...page });
        const messages = answer._ === 'messages.messagesNotModified' ? [] : answer.messages;
        got += messages.length;
        offsetId = messages.at(-1)?.id ?? 0;
        if (messages.length < ANSWER) return got;
      }
    },
    close: () => client.destroy(),
  };
}

const FIRST_DIALOGS = {
  offsetDate: 0,
  offsetId: 0,
  offsetPeer: { _: 'inputPeerEmpty' },
  limit: 20,
  hash: Long.ZERO,
} as const;
