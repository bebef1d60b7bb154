import type { ChatRef } from '@/lib/chats/model';
import { fileIn } from '@/lib/files/kinds';
import type { PictureSize, TelegramFile } from '@/lib/files/model';
import { storedId } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import type { Records } from '@/lib/store/records';
import { sealedBlocks } from '@/lib/store/sealed-blocks';
import type { TelegramPort } from '@/lib/telegram/port';
import { fileOf, freshFile } from './fresh';
import { PICTURES } from './parts';

export interface PictureDeps {
  records: Records;
  port: (account: number) => Promise<TelegramPort>;
  messageIn: (chat: ChatRef, id: number) => Promise<Message>;
  /** Whether what is seen in a chat may stay. */
  isKept: (chat: ChatRef) => Promise<boolean>;
}

/** A message's file, and the topic the message is in: each may be kept or not by itself. */
interface Seen {
  file: TelegramFile;
  topic: number | undefined;
}

/** Pixels that a list shows, at twice the density of old screens. */
const WIDTH = 240;
/** One request brings it; a small picture is far below. */
const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 6;
const MOST_IN_MEMORY = 200;
const MOST_STORED = 4000;
const THIN_OUT_EVERY = 100;

/** Small pictures of files: in memory, and sealed where their chat is kept. */
export function createPictures({ records, port, messageIn, isKept }: PictureDeps) {
  const blocks = sealedBlocks(records, 'fileParts');
  const files = new Map<string, Seen>();
  const shown = new Map<string, Uint8Array<ArrayBuffer>>();
  const asking = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();
  const line: (() => void)[] = [];
  let busy = 0;
  let written = 0;

  async function inLine<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => line.push(resolve));
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      line.shift()?.();
    }
  }

  async function find(chat: ChatRef, message: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const seen = files.get(keyOf(chat, message)) ?? seenIn(await messageIn(chat, message));
    const { file, topic } = seen;
    const of = topic === undefined ? chat : { ...chat, topic };
    const size = pictureFor(file.sizes);
    if (!size) return null;
    const block = `${PICTURES}${storedId(chat.account, file.at)}/${size.type}`;
    // What does not open is asked for again.
    const [known] = await blocks.read([block]).catch(() => []);
    if (known) return Uint8Array.from(known);
    const bytes = await inLine(() => ask(chat, message, seen, size));
    if (await isKept(of)) {
      await blocks.write([{ id: block, bytes }]);
      // What is kept may have become less while it was sealed, and those that lay here are gone already.
      if (!(await isKept(of))) await blocks.clear(block);
      written += 1;
      if (written % THIN_OUT_EVERY === 1) await thinOut();
    }
    return bytes;
  }

  async function ask({ account, peer }: ChatRef, message: number, seen: Seen, size: PictureSize) {
    const { file } = seen;
    const telegram = await port(account);
    const wanted = { offset: 0, limit: MOST_BYTES, picture: size.type };
    try {
      return Uint8Array.from(await telegram.filePart(file.at, wanted));
    } catch (error) {
      if (TezError.from(error).kind !== 'fileExpired') throw error;
      const fresh = await freshFile(telegram, { file, seenIn: { peer, message } });
      files.set(keyOf({ account, peer }, message), { ...seen, file: fresh });
      return Uint8Array.from(await telegram.filePart(fresh.at, wanted));
    }
  }

  async function thinOut(): Promise<void> {
    const ids = await blocks.ids(PICTURES);
    // They are had again from Telegram: which of them go matters little.
    if (ids.length > MOST_STORED) await blocks.write([], ids.slice(0, MOST_STORED / 4));
  }

  return {
    /** A message's file was just seen: it needs not be looked up. */
    know(chat: ChatRef, message: Message): void {
      const file = fileIn(message);
      if (file) remember(files, keyOf(chat, message.id), { file, topic: message.topic }, 2000);
    },

    /** The small picture of a message's file; null where it has none. @throws TezError */
    get(chat: ChatRef, message: number): Promise<Uint8Array<ArrayBuffer> | null> {
      const key = keyOf(chat, message);
      const known = shown.get(key);
      if (known) return Promise.resolve(known);
      const under = asking.get(key) ?? find(chat, message);
      asking.set(key, under);
      return under
        .then((bytes) => {
          if (bytes && asking.has(key)) remember(shown, key, bytes, MOST_IN_MEMORY);
          return bytes;
        })
        .finally(() => asking.delete(key));
    },

    clear: () => blocks.clear(PICTURES),

    forget(): void {
      files.clear();
      shown.clear();
      asking.clear();
    },
  };
}

function seenIn(message: Message): Seen {
  return { file: fileOf(message), topic: message.topic };
}

function keyOf({ account, peer }: ChatRef, message: number): string {
  return `${account}/${peer}/${message}`;
}

/** The smallest that fills its place, else the largest there is. */
export function pictureFor(sizes: readonly PictureSize[]): PictureSize | undefined {
  return sizes.find(({ width }) => width >= WIDTH) ?? sizes.at(-1);
}

function remember<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
