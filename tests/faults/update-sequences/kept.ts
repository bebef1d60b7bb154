/** What a client holds that stores whatever its sink is told, as the update engine promises: the model that is compared. */
import type { Message, TelegramUpdate } from '@/lib/messages/model';

/** Ids of people and basic groups are the account's own: a deletion names no chat. */
const isChannel = (peer: number): boolean => peer < -1_000_000_000_000;

export class Kept {
  readonly messages = new Map<number, Map<number, Message>>();
  readonly readInbox = new Map<number, number>();
  readonly readOutbox = new Map<number, number>();
  readonly scheduled = new Map<number, Map<number, Message>>();
  /** Chats that must be asked again, or all of them. */
  readonly gaps = new Set<number | 'all'>();

  of(peer: number): Map<number, Message> {
    const known = this.messages.get(peer) ?? new Map<number, Message>();
    this.messages.set(peer, known);
    return known;
  }

  waiting(peer: number): Map<number, Message> {
    const known = this.scheduled.get(peer) ?? new Map<number, Message>();
    this.scheduled.set(peer, known);
    return known;
  }

  apply(updates: readonly TelegramUpdate[]): void {
    for (const update of updates) this.#apply(update);
  }

  #apply(update: TelegramUpdate): void {
    switch (update.is) {
      case 'message':
      case 'edited':
        this.of(update.message.peer).set(update.message.id, update.message);
        break;
      case 'deleted':
        for (const [peer, messages] of this.messages) {
          const isThere = update.peer === undefined ? !isChannel(peer) : peer === update.peer;
          if (isThere) for (const id of update.ids) messages.delete(id);
        }
        break;
      case 'readInbox':
        raise(this.readInbox, update.peer, update.upTo);
        break;
      case 'readOutbox':
        raise(this.readOutbox, update.peer, update.upTo);
        break;
      case 'reactions':
        this.#change(update.peer, update.id, ({ reactions: _, ...message }) =>
          update.reactions.length ? { ...message, reactions: update.reactions } : message,
        );
        break;
      case 'pinned':
        for (const id of update.ids) {
          this.#change(update.peer, id, ({ pinned: _, ...message }) =>
            update.pinned ? { ...message, pinned: true } : message,
          );
        }
        break;
      case 'scheduled':
        this.waiting(update.message.peer).set(update.message.id, update.message);
        break;
      case 'unscheduled':
        for (const id of update.ids) this.waiting(update.peer).delete(id);
        break;
      case 'gap':
        this.gaps.add(update.peer ?? 'all');
        break;
      case 'sent':
      case 'peer':
        break;
    }
  }

  #change(peer: number, id: number, change: (message: Message) => Message): void {
    const message = this.of(peer).get(id);
    if (message) this.of(peer).set(id, change(message));
  }
}

function raise(marks: Map<number, number>, peer: number, upTo: number): void {
  marks.set(peer, Math.max(marks.get(peer) ?? 0, upTo));
}
