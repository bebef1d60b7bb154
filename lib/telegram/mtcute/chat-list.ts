import { Long, type tl } from '@mtcute/core';
import { markedPeer } from './marked';
import type { Session } from './session';

export const PAGE = 100;
/** Folders of the chat list: what is shown first, and the archive. https://core.telegram.org/api/folders#peer-folders */
const FOLDERS = [0, 1];

type Offset = Pick<tl.messages.RawGetDialogsRequest, 'offsetDate' | 'offsetId' | 'offsetPeer'>;

export const START: Offset = { offsetDate: 0, offsetId: 0, offsetPeer: { _: 'inputPeerEmpty' } };

/** Goes down the account's chat list once. What Telegram shows there is kept by the session as it passes. */
export class ChatListReader {
  readonly #session: Session;
  readonly #inputOf: (peer: number) => Promise<tl.TypeInputPeer | null>;
  readonly #folders = [...FOLDERS];
  #pagesLeft: number;
  #offset = START;
  #reading: Promise<void> | null = null;

  /** @param inputOf how to speak of a chat that was just shown */
  constructor(session: Session, mostPages: number, inputOf: (peer: number) => Promise<tl.TypeInputPeer | null>) {
    this.#session = session;
    this.#pagesLeft = mostPages;
    this.#inputOf = inputOf;
  }

  get done(): boolean {
    return this.#folders.length === 0 || this.#pagesLeft <= 0;
  }

  /** Reads one page; those who ask at the same time share it. @throws TezError as any call, and goes on there */
  next(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const [folderId] = this.#folders;
    const answer = await this.#session.call({
      _: 'messages.getDialogs',
      ...this.#offset,
      folderId,
      limit: PAGE,
      hash: Long.ZERO,
    });
    this.#pagesLeft -= 1;
    const last = answer._ === 'messages.dialogsSlice' ? lastOf(answer) : null;
    const offsetPeer = last && (await this.#inputOf(last.peer));
    if (last && offsetPeer) {
      this.#offset = { offsetDate: last.date, offsetId: last.id, offsetPeer };
    } else {
      this.#folders.shift();
      this.#offset = START;
    }
  }
}

/** Where the next page begins, or null after the last. https://core.telegram.org/api/offsets */
export function lastOf({
  dialogs,
  messages,
}: tl.messages.RawDialogsSlice): { date: number; id: number; peer: number } | null {
  for (const dialog of [...dialogs].reverse()) {
    if (dialog._ !== 'dialog') continue;
    const peer = markedPeer(dialog.peer);
    const top = messages.find((it) => it.id === dialog.topMessage && it.peerId && markedPeer(it.peerId) === peer);
    if (top && top._ !== 'messageEmpty') return { date: top.date, id: top.id, peer };
  }
  return null;
}
