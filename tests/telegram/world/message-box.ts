/**
 * Messages with their own sequence of changes (pts): every account has one for people and basic groups, every channel
 * has one of its own. https://core.telegram.org/api/updates
 */
import type { tl } from '@mtcute/tl';
import type { MarkedId } from './ids';
import type { Message } from './types';

export type Change =
  | { kind: 'new'; id: number }
  | { kind: 'edit'; id: number }
  | { kind: 'delete'; ids: number[] }
  | { kind: 'other'; update: tl.TypeUpdate };

export interface LoggedChange {
  /** The state after the change. */
  pts: number;
  count: number;
  change: Change;
}

export class MessageBox {
  pts = 1;
  readonly messages = new Map<number, Message>();
  readonly log: LoggedChange[] = [];
  readonly #byChat = new Map<MarkedId, number[]>();
  readonly #byUid = new Map<number, number>();
  #nextId = 1;

  /** Adds a message under the next id, without a change in the log. */
  add(message: Omit<Message, 'id'>): Message {
    const added = { ...message, id: this.#nextId++ };
    this.messages.set(added.id, added);
    this.#byUid.set(added.uid, added.id);
    const ids = this.#byChat.get(added.chat);
    if (ids) ids.push(added.id);
    else this.#byChat.set(added.chat, [added.id]);
    return added;
  }

  /** Leaves out `count` ids, as messages deleted long ago do. */
  skipIds(count: number): void {
    this.#nextId += count;
  }

  remove(id: number): Message | undefined {
    const message = this.messages.get(id);
    if (!message) return undefined;
    this.messages.delete(id);
    this.#byUid.delete(message.uid);
    const ids = this.#byChat.get(message.chat);
    const at = ids ? lowerBound(ids, id) : -1;
    if (ids?.[at] === id) ids.splice(at, 1);
    return message;
  }

  /** The ids of a chat's messages, ascending. */
  idsOf(chat: MarkedId): readonly number[] {
    return this.#byChat.get(chat) ?? [];
  }

  byUid(uid: number): Message | undefined {
    const id = this.#byUid.get(uid);
    return id === undefined ? undefined : this.messages.get(id);
  }

  last(chat: MarkedId): Message | undefined {
    const id = this.idsOf(chat).at(-1);
    return id === undefined ? undefined : this.messages.get(id);
  }

  /** Notes a change; returns it with its pts. */
  note(change: Change, count = 1): LoggedChange {
    this.pts += count;
    const logged = { pts: this.pts, count, change };
    this.log.push(logged);
    return logged;
  }

  /** The changes after `pts`, at most `limit`, or undefined when the log no longer reaches back that far. */
  since(pts: number, limit: number): LoggedChange[] | undefined {
    const first = this.log[0];
    if (pts < this.pts && (!first || first.pts - first.count > pts)) return undefined;
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.log[middle]?.pts ?? 0) > pts) high = middle;
      else low = middle + 1;
    }
    return this.log.slice(low, low + limit);
  }

  /** The state from which on all changes are known. */
  get oldest(): number {
    const [first] = this.log;
    return first ? first.pts - first.count : this.pts;
  }

  /** Drops the log but for the newest changes, so that clients with an older state are told that it is too long ago. */
  forgetLog(keep = 0): void {
    this.log.splice(0, Math.max(0, this.log.length - keep));
  }
}

/** The first index whose id is not less than `id`. */
export function lowerBound(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
