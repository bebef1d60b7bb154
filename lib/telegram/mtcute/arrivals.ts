import type { tl } from '@mtcute/core';
import type { TelegramUpdate } from '@/lib/messages/model';
import { markedChannel, markedPeer } from './marked';

export interface ArrivalsDeps {
  collect: (update: TelegramUpdate) => void;
  /** Whether a position in this channel's log is known. */
  knowsChannel: (channelId: number) => boolean;
  now: () => number;
}

/** Within so many ms, word of a scheduled message may come after the word that it is gone. */
const OVERTAKEN = 10_000;

/** Looks at what arrives before mtcute puts it in order, for what its order does no justice. */
export class Arrivals {
  readonly #deps: ArrivalsDeps;
  /** Channels whose first news were told as a gap. */
  readonly #begun = new Set<number>();
  /** Reactions that an edit beside them tells, too, and in its place. */
  readonly #toldByEdit = new WeakSet<tl.TypeUpdate>();
  /** Scheduled messages that are gone, and since when; by chat and id. */
  readonly #unscheduled = new Map<string, number>();

  constructor(deps: ArrivalsDeps) {
    this.#deps = deps;
  }

  /** Takes note of updates, pushed or answered. */
  note(container: tl.TypeUpdates): void {
    if (!('updates' in container)) return;
    for (const update of container.updates) {
      this.#noteRead(update);
      this.#noteBeginning(update);
      this.#noteUnscheduled(update);
      if (update._ === 'updateMessageReactions' && isEdited(update, container.updates)) this.#toldByEdit.add(update);
    }
  }

  /** Takes note of what a difference has beside messages. */
  noteMissed(updates: readonly tl.TypeUpdate[]): void {
    for (const update of updates) {
      this.#noteRead(update);
      this.#noteUnscheduled(update);
    }
  }

  /**
   * Whether an update must not be told any more. Reactions have no place in the log: beside an edit, which has, they could
   * only be told out of turn. Nor has a scheduled message: what an answer says of it may be overtaken by its going off.
   */
  isTold(update: tl.TypeUpdate): boolean {
    if (update._ !== 'updateNewScheduledMessage') return this.#toldByEdit.has(update);
    const { peerId, id } = update.message;
    const gone = peerId && this.#unscheduled.get(`${markedPeer(peerId)}:${id}`);
    return gone !== undefined && this.#deps.now() - gone < OVERTAKEN;
  }

  /** mtcute leaves out a read mark that names an older state of its channel; but what was read stays read. */
  #noteRead(update: tl.TypeUpdate): void {
    if (update._ !== 'updateReadChannelInbox') return;
    this.#deps.collect({ is: 'readInbox', peer: markedChannel(update.channelId), upTo: update.maxId });
  }

  #noteUnscheduled(update: tl.TypeUpdate): void {
    if (update._ !== 'updateDeleteScheduledMessages') return;
    const now = this.#deps.now();
    for (const [key, since] of this.#unscheduled) if (now - since >= OVERTAKEN) this.#unscheduled.delete(key);
    for (const id of update.messages) this.#unscheduled.set(`${markedPeer(update.peer)}:${id}`, now);
  }

  /** The first news of a channel say nothing of what came before them. */
  #noteBeginning(update: tl.TypeUpdate): void {
    const channelId = placedIn(update);
    if (channelId === null || this.#begun.has(channelId)) return;
    this.#begun.add(channelId);
    if (!this.#deps.knowsChannel(channelId)) this.#deps.collect({ is: 'gap', peer: markedChannel(channelId) });
  }
}

/** The channel in whose log an update has a place, or null. */
function placedIn(update: tl.TypeUpdate): number | null {
  switch (update._) {
    case 'updateNewChannelMessage':
    case 'updateEditChannelMessage':
      return update.message.peerId?._ === 'peerChannel' ? update.message.peerId.channelId : null;
    case 'updateDeleteChannelMessages':
    case 'updatePinnedChannelMessages':
      return update.channelId;
    default:
      return null;
  }
}

function isEdited({ peer, msgId }: tl.RawUpdateMessageReactions, beside: readonly tl.TypeUpdate[]): boolean {
  return beside.some(
    (it) =>
      (it._ === 'updateEditMessage' || it._ === 'updateEditChannelMessage') &&
      it.message.id === msgId &&
      it.message.peerId !== undefined &&
      markedPeer(it.message.peerId) === markedPeer(peer),
  );
}
