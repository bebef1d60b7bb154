/** Reactions. Telegram tells them as such, and as an edit that nobody is shown, which has its place in the log. */
import { copiesOf } from './change';
import type { Message, Reaction } from './types';
import type { Origin, Place, World } from './world';

/**
 * Replaces somebody's reactions to a message, in every copy of it.
 * @param alone they are told as such only, as Telegram does in some chats
 */
export function react(
  world: World,
  place: Place,
  message: Message,
  { from, reactions, alone = false }: { from: number; reactions: Omit<Reaction, 'from'>[]; alone?: boolean },
  origin?: Origin,
): void {
  for (const copy of copiesOf(world, place, message)) {
    const others = (copy.message.reactions ?? []).filter((one) => one.from !== from);
    copy.message.reactions = [...others, ...reactions.map((one) => ({ ...one, from }))];
    copy.message.reactedAt = world.seconds();
    const { place: where, message: one } = copy;
    if (alone) {
      world.announce({ kind: 'reactions', place: where, message: one }, origin);
      continue;
    }
    const change = (where.channel ?? where.account).box.note({ kind: 'edit', id: one.id });
    world.announce({ kind: 'edit', place: where, message: one, change, isReaction: true }, origin);
  }
}
