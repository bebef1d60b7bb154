import { connectWs } from '@fuman/net';
import { ObfuscatedPacketCodec, type TelegramTransport } from '@mtcute/core';
import { Frames } from './frames';

/** Telegram's own WebSocket hosts by data centre. https://core.telegram.org/mtproto/transports#websocket */
const HOSTS: Readonly<Record<number, string>> = { 1: 'pluto', 2: 'venus', 3: 'aurora', 4: 'vesta', 5: 'flora' };

/** A socket that has not opened by then is given up and tried again. */
const OPENING = 10_000;

/** @throws RangeError for a data centre that Telegram doesn't have. */
export function telegramSocket(dc: number): string {
  const host = HOSTS[dc];
  if (!host) throw new RangeError('no such data centre');
  return `wss://${host}.web.telegram.org/apiws`;
}

export interface SocketTransport extends TelegramTransport {
  /** Closes every socket, also those still opening; further ones are refused. */
  close(): void;
}

/**
 * Sockets to wherever `socketUrl` says a data centre is: release and local builds differ in this function only.
 * @param onTried told of every try: whether the socket opened
 */
export function socketTransport(
  socketUrl: (dc: number) => string,
  onTried: (opened: boolean) => void,
): SocketTransport {
  const sockets = new Set<WebSocket>();
  let closed = false;

  return {
    async connect(dc) {
      if (closed) throw new Error('connection closed');
      let opening: WebSocket | null = null;
      const implementation = function open(url: string | URL, protocols?: string | string[]): WebSocket {
        const socket = new WebSocket(url, protocols);
        socket.addEventListener('close', () => sockets.delete(socket));
        sockets.add(socket);
        opening = socket;
        return socket;
      } as unknown as typeof WebSocket;
      const timer = setTimeout(() => opening?.close(), OPENING);
      try {
        const connection = await connectWs({ url: socketUrl(dc.id), implementation, protocols: 'binary' });
        onTried(true);
        return connection;
      } catch (error) {
        onTried(false);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    packetCodec: () => new ObfuscatedPacketCodec(new Frames()),
    close() {
      closed = true;
      for (const socket of sockets) socket.close();
    },
  };
}
